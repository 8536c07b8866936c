import type { LightFirmware, Seen } from './lightFirmware.js';

const COLOURS: readonly Seen['colour'][] = [
  'dark',
  'red',
  'other',
  'amber',
  'blue',
  'other',
  'other',
  'other',
];
/** Times on and off in turn, in ms, by the number of the pattern; General Instruction Manual §6, ① -1. */
const PATTERNS: readonly (readonly number[])[] = [
  [],
  [],
  [250, 250],
  [500, 500],
  [80, 170, 80, 670],
  [100, 400],
  [120, 880],
];
const ON = 1;
const FIRST_KEPT = 8;
const FIRST_KEPT_VOLUME = 0xb;

/** A Patlite NE-USB that decodes its control command. */
export class PatliteFirmware implements LightFirmware {
  private colour = 0;
  private pattern = 0;
  private since = 0;
  private sound = 0;
  private volume = 0;

  boot(nowMs: number): void {
    this.colour = 0;
    this.pattern = 0;
    this.sound = 0;
    this.since = nowMs;
  }

  write(message: Uint8Array, nowMs: number): void {
    const [id, version, command, alarm = 0, volume = 0, led = 0, ...open] = message;
    if (message.length !== 9 || id !== 0) throw new Error('no report of eight bytes with id 0');
    if (version !== 0 || command !== 0 || open.some((byte) => byte !== 0)) return;
    if ((alarm & 0x0f) < FIRST_KEPT) this.sound = alarm & 0x0f;
    if (volume < FIRST_KEPT_VOLUME) this.volume = volume;
    const [colour, pattern] = [led >> 4, led & 0x0f];
    if (colour < FIRST_KEPT) this.colour = colour;
    if (pattern >= FIRST_KEPT) return;
    this.pattern = pattern;
    this.since = nowMs;
  }

  look(nowMs: number): Seen {
    const lit = this.pattern === ON || isOn(PATTERNS[this.pattern] ?? [], nowMs - this.since);
    return {
      colour: lit ? (COLOURS[this.colour] ?? 'other') : 'dark',
      rings: this.sound > 0 && this.volume > 0,
    };
  }
}

function isOn(times: readonly number[], elapsedMs: number): boolean {
  let left = elapsedMs % times.reduce((sum, ms) => sum + ms, 0);
  const at = times.findIndex((ms) => {
    left -= ms;
    return left < 0;
  });
  return at >= 0 && at % 2 === 0;
}
