import type { Level } from '#contract/values.js';
import type { Key } from '../ports/panel.js';
import type { OpenPhase } from './windowState.js';
import { CLASH_MS } from './windowTimes.js';

/** A key that is taken alone or not at all: a level, or more time. */
export type PressedKey = Level | Extract<Key, 'more-time'>;

export interface Press {
  readonly key: PressedKey;
  readonly at: number;
}

export interface PressVerdict {
  readonly candidate: OpenPhase['candidate'];
  /** A clash began with this press; the citizen is asked for one key. */
  readonly clash: boolean;
}

/**
 * What a press in an open window does (W8): a key is taken alone or not at all. `last` is the press before it, in
 * this window or not. Keys that join a clash are not taken either and nobody is asked twice.
 */
export function judgePress(phase: OpenPhase, press: Press, last: Press | undefined): PressVerdict {
  const { candidate, openedAt } = phase;
  if (candidate?.key === press.key) return { candidate, clash: false };
  if (candidate !== undefined) return { candidate: undefined, clash: true };
  const crowded = last !== undefined && last.key !== press.key && press.at - last.at < CLASH_MS;
  return crowded ? { candidate: undefined, clash: last.at < openedAt } : { candidate: press, clash: false };
}
