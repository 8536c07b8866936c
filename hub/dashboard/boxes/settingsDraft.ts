import type { BoxSettings, BoxSettingsChange } from '#contract/boxSettings.js';
import type { VoiceLanguage } from '#contract/values.js';

/** As many quiet periods as a box takes. */
export const QUIET_PERIODS = 4;
/** Every language, and whether its texts are sure without a native speaker's check. */
const CHECKED: Readonly<Record<VoiceLanguage, boolean>> = {
  zh: true,
  en: true,
  nan: false,
  hak: false,
  vi: false,
  id: false,
  th: false,
};
export const SPOKEN = Object.keys(CHECKED) as readonly VoiceLanguage[];
export const isChecked = (language: VoiceLanguage): boolean => CHECKED[language];

/** The settings as they stand in the form. */
export interface SettingsDraft extends Omit<BoxSettings, 'revision' | 'maxAgeMs' | 'quietHours'> {
  readonly quiet: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  /** As typed. */
  readonly maxAgeSeconds: string;
}

export type SettingsField = 'quiet' | 'languages' | 'maxAge';

export function draftOf({ quietHours, maxAgeMs, ...same }: BoxSettings): SettingsDraft {
  const { volume, languages, moreTime, waitPrompt } = same;
  const quiet = Array.from({ length: QUIET_PERIODS }, (_, n) => quietHours[n] ?? { from: '', to: '' });
  return { volume, languages, moreTime, waitPrompt, quiet, maxAgeSeconds: String(maxAgeMs / 1_000) };
}

/** Ticked languages keep their order, a new one comes last. */
export function toggled(languages: readonly VoiceLanguage[], language: VoiceLanguage): VoiceLanguage[] {
  const others = languages.filter((one) => one !== language);
  return others.length < languages.length ? others : [...others, language];
}

/** What there is no point in sending; the hub judges the rest. */
export function faultyFields(draft: SettingsDraft): ReadonlySet<SettingsField> {
  const faulty = new Set<SettingsField>();
  if (draft.quiet.some(({ from, to }) => (from === '') !== (to === '') || (from !== '' && from === to)))
    faulty.add('quiet');
  if (draft.languages.length === 0) faulty.add('languages');
  const seconds = Number(draft.maxAgeSeconds);
  if (draft.maxAgeSeconds.trim() === '' || !(seconds >= 2 && seconds <= 60)) faulty.add('maxAge');
  return faulty;
}

export function changeOf({ quiet, maxAgeSeconds, languages, ...same }: SettingsDraft): BoxSettingsChange {
  return {
    ...same,
    languages: [...languages],
    quietHours: quiet.filter(({ from }) => from !== '').map(({ from, to }) => ({ from, to })),
    maxAgeMs: Math.round(Number(maxAgeSeconds) * 1_000),
  };
}
