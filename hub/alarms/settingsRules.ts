import type { AlarmSettings } from '#contract/alarms.js';
import { CodedError } from '#platform/errors.js';
import { timeOfDay } from './dutyTimes.js';

/**
 * Refuses what the schema of the contract cannot: throws `CodedError` `alarm/bad-settings` unless times of calling grow,
 * duty begins before it ends, and nobody stands in the chain twice.
 */
export function checkAlarmSettings({ chain, escalateAfterMs }: AlarmSettings): void {
  const falling = escalateAfterMs.findIndex((after, index) => after <= (escalateAfterMs[index - 1] ?? 0));
  if (falling >= 0) {
    throw bad(
      `escalateAfterMs must grow, and ${escalateAfterMs[falling]} follows ${escalateAfterMs[falling - 1]}`,
    );
  }
  const seen = new Set<string>();
  for (const { person, duty } of chain) {
    if (seen.has(person)) throw bad(`${person} stands in the chain twice; expected everybody once`);
    seen.add(person);
    const backward = duty.find(({ from, to }) => timeOfDay(from) >= timeOfDay(to));
    if (backward !== undefined) {
      throw bad(
        `duty of ${person} from ${backward.from} to ${backward.to} must begin before it ends; a night is two times`,
      );
    }
  }
}

const bad = (message: string): CodedError => new CodedError('alarm/bad-settings', message);
