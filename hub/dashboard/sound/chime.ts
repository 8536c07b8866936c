import type { AlarmView } from '#contract/alarms.js';

export type Priority = AlarmView['priority'];

/** One note of a chime. Times in ms from the chime's start; the fades lie within `durationMs`. */
export interface Note {
  readonly frequency: number;
  readonly startMs: number;
  readonly durationMs: number;
}

export interface Chime {
  readonly notes: readonly Note[];
  /** From the first note's start to the last one's end. */
  readonly lengthMs: number;
  /** From one start to the next, until acknowledged. */
  readonly repeatMs: number;
  /** Share of the full amplitude, 0–1. */
  readonly strength: number;
}

/** Rise and fall of each note (A7 asks for 20–30 ms), so that it begins and ends without a click. */
export const FADE_MS = 25;

/**
 * Strength of the fundamental and its harmonics. Five partials within 15 dB carry a chime through the small
 * loudspeaker of a desk computer, which hardly sounds a C4 alone (`standards` §2).
 */
export const PARTIALS: readonly number[] = [1, 0.6, 0.45, 0.35, 0.25];

/** Equal temperament, A4 = 440 Hz; the number is semitones from A4. */
const pitch = (semitones: number): number => 440 * 2 ** (semitones / 12);
const C4 = pitch(-9);
const E4 = pitch(-5);
const G4 = pitch(-2);
const C5 = pitch(3);

const CALL = [C4, E4, G4];
const URGENT_CALL = [...CALL, C5, G4];

/**
 * The chimes (A7): pulses and pauses within the ranges quoted in `standards` §2, high ones quicker; low is one soft note
 * every 16 s, which reminds and does not call.
 */
export const CHIMES: Readonly<Record<Priority, Chime>> = {
  low: chime([[G4]], { durationMs: 200, gapMs: 0, pauseMs: 0, repeatMs: 16_000, strength: 0.5 }),
  medium: chime([CALL], { durationMs: 190, gapMs: 70, pauseMs: 0, repeatMs: 4_000, strength: 1 }),
  high: chime([URGENT_CALL, URGENT_CALL], {
    durationMs: 130,
    gapMs: 50,
    pauseMs: 150,
    repeatMs: 2_500,
    strength: 1,
  }),
};

/** What the daily self-test plays (A7): the medium chime, soft, so that nobody jumps up. */
export const TEST_CHIME: Chime = { ...CHIMES.medium, strength: 0.3 };

interface Rhythm {
  readonly durationMs: number;
  readonly gapMs: number;
  /** Between two rounds, on top of the gap. */
  readonly pauseMs: number;
  readonly repeatMs: number;
  readonly strength: number;
}

function chime(rounds: readonly (readonly number[])[], rhythm: Rhythm): Chime {
  const notes: Note[] = [];
  let startMs = 0;
  for (const round of rounds) {
    for (const frequency of round) {
      notes.push({ frequency, startMs, durationMs: rhythm.durationMs });
      startMs += rhythm.durationMs + rhythm.gapMs;
    }
    startMs += rhythm.pauseMs;
  }
  return {
    notes,
    lengthMs: startMs - rhythm.pauseMs - rhythm.gapMs,
    repeatMs: rhythm.repeatMs,
    strength: rhythm.strength,
  };
}
