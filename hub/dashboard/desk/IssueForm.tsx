import { useEffect, useRef } from 'preact/hooks';
import type { IssuanceKind } from '#contract/values.js';
import type { Locale } from '../ui/locale.js';
import type { DeskModel } from './deskModel.js';
import type { Field } from './draft.js';
import { SERVICE_LIST, ServiceList } from './ServiceList.js';
import { TextField } from './TextField.js';

interface Props {
  readonly model: DeskModel;
  readonly locale: Locale;
}

const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

export function IssueForm({ model, locale }: Props) {
  const { t } = locale;
  const f = t.desk.form;
  const form = useRef<HTMLFormElement>(null);
  useFirstFault(form, model.faults.value);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void model.issue();
  };
  return (
    <form ref={form} class="card issue" onSubmit={submit} noValidate aria-labelledby="issue-heading">
      <div>
        <h2 id="issue-heading">{f.heading}</h2>
        <p class="muted">{t.desk.lead}</p>
      </div>
      <KindChoice model={model} locale={locale} />
      <Fields model={model} locale={locale} />
      <ServiceList t={t} />
      <button type="submit" class="button main issue-button" aria-disabled={model.busy.value}>
        {model.busy.value ? f.issuing : f.issue}
      </button>
    </form>
  );
}

function KindChoice({ model, locale: { t } }: Props) {
  return (
    <fieldset class="field">
      <legend>{t.desk.form.kind}</legend>
      <div class="kinds">
        {KINDS.map((kind) => (
          <label key={kind} class="kind">
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={model.draft.value.kind === kind}
              onChange={() => model.edit({ kind })}
            />
            {t.documentKinds[kind]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Fields({ model, locale }: Props) {
  const f = locale.t.desk.form;
  const { number = model.suggested.value, clerk, service, visit } = model.draft.value;
  const common = (name: Exclude<Field, 'kind'>, value: string) => ({
    name,
    value,
    faulty: model.faults.value.has(name),
    edit: (typed: string) => model.edit({ [name]: typed }),
  });
  return (
    <>
      <TextField {...common('number', number)} label={f.number} hint={f.numberHint} required />
      {model.signedIn === undefined ? (
        <TextField
          {...common('clerk', clerk)}
          label={f.clerk}
          hint={f.clerkHint}
          required
          autocomplete="name"
        />
      ) : (
        <p>
          <span class="muted">{f.clerk}</span> <strong>{model.signedIn}</strong>
        </p>
      )}
      <TextField {...common('service', service)} label={f.service} hint={f.serviceHint} list={SERVICE_LIST} />
      <TextField {...common('visit', visit)} label={f.visit} hint={f.visitHint} />
    </>
  );
}

/** Takes the clerk to the first field that needs mending. */
function useFirstFault(form: { readonly current: HTMLFormElement | null }, faults: ReadonlySet<Field>): void {
  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, faults]);
}
