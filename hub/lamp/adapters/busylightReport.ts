import type { LampShows } from '#contract/signals.js';
import { BELL_RHYTHMS } from '../bellRhythm.js';
import { FLASHES, type Flash } from '../flashes.js';
import type { Bell } from '../lampSignal.js';
import type { LightDriver } from '../ports/lightDriver.js';

/** Busylight HID communication protocol, revision 2.2: seven steps of eight bytes, eight bytes more with the sum. */
const STEP_BYTES = 8;
const STEPS = 7;
const REPORT_BYTES = 64;
/** Without use; the maker's example has 0xFF in them. */
const FILLED = { from: 58, to: 62 } as const;
const SUM_AT = 62;

const JUMP = 0x10;
const KEEP_ALIVE = 0x80;
/** The light goes dark by itself so long after the last word from here. */
const KEEP_ALIVE_S = 15;
const CHANGE_SOUND = 0x80;

/** Red, green, blue: on-time of each in per cent. */
export type Colour = readonly [number, number, number];

export interface BusylightStep {
  /** Number of the step that follows. */
  readonly next: number;
  readonly repeat: number;
  readonly colour: Colour;
  /** Tenths of a second. */
  readonly on: number;
  readonly off: number;
  /** Tone 0–15 at volume 1–7; volume 0 ends it; absent leaves it as it is. */
  readonly sound?: { readonly tone: number; readonly volume: number };
}

/** A program of at most seven steps, which runs until the next one. */
export function busylightReport(steps: readonly BusylightStep[]): Uint8Array {
  return sealed(steps.slice(0, STEPS).map(stepBytes));
}

/** Leaves the program running, and the light on for 15 s more. */
export const busylightKeepAlive = (): Uint8Array => sealed([[KEEP_ALIVE | KEEP_ALIVE_S]]);

function stepBytes({ next, repeat, colour, on, off, sound }: BusylightStep): number[] {
  const ringtone = sound === undefined ? 0 : CHANGE_SOUND | (sound.tone << 3) | sound.volume;
  return [JUMP | next, repeat, ...colour, on, off, ringtone];
}

/** With the 0 before it that stands for "no report id", as node-hid writes it. */
function sealed(steps: readonly (readonly number[])[]): Uint8Array {
  const report = new Uint8Array(REPORT_BYTES);
  for (const [index, bytes] of steps.entries()) report.set(bytes, index * STEP_BYTES);
  report.fill(0xff, FILLED.from, FILLED.to);
  const sum = report.reduce((total, byte) => total + byte, 0);
  new DataView(report.buffer).setUint16(SUM_AT, sum);
  return Uint8Array.of(0, ...report);
}

const AMBER: Colour = [100, 40, 0];
const COLOURS: Readonly<Record<LampShows, Colour>> = {
  off: [0, 0, 0],
  medium: AMBER,
  high: [100, 0, 0],
  acknowledged: AMBER,
  disconnected: [0, 0, 100],
};
const STEADY = { on: 50, off: 0 } as const;
/** The first tone of the maker's list; every model has it. */
const TONE = 1;
const SILENCE = { tone: 0, volume: 0 } as const;

/** The light flashes and rings in its own time: one program for each signal. */
function programOf(shows: LampShows, bell: Bell | undefined, volume: number): BusylightStep[] {
  const flash = FLASHES[shows];
  const colour = COLOURS[shows];
  const times = flash === undefined ? STEADY : tenthsOf(flash);
  if (bell === undefined || flash === undefined)
    return [{ next: 0, repeat: 1, colour, ...times, sound: SILENCE }];
  const cycleMs = (times.on + times.off) * 100;
  const { rounds, repeatMs } = BELL_RHYTHMS[bell];
  const last = rounds.at(-1);
  const ringing = Math.ceil(((last?.startMs ?? 0) + (last?.durationMs ?? 0)) / cycleMs);
  return [
    { next: 1, repeat: ringing, colour, ...times, sound: { tone: TONE, volume } },
    {
      next: 0,
      repeat: Math.max(1, Math.round(repeatMs / cycleMs) - ringing),
      colour,
      ...times,
      sound: SILENCE,
    },
  ];
}

/** Times that are no whole tenths are rounded so that both together keep theirs: 250 ms and 250 ms are 3 and 2 tenths. */
const tenthsOf = ({ onMs, offMs }: Flash) => ({ on: Math.ceil(onMs / 100), off: Math.floor(offMs / 100) });

/** `volume` 1–10, as for every light. */
export function busylight(volume: number): LightDriver {
  const loudness = Math.max(1, Math.round(volume * 0.7));
  return {
    kind: 'busylight',
    title: 'Kuando Busylight',
    flashes: ['medium', 'high', 'disconnected'],
    stroke: 'round',
    encode: ({ shows, bell }, shown) =>
      shown !== undefined && shows === shown.shows && bell === shown.bell
        ? []
        : [busylightReport(programOf(shows, bell, loudness))],
    keep: () => [busylightKeepAlive()],
  };
}
