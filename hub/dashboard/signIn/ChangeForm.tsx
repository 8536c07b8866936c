import { useEffect, useRef, useState } from 'preact/hooks';
import { isAdministrator } from '../../access/passwordRules.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { PasswordField } from './PasswordField.js';
import { type Check, passwordChecks } from './passwordChecks.js';
import type { SignInModel } from './signInModel.js';
import { changeProblem } from './signInProblem.js';

interface Props {
  readonly model: SignInModel;
  readonly locale: Locale;
}

/** Chooses another password. The rules are judged as it is typed; the last word on it is the hub's. */
export function ChangeForm({ model, locale }: Props) {
  const { change } = locale.t.access.signIn;
  const view = model.view.value;
  const [known] = useState(model.current.peek() !== '');
  const [current, setCurrent] = useState(model.current.peek());
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const administrator = isAdministrator(view?.roles ?? [], view?.offices ?? null);
  const checks = passwordChecks({ next, current, account: view?.account ?? '', administrator });
  const met = checks.every((check) => check.met);
  const refused = model.problem.value && changeProblem(model.problem.value, locale.t);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current === '' || !met) return focusFirstFault(event.currentTarget);
    void model.change(current, next);
  };
  const faultOf = (field: 'current' | 'next', own: string): string =>
    tried && own !== '' ? own : refused?.field === field ? refused.text : '';
  useFaultShown(form, model);
  return (
    <form ref={form} class="door-form" onSubmit={submit} noValidate aria-labelledby="door-title">
      <p>{view?.state === 'must-change' ? change.must : change.own}</p>
      <WhoseIs model={model} locale={locale} />
      {(!known || refused?.field === 'current') && (
        <PasswordField
          id="current"
          label={change.current}
          value={current}
          autocomplete="current-password"
          fault={faultOf('current', current === '' ? change.missing : '')}
          locale={locale}
          edit={setCurrent}
        />
      )}
      <PasswordField
        id="next"
        label={change.next}
        value={next}
        autocomplete="new-password"
        fault={faultOf('next', met ? '' : change.unmet)}
        describedBy="rules"
        locale={locale}
        edit={setNext}
      />
      <Rules checks={checks} locale={locale} />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={model.busy.value}>
          {model.busy.value ? locale.t.access.signIn.busy : change.submit}
        </button>
        {view?.state === 'signed-in' && (
          <a class="button" href={model.next}>
            {change.cancel}
          </a>
        )}
      </div>
    </form>
  );
}

/** A password manager keeps the new password under this name. */
function WhoseIs({ model, locale }: Props) {
  return (
    <div class="field">
      <label for="account">{locale.t.access.signIn.account}</label>
      <input
        id="account"
        name="username"
        value={model.view.value?.account ?? ''}
        autocomplete="username"
        readOnly
      />
    </div>
  );
}

function Rules({ checks, locale }: { readonly checks: readonly Check[]; readonly locale: Locale }) {
  const { change } = locale.t.access.signIn;
  const wordsOf = ({ rule, count }: Check): string => {
    const words = change[rule];
    return typeof words === 'string' ? words : words(count);
  };
  return (
    <div id="rules" class="rules">
      <p>{change.rules}</p>
      <ul>
        {checks.map((check) => (
          <li key={check.rule} data-met={check.met}>
            <Icon name={check.met ? 'well' : 'none'} /> {wordsOf(check)}{' '}
            <small>{check.met ? change.met : change.notMet}</small>
          </li>
        ))}
        <li>
          <Icon name="none" /> {change.notUsed} <small>{change.judged}</small>
        </li>
      </ul>
    </div>
  );
}

/** Leads to the field the hub found fault with. */
function useFaultShown(form: { readonly current: HTMLFormElement | null }, model: SignInModel): void {
  const problem = model.problem.value;
  useEffect(() => {
    if (problem !== undefined) focusFirstFault(form.current);
  }, [form, problem]);
}
