import type { Words } from '#words/catalogue.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import { PageTools } from '../session/PageTools.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { BoxCard } from './BoxCard.js';
import { needsAttention } from './boxCondition.js';
import type { BoxesModel } from './boxesModel.js';
import { Result } from './Result.js';
import { TaskDialog } from './TaskDialog.js';

interface Props {
  readonly model: BoxesModel;
  readonly choice: LocaleChoice;
}

/** Where those who look after the boxes see and do what there is to do (B5, B6). */
export function BoxesPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  useTitle(t.boxes.title);
  return (
    <>
      <header class="top">
        <div>
          <h1>{t.boxes.title}</h1>
          <p class="muted">{t.boxes.lead}</p>
        </div>
        <a href="./">{t.pages.home}</a>
        <PageTools choice={choice} />
      </header>
      <Trouble problem={model.failure.value} t={t} />
      <main>
        <Toolbar model={model} locale={locale} />
        {model.task.value === undefined && <Result model={model} locale={locale} />}
        <Boxes model={model} locale={locale} />
      </main>
      <TaskDialog model={model} locale={locale} />
    </>
  );
}

function Trouble({ problem, t }: { readonly problem: HubProblem | undefined; readonly t: Words }) {
  if (problem === undefined) return null;
  return (
    <div class="bar" role="alert">
      <Icon name="offline" />
      <strong>{problem.code === 'page/unreachable' ? t.boxes.stale : problemWords(problem, t)}</strong>
    </div>
  );
}

interface PartProps {
  readonly model: BoxesModel;
  readonly locale: Locale;
}

function Toolbar({ model, locale }: PartProps) {
  const { t } = locale;
  const shown = model.shown.value;
  const online = shown.filter(({ presence }) => presence === 'online').length;
  return (
    <div class="toolbar">
      <div class="field">
        <label for="office">{t.boxes.filter}</label>
        <select
          id="office"
          value={model.office.value}
          onChange={(event) => {
            model.office.value = event.currentTarget.value;
          }}
        >
          <option value="">{t.boxes.everyOffice}</option>
          {model.offices.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {locale.say(name)}
            </option>
          ))}
        </select>
      </div>
      {model.boxes.value !== undefined && (
        <p class="summary" role="status">
          {t.boxes.summary(shown.length, online, shown.filter(needsAttention).length)}
        </p>
      )}
      <button type="button" class="button main" onClick={() => model.open({ kind: 'add' })}>
        {t.boxes.actions.add}
      </button>
    </div>
  );
}

function Boxes({ model, locale }: PartProps) {
  const { t } = locale;
  if (model.boxes.value === undefined) return <p role="status">{t.boxes.loading}</p>;
  if (model.shown.value.length === 0) return <p>{t.boxes.none}</p>;
  return (
    <ul class="cards">
      {model.shown.value.map((box) => (
        <BoxCard key={box.id} box={box} model={model} locale={locale} />
      ))}
    </ul>
  );
}
