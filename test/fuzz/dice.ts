import { type Random, seededRandom } from '../../simulators/random.js';

/** Numbers that programs get wrong. */
const EDGES = [
  0,
  1,
  -1,
  2,
  30,
  127,
  128,
  255,
  256,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
];

/** A seeded source of choices: the same seed tries the same things. */
export class Dice {
  readonly random: Random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.random() * below);
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined && values.length === 0) throw new RangeError('nothing to choose from');
    return value as T;
  }

  edge(): number {
    return this.pick(EDGES);
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let index = 0; index < length; index++) bytes[index] = this.below(256);
    return bytes;
  }

  /** One to three small harms: a bit turned, a byte changed, doubled or left out, an end cut off, a piece repeated. */
  harm(whole: Uint8Array): Buffer {
    let bytes = Buffer.from(whole);
    for (let times = this.between(1, 3); times > 0 && bytes.length > 0; times--) bytes = this.harmOnce(bytes);
    return bytes;
  }

  private harmOnce(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    const at = this.below(bytes.length);
    const to = Math.min(bytes.length, at + this.between(1, 8));
    switch (this.below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << this.below(8));
        return bytes;
      case 1:
        bytes[at] = this.below(256);
        return bytes;
      case 2:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
      case 3:
        return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
      case 4:
        return Buffer.from(bytes.subarray(0, at));
      default:
        return Buffer.concat([bytes.subarray(0, at), this.bytes(this.between(1, 8)), bytes.subarray(at)]);
    }
  }
}
