import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatDate, formatTime } from '#words/dates.js';
import { alarmLine, alarmText } from '../alarms/alarmText.js';
import { problemWords } from '../api/problemWords.js';
import { Steps } from '../records/Steps.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { AlarmSteps } from './AlarmSteps.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** Alarms of today and before, newest first; each opens to what happened to it. */
export function HistorySection({ model, office, locale }: Props) {
  const { history } = locale.t.consolePage;
  const { value, problem } = model.history.list.answer.value;
  return (
    <section class="card history" aria-labelledby="history-heading">
      <h2 id="history-heading">{history.heading}</h2>
      {problem !== undefined && (
        <p class="faulty" role="alert">
          <Icon name="warning" /> {history.failed} {problemWords(problem, locale.t)}{' '}
          <button type="button" class="button" onClick={() => model.history.again()}>
            {history.again}
          </button>
        </p>
      )}
      {value?.items.length === 0 && <p class="muted">{history.none}</p>}
      {value !== undefined && (
        <ul>
          {value.items.map((alarm) => (
            <Entry key={alarm.id} alarm={alarm} model={model} office={office} locale={locale} />
          ))}
        </ul>
      )}
      {value !== undefined && (value.next !== undefined || value.page > 1) && (
        <Steps
          label={history.pages}
          steps={[
            { name: history.first, possible: value.page > 1, go: () => model.history.pages.first() },
            { name: history.newer, possible: value.page > 1, go: () => model.history.newer() },
            { name: history.older, possible: value.next !== undefined, go: () => model.history.older() },
          ]}
          status={history.page(value.page)}
        />
      )}
    </section>
  );
}

function Entry({ alarm, model, office, locale }: Props & { readonly alarm: AlarmView }) {
  const { t, language } = locale;
  const what = alarmLine(alarmText(alarm, office, locale));
  const open = model.history.opened.value === alarm.id;
  return (
    <li class="entry" data-entry={alarm.id}>
      <button
        type="button"
        class="opener"
        aria-expanded={open}
        aria-controls={open ? `steps-${alarm.id}` : undefined}
        onClick={() => model.history.toggle(alarm.id)}
      >
        <span class="when">
          <small class="muted">{formatDate(alarm.raisedAt, language)}</small> {formatTime(alarm.raisedAt)}
        </span>
        <strong>{what}</strong>
        <span class={`state ${alarm.state}`}>{t.alarmStates[alarm.state]}</span>
        <span class="muted">{result(alarm, locale)}</span>
      </button>
      {open && <AlarmSteps alarm={alarm} what={what} model={model} locale={locale} />}
    </li>
  );
}

/** What came of it and why, as far as somebody said so. */
function result({ outcome, cause }: AlarmView, { t }: Locale): string {
  const said = [outcome && t.alarmOutcomes[outcome], cause && t.alarmCauses[cause]];
  return said.filter((part) => part !== undefined).join(' · ');
}
