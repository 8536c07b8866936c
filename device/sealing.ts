import { createPrivateKey, hash, sign } from 'node:crypto';
import { type BoxEvent, boxEvent } from '#contract/events.js';
import type { BoxStatus } from '#contract/presence.js';
import { chainStart, withSignature } from '#contract/seal.js';
import type { KeyPair } from './identity.js';

/** Signs for one box. */
export interface Sealer {
  /** The chains it begins belong to this box. */
  readonly box: string;
  /** Signature of a text, base64url. About 40 µs on a PC, some 0.2 ms on a small board. */
  sign(text: string): string;
}

/** Reads the private key once. Throws what Node throws for something that is no private key. */
export function sealerOf(box: string, { privateKey }: KeyPair): Sealer {
  const key = createPrivateKey(privateKey);
  return { box, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

export interface SealedEvent {
  readonly event: BoxEvent;
  /** As it is stored and sent, to the letter; encoding `event` gives the same. */
  readonly text: string;
}

/**
 * Gives an event its place in the chain (D5). `before` is the text of the event before it, undefined for number 1.
 * Throws `ContractError` `too-large`.
 */
export function seal(event: BoxEvent, before: string | undefined, sealer: Sealer): SealedEvent {
  const { prev: _prev, sig: _sig, ...bare } = event;
  const prev = hash('sha256', before ?? chainStart(sealer.box, event.epoch), 'base64url');
  const chained = { ...bare, prev } as BoxEvent;
  const signed = boxEvent.encode(chained);
  const sig = sealer.sign(signed);
  const sealed = { ...chained, sig } as BoxEvent;
  return { event: sealed, text: withSignature(signed, sig) };
}

/** What a box announces of its sealing, so that the hub can verify it. */
export function sealingFacts(
  { publicKey }: KeyPair,
  outbox: { unsealed(): { epoch: string; through: number } | undefined },
): Pick<BoxStatus, 'publicKey' | 'unsealed'> {
  const unsealed = outbox.unsealed();
  return { publicKey, ...(unsealed === undefined ? {} : { unsealed }) };
}
