import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { IssuanceKind } from '#contract/values.js';
import type { Words } from '#words/catalogue.js';
import { desk as phrases } from '#words/desk.js';
import type { Locale } from '../ui/locale.js';
import type { DeskModel } from './deskModel.js';
import type { Field } from './draft.js';

interface Props {
  readonly model: DeskModel;
  readonly locale: Locale;
}

const KINDS: readonly IssuanceKind[] = ['receipt', 'notice'];

export function IssueForm({ model, locale }: Props) {
  const { t } = locale;
  const f = t.desk.form;
  const draft = model.draft.value;
  const faults = model.faults.value;
  const form = useRef<HTMLFormElement>(null);
  useFirstFault(form, faults);
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
      <fieldset class="field">
        <legend>{f.kind}</legend>
        <div class="kinds">
          {KINDS.map((kind) => (
            <label key={kind} class="kind">
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={draft.kind === kind}
                onChange={() => model.edit({ kind })}
              />
              {t.documentKinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField name="number" label={f.number} hint={f.numberHint} faulty={faults.has('number')}>
        {(rest) => (
          <input
            {...rest}
            required
            value={draft.number ?? model.suggested.value}
            onInput={(event) => model.edit({ number: event.currentTarget.value })}
          />
        )}
      </TextField>
      <TextField name="clerk" label={f.clerk} hint={f.clerkHint} faulty={faults.has('clerk')}>
        {(rest) => (
          <input
            {...rest}
            required
            maxLength={64}
            autocomplete="name"
            value={draft.clerk}
            onInput={(event) => model.edit({ clerk: event.currentTarget.value })}
          />
        )}
      </TextField>
      <TextField name="service" label={f.service} hint={f.serviceHint} faulty={faults.has('service')}>
        {(rest) => (
          <input
            {...rest}
            list="services"
            maxLength={64}
            value={draft.service}
            onInput={(event) => model.edit({ service: event.currentTarget.value })}
          />
        )}
      </TextField>
      <Services t={t} />
      <TextField name="visit" label={f.visit} hint={f.visitHint} faulty={faults.has('visit')}>
        {(rest) => (
          <input
            {...rest}
            maxLength={64}
            value={draft.visit}
            onInput={(event) => model.edit({ visit: event.currentTarget.value })}
          />
        )}
      </TextField>
      <button type="submit" class="button main issue-button" aria-disabled={model.busy.value}>
        {model.busy.value ? f.issuing : f.issue}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly name: Field;
  readonly label: string;
  /** What is expected; it becomes the complaint when the field is faulty. */
  readonly hint: string;
  readonly faulty: boolean;
  readonly children: (rest: {
    readonly id: string;
    readonly name: string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  }) => ComponentChildren;
}

function TextField({ name, label, hint, faulty, children }: FieldProps) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, name, 'aria-invalid': faulty, 'aria-describedby': `${id}-hint` })}
      <small id={`${id}-hint`} class={faulty ? 'faulty' : ''}>
        {hint}
      </small>
    </div>
  );
}

type ServiceName = keyof typeof phrases.services;

/** Services are stored under their Chinese name, whatever language the clerk reads, so that they count together. */
function Services({ t }: { readonly t: Words }) {
  const names = Object.keys(phrases.services) as ServiceName[];
  return (
    <datalist id="services">
      {names.map((name) => (
        <option key={name} value={phrases.services[name].zh} label={t.desk.services[name]} />
      ))}
    </datalist>
  );
}

/** Takes the clerk to the first field that needs mending. */
function useFirstFault(form: { readonly current: HTMLFormElement | null }, faults: ReadonlySet<Field>): void {
  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, faults]);
}
