import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import { boxAt, type OfficeState, taken } from '../live/officeState.js';
import type { Loudspeaker } from '../sound/loudspeaker.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { useTitle } from '../ui/useTitle.js';
import { AlarmList } from './AlarmList.js';
import { LinkBar, SoundBar } from './Bars.js';
import { CounterCard } from './CounterCard.js';
import { FiguresPanel } from './FiguresPanel.js';
import { FiguresTable } from './FiguresTable.js';
import { NameDialog } from './NameDialog.js';
import { TakenAlarms } from './TakenAlarms.js';
import { WallHeader } from './WallHeader.js';
import type { WallModel } from './wallModel.js';

interface Props {
  readonly model: WallModel;
  readonly speaker: Loudspeaker;
  readonly choice: LocaleChoice;
}

/** The supervisor's wall. What must not be missed comes first: in sight, in reading order and in focus order. */
export function WallPage({ model, speaker, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const state = model.state.value;
  const waiting = model.calling.value.length;
  useTitle(waiting > 0 ? `(${t.wall.alarms.titleCount(waiting)}) ${t.wall.title}` : t.wall.title);
  return (
    <div class={model.link.value === 'lost' ? 'wall-page stale' : 'wall-page'}>
      <LinkBar link={model.link.value} heardAt={model.heardAt.value} locale={locale} />
      {state && <Alarms model={model} state={state} locale={locale} />}
      <SoundBar state={speaker.state.value} locale={locale} arm={() => void model.arm()} />
      <div class="sheet">
        <WallHeader
          model={model}
          choice={choice}
          soundOn={speaker.state.value === 'on'}
          test={() => speaker.test()}
        />
        {state === undefined ? (
          <p role="status">{model.link.value === 'refused' ? '' : t.wall.link.connecting}</p>
        ) : (
          <Office model={model} state={state} locale={locale} />
        )}
      </div>
      {model.nameRequest.value && (
        <NameDialog
          request={model.nameRequest.value}
          name={model.supervisor.value}
          locale={locale}
          answer={(name) => model.answerName(name)}
        />
      )}
    </div>
  );
}

interface PartProps {
  readonly model: WallModel;
  readonly state: OfficeState;
  readonly locale: Locale;
}

function Alarms({ model, state, locale }: PartProps) {
  const alarms = model.calling.value;
  return (
    <>
      <AlarmList
        alarms={alarms}
        office={state.office}
        now={model.now.value}
        quiet={model.isQuiet.value}
        sending={model.sending.value}
        locale={locale}
        acknowledge={(alarm) => model.acknowledge(alarm)}
      />
      {alarms.length > 0 && <QuietBar model={model} locale={locale} />}
      <p class="failure" role="status">
        {model.problem.value && (
          <>
            <Icon name="warning" /> {failure(model.problem.value, locale)}
          </>
        )}
      </p>
    </>
  );
}

function failure(problem: HubProblem, { t }: Locale): string {
  if (problem.code === 'alarm/already-acknowledged') return t.wall.alarms.already;
  if (problem.code === 'alarm/unknown') return t.wall.alarms.gone;
  return problemWords(problem, t);
}

/** Sound that lasts and things that flash can be paused (WCAG 1.4.2, 2.2.2); a new alarm ends the pause. */
function QuietBar({ model, locale }: Pick<PartProps, 'model' | 'locale'>) {
  const { t } = locale;
  const quiet = model.isQuiet.value;
  const left = (model.quiet.value?.until ?? 0) - model.elapsed.value;
  return (
    <p class="quiet">
      {quiet && <span>{t.wall.sound.quietLeft(t.pages.duration(left))}</span>}
      <button type="button" class="button" onClick={() => (quiet ? model.resume() : model.beQuiet())}>
        {quiet ? t.wall.sound.resume : t.wall.sound.quiet}
      </button>
    </p>
  );
}

/** Up to so many counters have large cards. */
const ROOMY = 9;

function Office({ model, state, locale }: PartProps) {
  const { counters } = locale.t.wall;
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
                now={model.now.value}
                locale={locale}
              />
            ))}
          </ul>
        </section>
        <TakenAlarms alarms={taken(state)} office={state.office} locale={locale} />
        <FiguresTable figures={state.today} locale={locale} />
      </div>
    </main>
  );
}
