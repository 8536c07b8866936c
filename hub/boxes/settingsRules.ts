import { isDeepStrictEqual } from 'node:util';
import type { BoxSettings, BoxSettingsChange } from '#contract/boxSettings.js';

const FIELDS = [
  'volume',
  'quietHours',
  'languages',
  'moreTime',
  'waitPrompt',
  'maxAgeMs',
] as const satisfies ReadonlyArray<keyof BoxSettingsChange>;

/** The settings after a change: the next revision, or the very same object when nothing differs. */
export function changedSettings(settings: BoxSettings, change: BoxSettingsChange): BoxSettings {
  const differing = FIELDS.filter(
    (field) => change[field] !== undefined && !isDeepStrictEqual(change[field], settings[field]),
  );
  if (differing.length === 0) return settings;
  const changed = Object.fromEntries(differing.map((field) => [field, change[field]]));
  return { ...settings, ...changed, revision: settings.revision + 1 };
}
