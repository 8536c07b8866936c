import type { CaseView } from '#contract/cases.js';
import { formatDate, formatDateTime } from '#words/dates.js';
import { Answer } from '../records/Answer.js';
import { OfficeFrame, officeLink } from '../records/OfficeFrame.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useUnsaved } from '../ui/useUnsaved.js';
import { CaseForm } from './CaseForm.js';
import { CaseSheet } from './CaseSheet.js';
import type { CaseModel } from './caseModel.js';
import { counterName } from './caseWords.js';
import { DueMark } from './DueMark.js';
import { Handled } from './Handled.js';
import { ReleaseForm } from './ReleaseForm.js';
import { StepList } from './StepList.js';

interface Props {
  readonly model: CaseModel;
  readonly choice: LocaleChoice;
}

/** One complaint: what it is about, what is done about it, and its end (A9). */
export function CasePage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t, language } = locale;
  const { frame } = model;
  const view = model.view.value;
  const office = view?.office ?? frame.office.value;
  useUnsaved(model.unsaved.value);
  return (
    <>
      <OfficeFrame
        page="cases"
        model={frame}
        choice={choice}
        heading={view?.name ?? t.cases.title}
        office={office}
        {...(view !== undefined && { scope: frame.nameOf(office, language) })}
      >
        <p class="case-back">
          <a href={officeLink('cases', office)}>{t.cases.back}</a>
        </p>
        <Answer question={model.read} locale={locale}>
          {(read) => <Case view={view ?? read} model={model} locale={locale} />}
        </Answer>
      </OfficeFrame>
      {view !== undefined && <CaseSheet view={view} model={model} locale={locale} />}
    </>
  );
}

interface PartProps {
  readonly view: CaseView;
  readonly model: CaseModel;
  readonly locale: Locale;
}

function Case({ view, model, locale }: PartProps) {
  const { cases } = locale.t;
  const done = model.done.value;
  return (
    <>
      <About view={view} model={model} locale={locale} />
      {view.state === 'open' ? (
        <CaseForm view={view} model={model} locale={locale} />
      ) : (
        <Handled view={view} locale={locale} />
      )}
      <Told text={done && { saved: cases.form.saved, released: cases.release.done }[done]} />
      <Trouble problem={model.refused.value} locale={locale} />
      {view.state === 'open' && <ReleaseForm view={view} model={model} locale={locale} />}
      <Print model={model} locale={locale} />
    </>
  );
}

function About({ view, model, locale }: PartProps) {
  const { t, language } = locale;
  const { cases } = t;
  const facts: ReadonlyArray<readonly [string, string | undefined]> = [
    [cases.sheet.counter, counterName(view, model.frame, language)],
    [cases.sheet.clerk, view.clerk],
    [cases.sheet.cause, t.alarmCauses[view.cause]],
    [cases.sheet.opened, formatDateTime(view.openedAt, language)],
    [cases.sheet.openedBy, view.openedBy],
    [cases.sheet.owner, view.owner],
    [cases.sheet.due, formatDate(view.due, language)],
  ];
  return (
    <section class="card" aria-labelledby="about">
      <h2 id="about">{cases.about}</h2>
      <DueMark one={view} nowMs={model.frame.now.value} t={t} />
      {view.remark !== undefined && <p class="case-said">{view.remark}</p>}
      <dl class="pairs">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h3>{cases.raised}</h3>
      <Answer question={model.steps} locale={locale}>
        {(steps) => <StepList steps={steps} locale={locale} />}
      </Answer>
    </section>
  );
}

function Print({ model, locale }: Omit<PartProps, 'view'>) {
  const { sheet } = locale.t.cases;
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => window.print()}>
        {sheet.print}
      </button>
      {model.unsaved.value && <p class="muted">{sheet.printsSaved}</p>}
    </div>
  );
}
