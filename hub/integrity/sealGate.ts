import { verify } from 'node:crypto';
import { type SealParts, sealOf } from '#contract/seal.js';
import type { SealStore } from '../store/sealStore.js';
import type { SealReason } from './eventChain.js';
import { verifyKey } from './verifyKey.js';

/** A message of a box whose seal is to be looked at. */
export interface SealedMessage {
  readonly box: string;
  readonly epoch: string;
  readonly seq: number;
  readonly text: string;
  /** Called once: with what is wrong with the seal, or with nothing. */
  readonly told: (reason: SealReason | undefined) => void;
}

type Verdict = { readonly reason: SealReason | undefined };

interface Entry {
  readonly message: SealedMessage;
  /** What is to be verified, until it is begun. */
  work: { readonly seal: SealParts; readonly keys: readonly string[] } | undefined;
  verdict: Verdict | undefined;
}

const GOOD: Verdict = { reason: undefined };
const MISSING: Verdict = { reason: 'seal/missing' };
const FORGED: Verdict = { reason: 'seal/bad-signature' };

/** Verifications at a time: enough for every thread of the pool, few enough not to delay others who use it. */
const AT_A_TIME = 16;
/** An honest box has at most 20 in flight, and as many again after a broken line. */
const MOST_OF_A_BOX = 256;
/** Characters of all that waits, so that memory stays bounded whatever arrives. */
const MOST_WAITING = 16_000_000;

/**
 * Verifies signatures on the thread pool before anything is stored (D5). The messages of a box come out in the order they
 * came in; boxes take turns, so that none waits for another one's flood. What needs no verification passes at once,
 * unless something of its box is still being verified.
 */
export class SealGate {
  private readonly lanes = new Map<string, Entry[]>();
  /** Boxes with something to begin, in the order of their turns. */
  private readonly turns = new Set<string>();
  private closed = false;
  private running = 0;
  private waiting = 0;
  private count = 0;

  constructor(private readonly seals: Pick<SealStore, 'dutyOf'>) {}

  /** Messages that are being verified or wait for it. */
  get depth(): number {
    return this.count;
  }

  /** False when there is no room: the message is dropped, and its box sends it again. */
  pass(message: SealedMessage): boolean {
    const { box, text } = message;
    const lane = this.lanes.get(box) ?? [];
    if (lane.length >= MOST_OF_A_BOX || this.waiting + text.length > MOST_WAITING) return false;
    const entry = this.look(message);
    if (lane.length === 0 && entry.verdict !== undefined) {
      message.told(entry.verdict.reason);
      return true;
    }
    lane.push(entry);
    this.lanes.set(box, lane);
    this.waiting += text.length;
    this.count++;
    if (entry.work !== undefined) this.turns.add(box);
    this.begin();
    return true;
  }

  /** Lets nothing out any more: whoever waits sends it again. */
  close(): void {
    this.closed = true;
  }

  private look(message: SealedMessage): Entry {
    const { box, epoch, seq, text } = message;
    const { keys, required, unsealedThrough } = this.seals.dutyOf(box, epoch);
    const seal = sealOf(text);
    if (seal !== undefined && keys.length > 0) return { message, work: { seal, keys }, verdict: undefined };
    const missing = seal === undefined && required && seq > unsealedThrough;
    return { message, work: undefined, verdict: missing ? MISSING : GOOD };
  }

  private begin(): void {
    while (this.running < AT_A_TIME) {
      const [box] = this.turns;
      if (box === undefined) return;
      this.turns.delete(box);
      const lane = this.lanes.get(box) ?? [];
      const entry = lane.find(({ work }) => work !== undefined);
      if (entry?.work === undefined) continue;
      const { seal, keys } = entry.work;
      entry.work = undefined;
      if (lane.some(({ work }) => work !== undefined)) this.turns.add(box);
      this.running++;
      verifyWithAny(seal, keys, (good) => {
        this.running--;
        entry.verdict = good ? GOOD : FORGED;
        this.release(box);
        this.begin();
      });
    }
  }

  /** Lets out what is decided, as far as nothing before it is undecided. */
  private release(box: string): void {
    if (this.closed) return;
    const lane = this.lanes.get(box) ?? [];
    for (let first = lane[0]; first?.verdict !== undefined; first = lane[0]) {
      lane.shift();
      this.count--;
      this.waiting -= first.message.text.length;
      first.message.told(first.verdict.reason);
    }
    if (lane.length === 0) this.lanes.delete(box);
  }
}

/** Tries one key after the other, the newest first, which is nearly always the one. */
function verifyWithAny(seal: SealParts, keys: readonly string[], told: (good: boolean) => void): void {
  const text = Buffer.from(seal.signed);
  const signature = Buffer.from(seal.sig, 'base64url');
  const attempt = (index: number): void => {
    const name = keys[index];
    const key = name === undefined ? undefined : verifyKey(name);
    if (key === undefined) {
      if (name === undefined) setImmediate(told, false);
      else attempt(index + 1);
      return;
    }
    verify(null, text, key, signature, (error, good) => {
      if (error === null && good) told(true);
      else if (index + 1 < keys.length) attempt(index + 1);
      else told(false);
    });
  };
  attempt(0);
}
