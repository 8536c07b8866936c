import type { CheckState, HealthCheck } from '#contract/care.js';
import { words } from '#words/catalogue.js';
import type { Language } from '#words/language.js';

const MARKS: Readonly<Record<CheckState, string>> = { good: 'OK', warning: '!', bad: 'X', off: '-' };

/** The same plain answers as on the page, for a terminal: a line for each part, and what to do below it. */
export function doctorText(checks: readonly HealthCheck[], language: Language): string {
  const { health } = words(language);
  const lines = checks.flatMap(({ code, state, found, remedy }) => [
    `[${MARKS[state].padStart(2)}] ${health.checks[code]} | ${health.states[state]} | ${found[language]}`,
    ...(remedy === undefined ? [] : [`     ${health.remedy}: ${remedy[language]}`]),
  ]);
  const of = (state: CheckState): number => checks.filter((check) => check.state === state).length;
  return [...lines, '', health.summary(of('bad'), of('warning')), ''].join('\n');
}

/** Whether somebody has to do something. */
export const needsCare = (checks: readonly HealthCheck[]): boolean =>
  checks.some(({ state }) => state === 'bad' || state === 'warning');
