import { boxAt, type OfficeState } from '../../watcher/officeState.js';
import { answered, departed } from '../alarms/alarmGroups.js';
import type { AnsweringModel } from '../alarms/answeringModel.js';
import { LinkBar, SoundBar } from '../alarms/Bars.js';
import { CallingAlarms } from '../alarms/CallingAlarms.js';
import { DepartedStrip } from '../alarms/DepartedStrip.js';
import { NameDialog } from '../alarms/NameDialog.js';
import { useNotices } from '../alarms/useNotices.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { AnsweredAlarms } from './AnsweredAlarms.js';
import { CounterCard } from './CounterCard.js';
import { FiguresPanel } from './FiguresPanel.js';
import { FiguresTable } from './FiguresTable.js';
import { WallHeader } from './WallHeader.js';

interface Props {
  readonly model: AnsweringModel;
  readonly choice: LocaleChoice;
}

/** The supervisor's wall. What must not be missed comes first: in sight, in reading order and in focus order. */
export function WallPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { link, calls, announcer } = model;
  const state = link.state.value;
  useNotices(model, locale, t.wall.title);
  return (
    <div class={link.link.value === 'lost' ? 'wall-page stale' : 'wall-page'}>
      <LinkBar link={link.link.value} heardAt={link.heardAt.value} locale={locale} />
      {state && <CallingAlarms model={model} office={state.office} locale={locale} />}
      {state && <DepartedStrip alarms={departed(state)} office={state.office} locale={locale} />}
      <SoundBar state={announcer.state.value} locale={locale} arm={() => void calls.arm()} />
      <div class="sheet">
        <WallHeader model={model} choice={choice} />
        {state === undefined ? (
          <p role="status">{link.link.value === 'refused' ? '' : t.wall.link.connecting}</p>
        ) : (
          <Office model={model} state={state} locale={locale} />
        )}
      </div>
      <NameDialog supervisor={model.supervisor} locale={locale} />
    </div>
  );
}

interface PartProps {
  readonly model: AnsweringModel;
  readonly state: OfficeState;
  readonly locale: Locale;
}

/** Up to so many counters have large cards. */
const ROOMY = 9;

function Office({ model, state, locale }: PartProps) {
  const { counters } = locale.t.wall;
  const now = model.link.now.value;
  const many = state.office.counters.length > ROOMY;
  return (
    <main>
      <FiguresPanel figures={state.today} locale={locale} />
      <div class="rest">
        <section class={many ? 'counters many' : 'counters'} aria-labelledby="counters-heading">
          <h2 id="counters-heading" class="unseen">
            {counters.heading}
          </h2>
          <ul>
            {state.office.counters.map((counter) => (
              <CounterCard
                key={counter.id}
                counter={counter}
                box={boxAt(state, counter)}
                window={state.windows.get(counter.id)}
                shelf={model.calls.shelves.value.find((shelf) => shelf.counter === counter.id)}
                now={now}
                locale={locale}
              />
            ))}
          </ul>
        </section>
        <AnsweredAlarms alarms={answered(state, now)} office={state.office} locale={locale} />
        <FiguresTable figures={state.today} locale={locale} />
      </div>
    </main>
  );
}
