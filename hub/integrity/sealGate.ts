import { verify } from 'node:crypto';
import { type SealParts, sealOf } from '#contract/seal.js';
import type { SealStore } from '../store/sealStore.js';
import { linkAfter, type SealReason } from './eventChain.js';
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
  /** What is to be verified; without it the verdict is there from the beginning. */
  readonly work: Work | undefined;
  verdict: Verdict | undefined;
}

interface Work {
  readonly seal: SealParts;
  readonly keys: readonly string[];
}

const GOOD: Verdict = { reason: undefined };
const MISSING: Verdict = { reason: 'seal/missing' };
const FORGED: Verdict = { reason: 'seal/bad-signature' };

/** Events proven by one signature at most, so that a forged one costs its box no more than so many verifications. */
const LONGEST_RUN = 64;
/** Verifications at a time: enough for every thread of the pool, few enough not to delay others who use it. */
const AT_A_TIME = 16;
/** An honest box has at most 20 in flight, and as many again after a broken line. */
const MOST_OF_A_BOX = 256;
/** Characters of all that waits, so that memory stays bounded whatever arrives. */
const MOST_WAITING = 16_000_000;

/**
 * Verifies signatures on the thread pool before anything is stored (D5). The messages of a box come out in the order they
 * came in; boxes take turns, so that none waits for another one's flood. What needs no verification passes at once,
 * unless something of its box is still being verified. Events that wait together and are linked to each other are proven
 * by the last one's signature, which covers the digest of each text before it; where it does not hold, the last one is
 * refused and those before it are looked at again.
 */
export class SealGate {
  private readonly lanes = new Map<string, Entry[]>();
  /** Boxes with something to begin, in the order of their turns. */
  private readonly turns = new Set<string>();
  /** Boxes of which a run is being verified; what comes meanwhile waits, to be proven together. */
  private readonly busy = new Set<string>();
  private scheduled = false;
  private closed = false;
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
    if (entry.work !== undefined && !this.busy.has(box)) this.turns.add(box);
    this.schedule();
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

  /** Not before all that arrived together is there to be proven together. */
  private schedule(): void {
    if (this.scheduled || this.turns.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.begin();
    });
  }

  private begin(): void {
    while (this.busy.size < AT_A_TIME) {
      const [box] = this.turns;
      if (box === undefined) return;
      this.turns.delete(box);
      const run = firstRun(this.lanes.get(box) ?? []);
      const last = run.at(-1);
      if (last?.work === undefined) continue;
      this.busy.add(box);
      verifyWithAny(last.work, (good) => {
        this.busy.delete(box);
        for (const entry of good ? run : [last]) entry.verdict = good ? GOOD : FORGED;
        this.release(box);
        if (this.lanes.get(box)?.some(isUndecided)) this.turns.add(box);
        this.schedule();
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

const isUndecided = ({ verdict }: Entry): boolean => verdict === undefined;

/** The first that are undecided, as far as each is linked to the one before it. */
function firstRun(lane: readonly Entry[]): readonly Entry[] {
  const first = lane.findIndex(isUndecided);
  if (first < 0) return [];
  let end = first + 1;
  while (end - first < LONGEST_RUN && isLinked(lane[end - 1], lane[end])) end++;
  return lane.slice(first, end);
}

function isLinked(before: Entry | undefined, entry: Entry | undefined): boolean {
  if (before === undefined || entry?.work === undefined || entry.verdict !== undefined) return false;
  const { epoch, seq, text } = before.message;
  const next = entry.message;
  return next.epoch === epoch && next.seq === seq + 1 && entry.work.seal.prev === linkAfter(text);
}

/** Tries one key after the other, the newest first, which is nearly always the one. */
function verifyWithAny({ seal, keys }: Work, told: (good: boolean) => void): void {
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
