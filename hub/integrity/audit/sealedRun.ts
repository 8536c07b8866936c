import { type KeyObject, verify } from 'node:crypto';
import type { SealParts } from '#contract/seal.js';

/** Enough that signatures cost little, few enough to hold in memory. */
const LONGEST = 64;

interface Sealed {
  readonly seq: number;
  readonly seal: SealParts;
}

export interface RunVerdict {
  readonly verified: number;
  /** Numbers of those that no signature proves. */
  readonly forged: readonly number[];
}

/**
 * Sealed events of one outbox, each of which holds the digest of the whole text of the one before it, its seal included.
 * A signature covers that digest, and so every text before it to the letter: who has no key of the box can have changed,
 * added or taken out none of them while it holds (D5). So an event is proven when its own signature holds or that of one
 * chained to it, as when it came in, and mostly one verification proves a whole run. Whoever adds events has to make
 * sure of the links, and settles the run where one breaks.
 */
export class SealedRun {
  private events: Sealed[] = [];
  private verified = 0;
  /** Numbers of those that no signature has proven so far. */
  private unproven: number[] = [];

  constructor(private readonly keys: readonly KeyObject[]) {}

  /** The event is linked to the one that was added before it since the run was last settled. */
  add(seq: number, seal: SealParts): void {
    this.events.push({ seq, seal });
    if (this.events.length >= LONGEST) this.prove();
  }

  /** What is proven of the events added since the last time; begins anew. */
  settle(): RunVerdict {
    this.prove();
    const { verified, unproven: forged } = this;
    this.verified = 0;
    this.unproven = [];
    return { verified, forged };
  }

  private prove(): void {
    const proven = this.events.findLastIndex((event) => this.holds(event)) + 1;
    if (proven > 0) {
      this.verified += this.unproven.length + proven;
      this.unproven = [];
    }
    for (const { seq } of this.events.slice(proven)) this.unproven.push(seq);
    this.events = [];
  }

  private holds({ seal: { signed, sig } }: Sealed): boolean {
    const text = Buffer.from(signed);
    const signature = Buffer.from(sig, 'base64url');
    return this.keys.some((key) => verify(null, text, key, signature));
  }
}
