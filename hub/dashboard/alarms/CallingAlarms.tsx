import type { ComponentChildren } from 'preact';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { AlarmList } from './AlarmList.js';
import { alarmProblem } from './alarmProblem.js';
import type { AnsweringModel } from './answeringModel.js';
import { StillCalling } from './StillCalling.js';

interface Props {
  readonly model: AnsweringModel;
  readonly office: OfficeView;
  readonly locale: Locale;
  readonly more?: (alarm: AlarmView) => ComponentChildren;
}

/** The alarms that call, how to pause them, and what went wrong when one was taken. */
export function CallingAlarms({ model, office, locale, more }: Props) {
  const { link, calls, taking } = model;
  const alarms = calls.calling.value;
  const problem = taking.problem.value;
  return (
    <>
      <AlarmList
        alarms={alarms}
        office={office}
        shelves={calls.shelves.value}
        now={link.now.value}
        quiet={calls.isQuiet.value}
        sending={taking.sending.value}
        locale={locale}
        acknowledge={(alarm) => taking.acknowledge(alarm)}
        more={more}
      />
      <StillCalling alarms={alarms} office={office} now={link.now.value} locale={locale} />
      {alarms.length > 0 && <QuietBar model={model} locale={locale} />}
      <p class="failure" role="status">
        {problem && (
          <>
            <Icon name="warning" /> {alarmProblem(problem, link.state.value, locale.t)}
          </>
        )}
      </p>
    </>
  );
}

/** Sound that lasts and things that flash can be paused (WCAG 1.4.2, 2.2.2); a new alarm ends the pause. */
function QuietBar({ model: { link, calls, announcer }, locale }: Pick<Props, 'model' | 'locale'>) {
  const { t } = locale;
  const quiet = calls.isQuiet.value;
  const left = (announcer.quiet.value?.until ?? 0) - link.elapsed.value;
  return (
    <p class="quiet">
      {quiet && <span>{t.wall.sound.quietLeft(t.pages.duration(left))}</span>}
      <button type="button" class="button" onClick={() => (quiet ? calls.resume() : calls.beQuiet())}>
        {quiet ? t.wall.sound.resume : t.wall.sound.quiet}
      </button>
    </p>
  );
}
