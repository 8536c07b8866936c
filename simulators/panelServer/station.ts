import type { Words } from '#contract/views.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import type { Speech } from '../voice/memoryVoice.js';

/** What was spoken last and how often anything was spoken, so that a repeat is seen as new. */
export interface Spoken extends Speech {
  readonly count: number;
}

/** What can be seen and heard at one simulated rating box. */
export interface StationState {
  readonly scene: Scene;
  /** How long it has been shown, ms: what a scene says of the time left was true when it began. */
  readonly shownMs: number;
  readonly spoken?: Spoken;
  /** Keys held down right now, by a visitor's finger or a simulated citizen. */
  readonly held: readonly Key[];
  /** The box's program runs. */
  readonly running: boolean;
  /** The panel is plugged in. */
  readonly plugged: boolean;
  /** The line between box and hub is up, as far as the simulator has cut it or not. */
  readonly linked: boolean;
}

/** Faults a visitor of the virtual panel can cause. */
export const STATION_FAULTS = ['unplug', 'plug', 'kill', 'cut-link', 'restore-link'] as const;
export type StationFault = (typeof STATION_FAULTS)[number];

/** One counter's simulated box as the virtual panel page shows and presses it. */
export interface Station {
  readonly counter: string;
  readonly name: Words;
  /** `virtual`, or `board` when real firmware stands behind it. */
  readonly hardware: 'virtual' | 'board';
  state(): StationState;
  /** Calls back after each change until the returned function is called. */
  watch(listener: () => void): () => void;
  key(key: Key, down: boolean): void;
  fault(fault: StationFault): void;
}
