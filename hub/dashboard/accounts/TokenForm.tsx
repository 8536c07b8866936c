import { useRef, useState } from 'preact/hooks';
import type { TokenPurpose } from '#contract/access.js';
import { FieldFault } from '../records/FieldFault.js';
import { nameOf } from '../records/person.js';
import { SelectField } from '../records/SelectField.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import type { AccountsModel } from './accountsModel.js';
import { purposesFor } from './decider.js';
import type { TokensModel } from './tokensModel.js';

interface Props {
  readonly model: TokensModel;
  readonly accounts: AccountsModel;
  readonly locale: Locale;
}

const LONGEST_DAYS = 1_100;
const USUAL_DAYS = '365';

/** Days as typed; nothing where they are no whole number within the limits. */
export function daysOf(typed: string): number | undefined {
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= LONGEST_DAYS ? days : undefined;
}

export function TokenForm({ model, accounts, locale }: Props) {
  const { access, statistics } = locale.t;
  const { tokens } = access.accounts;
  const offices = accounts.offices.value;
  const purposes = purposesFor(accounts.decider);
  const form = useRef<HTMLFormElement>(null);
  const [purpose, setPurpose] = useState<TokenPurpose>(purposes[0] ?? 'issuing');
  const [chosen, setOffice] = useState('');
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const [tried, setTried] = useState(false);
  const office = chosen === '' ? accounts.office.value || (offices[0]?.id ?? '') : chosen;
  const program = nameOf(label);
  const length = daysOf(days);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (program === undefined || length === undefined) return focusFirstFault(form.current);
    if (!(await model.make({ purpose, office, label: program, days: length }))) return;
    setTried(false);
    setLabel('');
  };
  return (
    <form
      ref={form}
      class="card token-form"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-labelledby="token-form-heading"
    >
      <h3 id="token-form-heading">{tokens.make}</h3>
      <div class="token-fields">
        <SelectField
          id="token-purpose"
          label={tokens.purpose}
          value={purpose}
          options={purposes.map((value) => ({ value, label: access.purposes[value] }))}
          change={setPurpose}
        />
        <SelectField
          id="token-office"
          label={statistics.office}
          value={office}
          options={offices.map(({ id, name }) => ({ value: id, label: locale.say(name) }))}
          change={setOffice}
        />
        <TextField
          id="token-label"
          label={tokens.label}
          hint={tokens.labelHint}
          value={label}
          fault={tried && program === undefined ? tokens.labelMissing : ''}
          edit={setLabel}
        />
        <TextField
          id="token-days"
          label={tokens.days}
          hint={tokens.daysHint}
          value={days}
          fault={tried && length === undefined ? tokens.daysWrong : ''}
          edit={setDays}
          numeric
        />
      </div>
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.deed.busy.value}>
          {tokens.make}
        </button>
      </div>
    </form>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What is wrong; empty for nothing. */
  readonly fault: string;
  readonly edit: (typed: string) => void;
  readonly numeric?: boolean;
}

const TextField = ({ id, label, hint, value, fault, edit, numeric = false }: TextProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      value={value}
      maxLength={64}
      autocomplete="off"
      inputMode={numeric ? 'numeric' : 'text'}
      aria-invalid={fault !== ''}
      aria-describedby={`${id}-hint ${id}-fault`}
      onInput={(event) => edit(event.currentTarget.value)}
    />
    <FieldFault id={`${id}-fault`} text={fault} />
    <small id={`${id}-hint`}>{hint}</small>
  </div>
);
