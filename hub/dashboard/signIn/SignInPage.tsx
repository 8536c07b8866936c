import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { ApplyForm } from './ApplyForm.js';
import { ChangeForm } from './ChangeForm.js';
import { SignInForm } from './SignInForm.js';
import type { SignInModel, Stage } from './signInModel.js';

interface Props {
  readonly model: SignInModel;
  readonly choice: LocaleChoice;
}

/** The door of the hub: one thing at a time, in the middle of much quiet. */
export function SignInPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const stage = model.stage.value;
  const title = titleOf(stage, locale);
  const isSilent = model.silenced && (stage === 'sign-in' || stage === 'change');
  useTitle(`${isSilent ? t.access.signIn.silencedTitle : title} · ${t.pages.product}`);
  const heading = useHeadingFocus(stage);
  return (
    <div class="door">
      <header class="top">
        <p class="product">{t.pages.product}</p>
        <LanguageSwitch choice={choice} />
      </header>
      {isSilent && (
        <p class="silenced" role="alert">
          <Icon name="muted" /> {t.access.signIn.silenced}
        </p>
      )}
      <main class="card">
        <h1 id="door-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {model.unreachable.value && (
          <p class="faulty" role="alert">
            <Icon name="offline" /> {t.access.opening.unreachable}
          </p>
        )}
        <Stages stage={stage} model={model} locale={locale} />
      </main>
    </div>
  );
}

interface StageProps {
  readonly stage: Stage;
  readonly model: SignInModel;
  readonly locale: Locale;
}

function Stages({ stage, model, locale }: StageProps) {
  switch (stage) {
    case 'opening':
    case 'leaving':
      return null;
    case 'demonstration':
      return <Demonstration locale={locale} />;
    case 'sign-in':
      return <SignInForm model={model} locale={locale} />;
    case 'change':
      return <ChangeForm model={model} locale={locale} />;
    case 'apply':
      return <ApplyForm model={model} locale={locale} />;
    case 'applied':
      return <Applied model={model} locale={locale} />;
  }
}

function titleOf(stage: Stage, { t }: Locale): string {
  const { signIn } = t.access;
  switch (stage) {
    case 'change':
      return signIn.change.title;
    case 'apply':
      return signIn.application.title;
    case 'applied':
      return signIn.application.sent;
    default:
      return signIn.title;
  }
}

function Demonstration({ locale: { t } }: Pick<StageProps, 'locale'>) {
  return (
    <>
      <p>{t.access.signIn.demonstration}</p>
      <p>
        <a class="button main" href="./">
          {t.pages.home}
        </a>
      </p>
    </>
  );
}

/** What comes next, so that nobody waits for a message that is never sent. */
function Applied({ model, locale }: Omit<StageProps, 'stage'>) {
  const { signIn } = locale.t.access;
  const words = signIn.application;
  return (
    <>
      <h2>{words.nextHeading}</h2>
      <ol class="steps">
        <li>{words.next1}</li>
        <li>{words.next2}</li>
        <li>{words.next3}</li>
      </ol>
      <p>
        <a class="button main" href={model.doorTo('sign-in')}>
          {signIn.back}
        </a>
      </p>
    </>
  );
}

/** Where another form takes the place of the one that was filled in, its heading is where one goes on. */
function useHeadingFocus(stage: Stage) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current !== 'opening' && before.current !== stage) heading.current?.focus();
    before.current = stage;
  }, [stage]);
  return heading;
}
