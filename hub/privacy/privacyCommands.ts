import { randomBytes } from 'node:crypto';
import { Codec } from '#contract/schema.js';
import { OfficeId, Reference } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { readSettings, type SettingDeclarations, SettingsError } from '#platform/settings.js';
import { LANGUAGES } from '#words/language.js';
import type { Terminal } from '../maintenance.js';
import { hubSettings } from '../settings.js';
import { forgetClerk } from './forgetClerk.js';
import { inventoryCsv, inventoryMarkdown } from './inventoryText.js';

/** Settings of the hub are known here too, because they stand in the same configuration file. */
export const privacySettings = {
  ...hubSettings,
  language: { type: 'choice', choices: LANGUAGES, default: 'zh', help: 'language of the table' },
  format: {
    type: 'choice',
    choices: ['markdown', 'csv'] as const,
    default: 'markdown',
    help: 'how it is written',
  },
} as const satisfies SettingDeclarations;

export const forgetSettings = {
  ...hubSettings,
  name: {
    type: 'string',
    default: '',
    help: 'name or code of the clerk, as it is stored',
    expected: 'a name',
  },
  office: {
    type: 'string',
    default: '',
    help: 'only at this office; everywhere if not given',
    expected: 'an office',
  },
  by: { type: 'string', default: '', help: 'who does it; journalled', expected: 'a name' },
} as const satisfies SettingDeclarations;

const prefix = 'RATING_HUB';

/** Prints which personal data are stored, why and how long (R51). */
export function printInventory(flags: readonly string[], { out, environment }: Terminal): number {
  const { language, format } = readSettings(privacySettings, { flags, environment, prefix });
  out(format === 'csv' ? inventoryCsv(language) : inventoryMarkdown(language));
  return 0;
}

export function forget(flags: readonly string[], { out, environment }: Terminal): number {
  const settings = readSettings(forgetSettings, { flags, environment, prefix });
  const { data, name, office, by } = settings;
  refuse('name', name, 'the name of the clerk', Codec.of(Reference));
  refuse('by', by, 'the name of whoever does it', Codec.of(Reference));
  if (office !== '') refuse('office', office, 'the id of an office', Codec.of(OfficeId));
  const { pseudonym, windows, documents } = forgetClerk({
    ...{ data, name, by, clock: systemClock },
    office: office === '' ? undefined : office,
    random: () => randomBytes(8),
  });
  out(`${windows} windows and ${documents} documents are of ${pseudonym} now.\n`);
  return 0;
}

function refuse(
  flag: string,
  value: string,
  expected: string,
  codec: { check(value: unknown): unknown },
): void {
  try {
    codec.check(value);
  } catch {
    throw new SettingsError([`--${flag} is ${JSON.stringify(value)}; expected ${expected}`]);
  }
}
