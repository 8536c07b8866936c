/** Who is called about an alarm, and when (A3). */

export interface CallPlan {
  /** When the second, third … call is due, ms after raising, growing; further ones follow at the last gap. */
  readonly escalateAfterMs: readonly number[];
  /** Who can be called now, in the order of the chain. */
  readonly present: readonly string[];
  /** Whether the last one called is called again where nobody is left. */
  readonly repeats: boolean;
}

/** What of it was done. */
export interface CallsMade {
  readonly raisedMs: number;
  /** How many moments of calling have passed, the raising being the first. */
  readonly moments: number;
  /** Everybody called so far, in that order. */
  readonly called: readonly string[];
}

export interface CallsDue {
  readonly calls: readonly string[];
  /** Moments that have passed with these. */
  readonly moments: number;
}

/** How long after raising the moment with this index comes, ms; 0 is the raising itself. */
export function momentAfterMs(escalateAfterMs: readonly number[], index: number): number {
  if (index <= 0) return 0;
  const named = escalateAfterMs[index - 1];
  if (named !== undefined) return named;
  return lastOf(escalateAfterMs) + (index - escalateAfterMs.length) * lastGap(escalateAfterMs);
}

/** How many moments lie within so many ms after raising, the raising itself among them. */
export function momentsWithin(escalateAfterMs: readonly number[], ms: number): number {
  if (ms < 0) return 0;
  const last = lastOf(escalateAfterMs);
  if (ms < last) return 1 + escalateAfterMs.filter((after) => after <= ms).length;
  return 1 + escalateAfterMs.length + Math.floor((ms - last) / lastGap(escalateAfterMs));
}

/**
 * Who is to be called at every moment up to `untilMs` that nobody attended to yet: at each the first of those present who
 * was not called; where nobody is left, the last one called who is present, once for however many moments passed.
 */
export function callsDue(plan: CallPlan, made: CallsMade, untilMs: number): CallsDue {
  const passed = momentsWithin(plan.escalateAfterMs, untilMs - made.raisedMs);
  const moments = Math.max(made.moments, passed);
  const due = moments - made.moments;
  const calls = callable(plan.present, made.called).slice(0, due);
  if (due > calls.length && plan.repeats) {
    const last = [...made.called, ...calls].findLast((person) => plan.present.includes(person));
    if (last !== undefined && last !== calls.at(-1)) calls.push(last);
  }
  return { calls, moments };
}

/** When somebody is to be called next, Unix ms; undefined where it would be nobody, now as later. */
export function nextCallMs(plan: CallPlan, made: CallsMade): number | undefined {
  if (!plan.repeats && callable(plan.present, made.called).length === 0) return undefined;
  return made.raisedMs + momentAfterMs(plan.escalateAfterMs, made.moments);
}

/**
 * Who will be called unless somebody acknowledges before; they wait without a sound. Nobody waits for others who were
 * never called.
 */
export const waiting = (present: readonly string[], called: readonly string[]): string[] =>
  called.length === 0 ? [] : callable(present, called);

const callable = (present: readonly string[], called: readonly string[]): string[] =>
  present.filter((person) => !called.includes(person));

const lastOf = (escalateAfterMs: readonly number[]): number => escalateAfterMs.at(-1) ?? 0;

const lastGap = (escalateAfterMs: readonly number[]): number =>
  Math.max(1_000, lastOf(escalateAfterMs) - (escalateAfterMs.at(-2) ?? 0));
