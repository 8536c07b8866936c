import { useRef } from 'preact/hooks';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeState } from '../../watcher/officeState.js';
import { toClose } from '../alarms/alarmGroups.js';
import { alarmProblem } from '../alarms/alarmProblem.js';
import { alarmLine, alarmText } from '../alarms/alarmText.js';
import { useFocusKept } from '../alarms/useFocusKept.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { CloseItem } from './CloseItem.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly state: OfficeState;
  readonly locale: Locale;
}

/** What somebody took, and what nobody came to in time: each wants an outcome and a cause (A2). */
export function ToClose({ model, state, locale }: Props) {
  const { close } = locale.t.consolePage;
  const place = useRef<HTMLUListElement>(null);
  const alarms = toClose(state);
  useFocusKept(place, alarms.map(({ id }) => id).join(' '));
  return (
    <section class="card to-close" aria-labelledby="close-heading">
      <h2 id="close-heading">
        {close.heading} {alarms.length > 0 && <span class="count">{alarms.length}</span>}
      </h2>
      <Outcome model={model} state={state} locale={locale} />
      {alarms.length === 0 && <p class="muted">{close.none}</p>}
      <ul ref={place}>
        {alarms.map((alarm) => (
          <CloseItem
            key={alarm.id}
            alarm={alarm}
            office={state.office}
            now={model.link.now.value}
            model={model}
            locale={locale}
          />
        ))}
      </ul>
    </section>
  );
}

/** What came of the last closing. */
function Outcome({ model: { closing }, state, locale }: Props) {
  const problem = closing.problem.value;
  const done = closing.done.value;
  return (
    <div class="told" role="status">
      {problem !== undefined && (
        <p class="faulty">
          <Icon name="warning" /> {closingProblem(problem)}
        </p>
      )}
      {done !== undefined && <Done alarm={done} state={state} locale={locale} />}
    </div>
  );

  function closingProblem(found: NonNullable<typeof problem>): string {
    const { t } = locale;
    return found.problem.code === 'alarm/not-acknowledged'
      ? t.consolePage.close.notYet
      : alarmProblem(found, state, t);
  }
}

function Done({ alarm, state, locale }: Omit<Props, 'model'> & { readonly alarm: AlarmView }) {
  const { close } = locale.t.consolePage;
  return (
    <p>
      <Icon name="well" /> {close.done(alarmLine(alarmText(alarm, state.office, locale)))}{' '}
      {alarm.case !== undefined && (
        <a class="button" href={`./cases.html?case=${encodeURIComponent(alarm.case)}`}>
          {close.openCase}
        </a>
      )}
    </p>
  );
}
