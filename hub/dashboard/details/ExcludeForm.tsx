import { useState } from 'preact/hooks';
import type { ExclusionReason, RatingView } from '#contract/records.js';
import { NameField } from '../records/NameField.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';
import { type ExclusionDraft, exclusionOf } from './exclusionDraft.js';

interface Props {
  readonly rating: RatingView;
  readonly model: DetailsModel;
  readonly locale: Locale;
}

const REASONS: readonly ExclusionReason[] = ['mis-press', 'test', 'other'];

export function ExcludeForm({ rating, model, locale }: Props) {
  const { exclude } = locale.t.records.details;
  const [draft, setDraft] = useState<ExclusionDraft>({
    by: model.person.name.value,
    reason: undefined,
    remark: '',
  });
  const [tried, setTried] = useState(false);
  const edit = (change: Partial<ExclusionDraft>): void => setDraft({ ...draft, ...change });
  const { request, faults } = exclusionOf(draft);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (request !== undefined) void model.exclude(rating, request);
  };
  const wrong = (field: keyof ExclusionDraft): boolean => tried && faults.has(field);
  return (
    <form class="task-form" onSubmit={submit} noValidate>
      <Reasons draft={draft} faulty={wrong('reason')} edit={edit} locale={locale} />
      <div class="field">
        <label for="remark">{exclude.remark}</label>
        <textarea
          id="remark"
          rows={3}
          maxLength={1_000}
          value={draft.remark}
          aria-invalid={wrong('remark')}
          aria-describedby="remark-hint"
          onInput={(event) => edit({ remark: event.currentTarget.value })}
        />
        <small id="remark-hint" class={wrong('remark') ? 'faulty' : ''}>
          {exclude.remarkHint}
        </small>
      </div>
      <NameField id="by" value={draft.by} faulty={wrong('by')} locale={locale} edit={(by) => edit({ by })} />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.sending.value}>
          {exclude.go}
        </button>
        <button type="button" class="button" onClick={() => model.close()}>
          {locale.t.records.cancel}
        </button>
      </div>
    </form>
  );
}

interface ReasonsProps {
  readonly draft: ExclusionDraft;
  readonly faulty: boolean;
  readonly edit: (change: Partial<ExclusionDraft>) => void;
  readonly locale: Locale;
}

function Reasons({ draft, faulty, edit, locale }: ReasonsProps) {
  const { exclude, reasons } = locale.t.records.details;
  return (
    <fieldset class="field" aria-describedby="reason-fault">
      <legend>{exclude.reason}</legend>
      {REASONS.map((reason) => (
        <label class="tick" key={reason}>
          <input
            type="radio"
            name="reason"
            checked={draft.reason === reason}
            onChange={() => edit({ reason })}
          />
          {reasons[reason]}
        </label>
      ))}
      <p id="reason-fault" class="faulty" aria-live="polite">
        {faulty ? exclude.reasonMissing : ''}
      </p>
    </fieldset>
  );
}
