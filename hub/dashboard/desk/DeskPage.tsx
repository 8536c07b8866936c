import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import { phaseOf } from '../live/windowPhase.js';
import { PageTools } from '../session/PageTools.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import type { DeskModel } from './deskModel.js';
import { IssueForm } from './IssueForm.js';
import { windowOf } from './issued.js';
import { LastIssued } from './LastIssued.js';
import { resultWords } from './resultWords.js';
import { WindowPanel } from './WindowPanel.js';

interface Props {
  readonly model: DeskModel;
  readonly choice: LocaleChoice;
}

/** Where a clerk issues documents for one counter. */
export function DeskPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const counter = model.counter.value;
  const office = model.office.value;
  const place = counter === undefined ? '' : locale.say(counter.name);
  useTitle(place === '' ? t.desk.title : `${place} · ${t.desk.title}`);
  return (
    <>
      <header class="top">
        <div>
          <h1>{place === '' ? t.desk.title : place}</h1>
          <p class="muted">
            {office === undefined ? '' : `${locale.say(office.name)} · `}
            {t.desk.title}
          </p>
        </div>
        <a href="./">{t.pages.home}</a>
        <PageTools choice={choice} />
      </header>
      <Trouble model={model} locale={locale} />
      <main>
        <div class="work">
          <IssueForm model={model} locale={locale} />
          <Result model={model} locale={locale} />
        </div>
        <div class="work">
          <WindowPanel
            window={model.foremost.value}
            now={model.now.value}
            lengthMs={lengthOf(model)}
            locale={locale}
          />
          <LastIssued model={model} locale={locale} />
        </div>
      </main>
    </>
  );
}

/** Until the office is known its windows count as the norm's 30 s (W2). */
const NORM_MS = 30_000;
const lengthOf = (model: DeskModel): number => model.counter.value?.windowMs ?? NORM_MS;

interface PartProps {
  readonly model: DeskModel;
  readonly locale: Locale;
}

/** Why the page may not tell or do what it should; nothing when all is well. */
function Trouble({ model, locale: { t } }: PartProps) {
  const text = model.misplaced.value ? t.pages.problems.unknownOffice : failure(model.failure.value, t);
  if (text === undefined) return null;
  return (
    <div class="bar" role="alert">
      <Icon name="offline" />
      <strong>{text}</strong>
    </div>
  );
}

function failure(problem: HubProblem | undefined, t: Words): string | undefined {
  if (problem === undefined) return undefined;
  return problem.code === 'page/unreachable' ? t.desk.window.stale : problemWords(problem, t);
}

function Result({ model, locale }: PartProps) {
  const { t } = locale;
  const result = model.result.value;
  const window =
    result?.kind === 'issued' ? (windowOf(result.issuance, model.windows.value) ?? result.window) : undefined;
  const told = result && resultWords(result, window, phaseOf(window, model.now.value, lengthOf(model)), t);
  return (
    <div class="result" role="status">
      {told && (
        <p class={`card told ${told.tone}`}>
          <Icon name={told.tone === 'bad' ? 'warning' : 'well'} />
          <span>
            {told.text}
            {told.code !== undefined && (
              <small class="muted">
                {' '}
                {t.desk.result.code} <code>{told.code}</code>
              </small>
            )}
          </span>
        </p>
      )}
    </div>
  );
}
