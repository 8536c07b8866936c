import type { WindowView } from '#contract/views.js';
import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import type { WindowPhase } from '../live/windowPhase.js';

/** What became of the last thing a clerk did. */
export type DeskResult =
  | {
      readonly kind: 'issued';
      readonly number: string;
      readonly issuance: string;
      readonly window: WindowView;
    }
  | { readonly kind: 'same'; readonly number: string }
  | { readonly kind: 'voided'; readonly number: string }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly problem: HubProblem };

export interface Told {
  readonly tone: 'good' | 'plain' | 'bad';
  readonly text: string;
  /** Stable code of a problem, for whoever is asked for help. */
  readonly code?: string;
}

/** The result in words; `phase` and `window` are the newest known about the issuance's window. */
export function resultWords(
  result: DeskResult,
  window: WindowView | undefined,
  phase: WindowPhase,
  t: Words,
): Told {
  const r = t.desk.result;
  switch (result.kind) {
    case 'issued':
      return issued(result.number, window ?? result.window, phase, t);
    case 'same':
      return { tone: 'plain', text: r.same(result.number) };
    case 'voided':
      return { tone: 'plain', text: r.voided(result.number) };
    case 'incomplete':
      return { tone: 'bad', text: t.desk.form.faulty };
    case 'refused':
      return { tone: 'bad', text: refusal(result.problem, t), code: result.problem.code };
  }
}

function issued(number: string, window: WindowView, phase: WindowPhase, t: Words): Told {
  const r = t.desk.result;
  if (phase.kind === 'ended') {
    if (phase.reason !== undefined) {
      return { tone: 'plain', text: r.missed(number, t.missedReasons[phase.reason]) };
    }
    return { tone: 'plain', text: r.ended(number, t.outcomes[phase.outcome]) };
  }
  if (window.issuances.length > 1) {
    return { tone: 'good', text: r.joined(number, window.issuances.length) };
  }
  return { tone: 'good', text: phase.kind === 'open' ? r.open(number) : r.opening(number) };
}

function refusal(problem: HubProblem, t: Words): string {
  switch (problem.code) {
    case 'issuance/conflict':
      return t.desk.problems.conflict;
    case 'request/invalid':
      return t.desk.problems.invalid;
    case 'issuance/time-out-of-range':
      return t.desk.problems.time;
    case 'issuance/unknown':
      return t.desk.problems.unknown;
    default:
      return problemWords(problem, t);
  }
}
