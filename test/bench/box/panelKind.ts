import type { ChildProcess } from 'node:child_process';
import type { BoxOrder } from '../installedBox.js';

/** A place for one run of a box. */
export interface Place extends BoxOrder {
  /** For whatever the panel needs. */
  readonly folder: string;
}

/** A panel of one kind before a box that is to be started, and a citizen's hand on it. */
export interface Stand {
  /** From power to the panel's first word, ms; absent where the panel has no processor of its own. */
  readonly bootMs?: number;
  /** Starts the box's program, once. */
  start(): ChildProcess;
  /** The moment at which the box is ready; absent where that is when its panel works. Resolves after that all the same. */
  ready?(works: Promise<number>): Promise<number>;
  /** Resolves when the box asks next. */
  invited(): Promise<unknown>;
  /** Presses a key for a moment; ms until the accepted lamp is lit. */
  press(): Promise<number>;
}

export interface PanelKind {
  readonly name: string;
  /** Asked of the time from a press to its accepted lamp. */
  readonly lampGoalMs: number;
  /** Why it cannot be measured on this machine; undefined when it can. */
  missing?(): string | undefined;
  /** Runs the work with the panel plugged in and its own boot behind it, and puts it away. */
  with<T>(place: Place, work: (stand: Stand) => Promise<T>): Promise<T>;
}

/** The key that is pressed; it raises no alarm. */
export const KEY = 5;
