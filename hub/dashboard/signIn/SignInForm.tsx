import { useEffect, useRef, useState } from 'preact/hooks';
import { FieldFault } from '../records/FieldFault.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { PasswordField } from './PasswordField.js';
import type { SignInModel } from './signInModel.js';
import { signInProblem } from './signInProblem.js';

interface Props {
  readonly model: SignInModel;
  readonly locale: Locale;
}

export function SignInForm({ model, locale }: Props) {
  const { signIn } = locale.t.access;
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (account.trim() === '' || password === '') return focusFirstFault(event.currentTarget);
    void model.signIn(account, password);
  };
  const noAccount = tried && account.trim() === '';
  useRefusal(form, model);
  return (
    <form ref={form} class="door-form" onSubmit={submit} noValidate aria-labelledby="door-title">
      <Refusal model={model} locale={locale} />
      <div class="field">
        <label for="account">{signIn.account}</label>
        <input
          id="account"
          name="username"
          value={account}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          aria-invalid={noAccount}
          aria-describedby="account-fault refusal"
          onInput={(event) => setAccount(event.currentTarget.value)}
        />
        <FieldFault id="account-fault" text={noAccount ? signIn.faults.account : ''} />
      </div>
      <PasswordField
        id="password"
        label={signIn.password}
        value={password}
        autocomplete="current-password"
        fault={tried && password === '' ? signIn.faults.password : ''}
        describedBy="refusal"
        locale={locale}
        edit={setPassword}
      />
      <button type="submit" class="button main" aria-disabled={model.busy.value}>
        {model.busy.value ? signIn.busy : signIn.submit}
      </button>
      <OtherWays model={model} locale={locale} />
    </form>
  );
}

/** Said aloud at once, and part of what describes both fields. */
function Refusal({ model, locale }: Props) {
  const { t } = locale;
  const problem = model.problem.value;
  const text =
    problem !== undefined
      ? signInProblem(problem, t)
      : model.providerFailed && !model.busy.value
        ? t.access.signIn.faults.oidc
        : '';
  return (
    <div role="alert" id="refusal">
      {text !== '' && (
        <p class="refusal faulty">
          <Icon name={problem?.code === 'page/unreachable' ? 'offline' : 'warning'} /> <span>{text}</span>
        </p>
      )}
    </div>
  );
}

function OtherWays({ model, locale }: Props) {
  const { signIn } = locale.t.access;
  const provider = model.view.value?.oidc;
  const next = encodeURIComponent(model.next.slice('./'.length));
  return (
    <>
      {provider !== undefined && (
        <>
          <p class="muted or">{signIn.or}</p>
          <a class="button" href={`./api/v1/session/oidc?next=${next}`}>
            {signIn.oidc(provider)}
          </a>
        </>
      )}
      <p class="or">
        <a class="target" href={model.doorTo('apply')}>
          {signIn.apply}
        </a>
      </p>
    </>
  );
}

/** What was refused is most likely the password: it is ready to be typed anew. */
function useRefusal(form: { readonly current: HTMLFormElement | null }, model: SignInModel): void {
  const problem = model.problem.value;
  useEffect(() => {
    if (problem !== undefined) form.current?.querySelector<HTMLInputElement>('#password')?.select();
  }, [form, problem]);
}
