import type { LampShows } from '#contract/signals.js';
import type { Bell } from '../lampSignal.js';

/** What a light does at one moment. */
export interface LightFrame {
  readonly shows: LampShows;
  /** Whether a light that does not flash by itself is lit now. */
  readonly lit: boolean;
  /** The rhythm of the bell, for a light that keeps it by itself. */
  readonly bell: Bell | undefined;
  /** Whether a bell that does not keep the rhythm by itself sounds now. */
  readonly rings: boolean;
}

/** What one model of light understands. Knows bytes only: no time, no bus. */
export interface LightDriver {
  readonly kind: string;
  /** For people. */
  readonly title: string;
  /** What it flashes by itself, in the pattern of `FLASHES`; anything else the program switches on and off. */
  readonly flashes: readonly LampShows[];
  /** `note`: one ring for each note of the chime; `round`: one for each round of notes. */
  readonly stroke: 'note' | 'round';
  /**
   * Messages that lead from what the light shows to a frame; none when it shows that already. `shown` is undefined for
   * a light that has not been told anything yet.
   */
  encode(frame: LightFrame, shown: LightFrame | undefined): readonly Uint8Array[];
  /** Messages that change nothing and are refused by a light that is gone; sent every 5 s. */
  keep(shown: LightFrame): readonly Uint8Array[];
}
