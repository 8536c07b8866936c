import { useState } from 'preact/hooks';
import type { BoxSettings } from '#contract/boxSettings.js';
import type { BoxView } from '#contract/views.js';
import type { Locale } from '../ui/locale.js';
import type { BoxesModel } from './boxesModel.js';
import { LanguageFields, QuietFields } from './SettingsFields.js';
import { changeOf, draftOf, faultyFields, type SettingsDraft, type SettingsField } from './settingsDraft.js';

interface Props {
  readonly box: BoxView;
  readonly settings: BoxSettings;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

export function SettingsForm({ box, settings, model, locale }: Props) {
  const { settings: s, actions } = locale.t.boxes;
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(settings));
  const [faulty, setFaulty] = useState<ReadonlySet<SettingsField>>(new Set());
  const edit = (change: Partial<SettingsDraft>): void => setDraft({ ...draft, ...change });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wrong = faultyFields(draft);
    setFaulty(wrong);
    if (wrong.size === 0) void model.configure(box.id, changeOf(draft));
  };
  return (
    <form class="task" onSubmit={submit} noValidate>
      <h2 id="task-title">{s.formHeading(box.id)}</h2>
      <Volume draft={draft} edit={edit} locale={locale} />
      <QuietFields draft={draft} edit={edit} locale={locale} faulty={faulty.has('quiet')} />
      <LanguageFields draft={draft} edit={edit} locale={locale} faulty={faulty.has('languages')} />
      <label class="tick">
        <input
          type="checkbox"
          checked={draft.moreTime}
          onChange={(event) => edit({ moreTime: event.currentTarget.checked })}
        />
        {s.moreTime}
      </label>
      <div>
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.waitPrompt}
            aria-describedby="wait-warning"
            onChange={(event) => edit({ waitPrompt: event.currentTarget.checked })}
          />
          {s.waitPrompt}
        </label>
        <p id="wait-warning" class="faulty">
          {s.waitWarning}
        </p>
      </div>
      <div class="field">
        <label for="max-age">{s.maxAge}</label>
        <input
          id="max-age"
          inputMode="decimal"
          value={draft.maxAgeSeconds}
          aria-invalid={faulty.has('maxAge')}
          aria-describedby="max-age-hint"
          onInput={(event) => edit({ maxAgeSeconds: event.currentTarget.value })}
        />
        <small id="max-age-hint">{s.maxAgeHint}</small>
      </div>
      <p class="faulty" aria-live="polite">
        {faulty.size > 0 ? locale.t.boxes.problems.invalid : ''}
      </p>
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {s.save}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {actions.cancel}
        </button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly draft: SettingsDraft;
  readonly edit: (change: Partial<SettingsDraft>) => void;
  readonly locale: Locale;
}

function Volume({ draft, edit, locale }: PartProps) {
  const { settings: s } = locale.t.boxes;
  return (
    <div class="field">
      <label for="volume">
        {s.volume} <output for="volume">{s.percent(draft.volume)}</output>
      </label>
      <input
        id="volume"
        type="range"
        min={0}
        max={100}
        step={5}
        value={draft.volume}
        aria-describedby="volume-hint"
        onInput={(event) => edit({ volume: Number(event.currentTarget.value) })}
      />
      <small id="volume-hint">{s.silent}</small>
    </div>
  );
}
