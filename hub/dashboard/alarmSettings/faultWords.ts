import type { Locale } from '../ui/locale.js';
import type { Fault, Faults } from './settingsCheck.js';
import type { SettingsDraft } from './settingsDraft.js';

/** What every part of the form is given. */
export interface PartProps {
  readonly draft: SettingsDraft;
  /** To be shown. */
  readonly faults: Faults;
  readonly edit: (change: Partial<SettingsDraft>) => void;
  readonly locale: Locale;
}

/** What is wrong with a field, and what is expected; empty for nothing. */
export function faultWords(fault: Fault | undefined, { t }: Locale): string {
  const { faults } = t.alarmSettings;
  if (fault === undefined) return '';
  if (fault.kind !== 'number') return faults[fault.kind];
  const { least, most, whole } = fault.rule;
  return whole ? faults.whole(least, most) : faults.number(least, most);
}
