import { voiceLanguages } from '#words/boxes.js';
import type { Locale } from '../ui/locale.js';
import { isChecked, type SettingsDraft, SPOKEN, toggled } from './settingsDraft.js';

interface Props {
  readonly draft: SettingsDraft;
  readonly edit: (change: Partial<SettingsDraft>) => void;
  readonly locale: Locale;
  readonly faulty: boolean;
}

export function QuietFields({ draft, edit, locale, faulty }: Props) {
  const { settings: s } = locale.t.boxes;
  const change = (at: number, part: 'from' | 'to', value: string): void =>
    edit({ quiet: draft.quiet.map((one, n) => (n === at ? { ...one, [part]: value } : one)) });
  return (
    <fieldset class="field" aria-describedby="quiet-hint">
      <legend>{s.quiet}</legend>
      <small id="quiet-hint">{s.quietHint}</small>
      {draft.quiet.map(({ from, to }, n) => (
        <div class="period" key={n}>
          <input
            type="time"
            aria-label={s.from(n + 1)}
            value={from}
            aria-invalid={faulty && (from === '') !== (to === '')}
            onInput={(event) => change(n, 'from', event.currentTarget.value)}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            aria-label={s.to(n + 1)}
            value={to}
            aria-invalid={faulty && (from === '') !== (to === '')}
            onInput={(event) => change(n, 'to', event.currentTarget.value)}
          />
        </div>
      ))}
    </fieldset>
  );
}

export function LanguageFields({ draft, edit, locale, faulty }: Props) {
  const { settings: s } = locale.t.boxes;
  return (
    <fieldset class="field" aria-describedby="languages-hint" aria-invalid={faulty}>
      <legend>{s.languages}</legend>
      <small id="languages-hint">{s.languagesHint}</small>
      {SPOKEN.map((language) => {
        const place = draft.languages.indexOf(language);
        return (
          <label class="tick" key={language}>
            <input
              type="checkbox"
              checked={place >= 0}
              onChange={() => edit({ languages: toggled(draft.languages, language) })}
            />
            <span>
              {locale.say(voiceLanguages[language])}
              {!isChecked(language) && <small class="muted"> ({s.unchecked})</small>}
            </span>
            {place >= 0 && <span class="order">{place + 1}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}
