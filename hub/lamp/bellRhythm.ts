import type { Bell } from './lampSignal.js';

/** One ring, in ms from the beginning of the chime. */
export interface Stroke {
  readonly startMs: number;
  readonly durationMs: number;
}

export interface BellRhythm {
  readonly notes: readonly Stroke[];
  readonly rounds: readonly Stroke[];
  /** From one beginning to the next. */
  readonly repeatMs: number;
}

/** The chime of the consoles (A7) for a bell that has one tone: the same pulses and pauses. */
export const BELL_RHYTHMS: Readonly<Record<Bell, BellRhythm>> = {
  medium: rhythm({ rounds: 1, notes: 3, durationMs: 190, gapMs: 70, pauseMs: 0, repeatMs: 4_000 }),
  high: rhythm({ rounds: 2, notes: 5, durationMs: 130, gapMs: 50, pauseMs: 150, repeatMs: 2_500 }),
};

interface Pulses {
  readonly rounds: number;
  /** Of one round. */
  readonly notes: number;
  readonly durationMs: number;
  /** Between two notes. */
  readonly gapMs: number;
  /** Between two rounds, on top of the gap. */
  readonly pauseMs: number;
  readonly repeatMs: number;
}

function rhythm({ rounds, notes, durationMs, gapMs, pauseMs, repeatMs }: Pulses): BellRhythm {
  const roundMs = notes * (durationMs + gapMs);
  const starts = Array.from({ length: rounds }, (_, round) => round * (roundMs + pauseMs));
  return {
    notes: starts.flatMap((start) =>
      Array.from({ length: notes }, (_, note) => ({
        startMs: start + note * (durationMs + gapMs),
        durationMs,
      })),
    ),
    rounds: starts.map((startMs) => ({ startMs, durationMs: roundMs - gapMs })),
    repeatMs,
  };
}
