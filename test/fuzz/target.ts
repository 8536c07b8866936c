import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something that takes input from outside, fed in process. */
export interface Target {
  readonly name: string;
  /** One frame, hostile or not. Whatever it throws is a finding. */
  feed(): void;
  /** A valid frame after all that is still understood. Throws or rejects when it is not. */
  probe(): void | Promise<void>;
}

export interface Campaign {
  readonly name: string;
  readonly frames: number;
  readonly ms: number;
  /** How much more memory is in use after it than at its first tenth, MiB, garbage apart. */
  readonly growthMiB: number;
}

const PROBE_EVERY = 2_000;
const MIB = 1_048_576;

/** Feeds a target. Throws what the target throws, with the number of the frame. */
export async function campaign(target: Target, frames: number): Promise<Campaign> {
  const begun = performance.now();
  let base = 0;
  for (let frame = 0; frame < frames; frame++) {
    try {
      target.feed();
      if (frame % PROBE_EVERY === 0 || frame === frames - 1) await target.probe();
    } catch (error) {
      throw new Error(`${target.name}, frame ${frame}: ${String(error)}`, { cause: error });
    }
    if (frame === Math.floor(frames / 10)) base = heap();
  }
  const ms = Math.round(performance.now() - begun);
  return { name: target.name, frames, ms, growthMiB: Math.round(((heap() - base) / MIB) * 10) / 10 };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use, garbage apart. */
export function heap(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
