import type { Random } from '../random.js';

const HEX = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const hex = (value: number): string => HEX[value] ?? '0000';

/** Numbers within one millisecond that the format has room for. */
const PER_MS = 4_096;

/**
 * Makes UUIDv7 (RFC 9562) for given moments instead of the present one, always the same for the same draws. Later ones
 * sort after earlier ones, also within a millisecond; a moment before the last one's is taken for the last one's.
 */
export class TimedIds {
  private lastMs = 0;
  private count = 0;
  private stamp = '';

  constructor(private readonly random: Random) {}

  next(ms: number): string {
    if (ms > this.lastMs) this.begin(ms);
    else if (++this.count === PER_MS) this.begin(this.lastMs + 1);
    const low = this.random() * 0x1_0000_0000;
    const high = this.random() * 0x4000_0000;
    return (
      this.stamp +
      hex(0x7000 | this.count) +
      '-' +
      hex(0x8000 | (high & 0x3fff)) +
      '-' +
      hex((high >>> 14) & 0xffff) +
      hex(low >>> 16) +
      hex(low & 0xffff)
    );
  }

  private begin(ms: number): void {
    this.lastMs = ms;
    this.count = 0;
    const upper = Math.floor(ms / 0x1_0000);
    this.stamp = `${hex(upper >>> 16)}${hex(upper & 0xffff)}-${hex(ms % 0x1_0000)}-`;
  }
}
