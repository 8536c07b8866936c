import { useState } from 'preact/hooks';
import type { CaseView } from '#contract/cases.js';
import { formatDate } from '#words/dates.js';
import { dayWords } from '../records/dayWords.js';
import { FieldFault } from '../records/FieldFault.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import { type CaseDraft, type CaseFault, type CaseField, caseFaults, changeOf } from './caseDraft.js';
import type { CaseModel } from './caseModel.js';

interface Props {
  readonly view: CaseView;
  readonly model: CaseModel;
  readonly locale: Locale;
}

/** Who looks after the case, until when, and what is done about it. */
export function CaseForm({ view, model, locale }: Props) {
  const { form } = locale.t.cases;
  const [tried, setTried] = useState(false);
  const draft = model.draft.value;
  if (draft === undefined) return null;
  const unsaved = model.unsaved.value;
  const faults = caseFaults(draft, view);
  const name = nameOf(model.by.value);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const place = event.currentTarget;
    setTried(true);
    if (!model.unsaved.value) return;
    if (faults.size > 0 || name === undefined) return focusFirstFault(place);
    await model.save(changeOf(draft, view), name);
    setTried(false);
  };
  return (
    <form
      class="card case-form"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-labelledby="handling"
    >
      <h2 id="handling">{form.heading}</h2>
      <Fields draft={draft} view={view} faults={tried ? faults : new Map()} model={model} locale={locale} />
      <NameField
        id="changed-by"
        value={model.by.value}
        faulty={tried && unsaved && name === undefined}
        locale={locale}
        edit={(typed) => {
          model.by.value = typed;
        }}
      />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.sending.value || !unsaved}>
          {form.save}
        </button>
        {unsaved && (
          <button type="button" class="button" onClick={() => model.discard()}>
            {form.discard}
          </button>
        )}
        <p role="status" class="muted unsaved">
          {unsaved ? form.unsaved : tried ? form.nothing : ''}
        </p>
      </div>
    </form>
  );
}

interface FieldsProps extends Props {
  readonly draft: CaseDraft;
  readonly faults: ReadonlyMap<CaseField, CaseFault>;
}

function Fields({ draft, view, faults, model, locale }: FieldsProps) {
  const { form } = locale.t.cases;
  const opened = formatDate(view.openedAt, locale.language);
  const told = (field: CaseField): string => {
    const fault = faults.get(field);
    if (fault === undefined) return '';
    return fault === 'dueEarly' ? form.dueEarly(opened) : form[fault];
  };
  return (
    <>
      <div class="case-pair">
        <div class="field">
          <label for="owner">{form.owner}</label>
          <input
            id="owner"
            maxLength={64}
            value={draft.owner}
            aria-invalid={faults.has('owner')}
            aria-describedby="owner-fault"
            onInput={(event) => model.edit({ owner: event.currentTarget.value })}
          />
          <FieldFault id="owner-fault" text={told('owner')} />
        </div>
        <div class="field">
          <label for="due">{form.due}</label>
          <input
            id="due"
            type="date"
            max="9999-12-31"
            value={draft.due}
            aria-invalid={faults.has('due')}
            aria-describedby="due-words due-hint due-fault"
            onInput={(event) => model.edit({ due: event.currentTarget.value })}
          />
          <small id="due-words">{draft.due === '' ? '' : dayWords(draft.due, locale)}</small>
          <small id="due-hint">{form.dueHint(opened)}</small>
          <FieldFault id="due-fault" text={told('due')} />
        </div>
      </div>
      <ActionField
        field="corrective"
        hint={form.correctiveHint}
        text={told('corrective')}
        model={model}
        locale={locale}
      />
      <ActionField
        field="preventive"
        hint={form.preventiveHint}
        text={told('preventive')}
        model={model}
        locale={locale}
      />
    </>
  );
}

interface ActionProps extends Omit<Props, 'view'> {
  readonly field: 'corrective' | 'preventive';
  readonly hint: string;
  /** What is wrong; empty for nothing. */
  readonly text: string;
}

function ActionField({ field, hint, text, model, locale }: ActionProps) {
  return (
    <div class="field">
      <label for={field}>{locale.t.cases.form[field]}</label>
      <small id={`${field}-hint`}>{hint}</small>
      <textarea
        id={field}
        rows={4}
        maxLength={1_000}
        value={model.draft.value?.[field] ?? ''}
        aria-invalid={text !== ''}
        aria-describedby={`${field}-hint ${field}-fault`}
        onInput={(event) => model.edit({ [field]: event.currentTarget.value })}
      />
      <FieldFault id={`${field}-fault`} text={text} />
    </div>
  );
}
