import { useRef, useState } from 'preact/hooks';
import { OfficesField } from '../accounts/OfficesField.js';
import { RolesField } from '../accounts/RolesField.js';
import { FieldFault } from '../records/FieldFault.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import {
  type ApplicationDraft,
  type ApplicationField,
  applicationFaults,
  EMPTY_APPLICATION,
} from './applicationDraft.js';
import { applicationProblem } from './applicationProblem.js';
import type { SignInModel } from './signInModel.js';

interface Props {
  readonly model: SignInModel;
  readonly locale: Locale;
}

/** Applies for an account; a supervisor decides (P2). */
export function ApplyForm({ model, locale }: Props) {
  const { signIn } = locale.t.access;
  const words = signIn.application;
  const [draft, setDraft] = useState(EMPTY_APPLICATION);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = applicationFaults(draft);
  const refused = model.problem.value && applicationProblem(model.problem.value, locale.t);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (faults.size === 0) await model.apply(draft);
    focusFirstFault(form.current);
  };
  const faultOf = (field: ApplicationField): string =>
    tried && faults.has(field) ? words.faults[field] : refused?.field === field ? refused.text : '';
  return (
    <form
      ref={form}
      class="door-form"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-labelledby="door-title"
    >
      <p class="muted">{words.lead}</p>
      <div role="alert">
        {refused !== undefined && refused.field === undefined && (
          <p class="refusal faulty">
            <Icon name="warning" /> <span>{refused.text}</span>
          </p>
        )}
      </div>
      <Fields
        draft={draft}
        faultOf={faultOf}
        edit={(change) => setDraft({ ...draft, ...change })}
        model={model}
        locale={locale}
      />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {model.busy.value ? signIn.busy : words.submit}
        </button>
        <a class="button" href={model.doorTo('sign-in')}>
          {signIn.back}
        </a>
      </div>
    </form>
  );
}

interface FieldsProps extends Props {
  readonly draft: ApplicationDraft;
  readonly faultOf: (field: ApplicationField) => string;
  readonly edit: (change: Partial<ApplicationDraft>) => void;
}

function Fields({ draft, faultOf, edit, model, locale }: FieldsProps) {
  const { signIn } = locale.t.access;
  const words = signIn.application;
  const offices = model.offices.value;
  return (
    <>
      <TextField
        id="account"
        label={signIn.account}
        hint={words.accountHint}
        autocomplete="username"
        value={draft.account}
        fault={faultOf('account')}
        edit={(account) => edit({ account })}
      />
      <TextField
        id="name"
        label={words.name}
        hint={words.nameHint}
        autocomplete="name"
        value={draft.name}
        fault={faultOf('name')}
        edit={(name) => edit({ name })}
      />
      <RolesField
        id="roles"
        label={words.roles}
        roles={draft.roles}
        fault={faultOf('roles')}
        locale={locale}
        choose={(roles) => edit({ roles })}
      />
      {offices === 'failed' && <p class="faulty">{words.noOffices}</p>}
      <OfficesField
        id="offices"
        label={words.offices}
        chosen={draft.offices}
        offered={typeof offices === 'string' ? [] : offices}
        city
        fault={faultOf('offices')}
        locale={locale}
        choose={(chosen) => edit({ offices: chosen })}
      />
      <ReasonField
        value={draft.reason}
        fault={faultOf('reason')}
        locale={locale}
        edit={(reason) => edit({ reason })}
      />
    </>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly autocomplete: 'username' | 'name';
  readonly value: string;
  /** What is wrong; empty for nothing. */
  readonly fault: string;
  readonly edit: (typed: string) => void;
}

const TextField = ({ id, label, hint, autocomplete, value, fault, edit }: TextProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      name={id}
      value={value}
      autocomplete={autocomplete}
      autocapitalize="none"
      spellcheck={false}
      maxLength={64}
      aria-invalid={fault !== ''}
      aria-describedby={`${id}-hint ${id}-fault`}
      onInput={(event) => edit(event.currentTarget.value)}
    />
    <FieldFault id={`${id}-fault`} text={fault} />
    <small id={`${id}-hint`}>{hint}</small>
  </div>
);

type ReasonProps = Pick<TextProps, 'value' | 'fault' | 'edit'> & Pick<Props, 'locale'>;

function ReasonField({ value, fault, locale, edit }: ReasonProps) {
  const words = locale.t.access.signIn.application;
  return (
    <div class="field">
      <label for="reason">{words.reason}</label>
      <textarea
        id="reason"
        rows={3}
        maxLength={300}
        value={value}
        aria-invalid={fault !== ''}
        aria-describedby="reason-hint reason-fault"
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <FieldFault id="reason-fault" text={fault} />
      <small id="reason-hint">{words.reasonHint}</small>
    </div>
  );
}
