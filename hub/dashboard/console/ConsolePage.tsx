import type { OfficeState } from '../../watcher/officeState.js';
import { LinkBar, SoundBar } from '../alarms/Bars.js';
import { CallingAlarms } from '../alarms/CallingAlarms.js';
import { NameDialog } from '../alarms/NameDialog.js';
import { useNotices } from '../alarms/useNotices.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { ConsoleHeader } from './ConsoleHeader.js';
import type { ConsoleModel } from './consoleModel.js';
import { DutyPanel } from './DutyPanel.js';
import { HistorySection } from './HistorySection.js';
import { LampPanel } from './LampPanel.js';
import { ShelfList } from './ShelfList.js';
import { ShelveButton } from './ShelveButton.js';
import { ShelveDialog } from './ShelveDialog.js';
import { SoundPanel } from './SoundPanel.js';
import { ToClose } from './ToClose.js';
import { TodaySection } from './TodaySection.js';

interface Props {
  readonly model: ConsoleModel;
  readonly choice: LocaleChoice;
}

/** The supervisor's console. What calls comes first: in sight, in reading order and in the order of focus. */
export function ConsolePage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { t } = locale;
  const { link, calls, announcer } = model;
  const state = link.state.value;
  useNotices(model, locale, t.consolePage.title);
  return (
    <div class={link.link.value === 'lost' ? 'console-page stale' : 'console-page'}>
      <LinkBar link={link.link.value} heardAt={link.heardAt.value} locale={locale} />
      {state && (
        <CallingAlarms
          model={model}
          office={state.office}
          locale={locale}
          more={(alarm) => <ShelveButton alarm={alarm} model={model} locale={locale} />}
        />
      )}
      <SoundBar state={announcer.state.value} locale={locale} arm={() => void calls.arm()} />
      <div class="sheet">
        <ConsoleHeader model={model} choice={choice} />
        {state === undefined ? (
          <p role="status">{link.link.value === 'refused' ? '' : t.wall.link.connecting}</p>
        ) : (
          <Office model={model} state={state} locale={locale} />
        )}
      </div>
      {state && <ShelveDialog model={model} office={state.office} locale={locale} />}
      <NameDialog supervisor={model.supervisor} locale={locale} />
    </div>
  );
}

interface OfficeProps {
  readonly model: ConsoleModel;
  readonly state: OfficeState;
  readonly locale: Locale;
}

function Office({ model, state, locale }: OfficeProps) {
  const { office } = state;
  return (
    <main>
      <div class="work">
        {model.calls.calling.value.length === 0 && (
          <p class="calm">
            <Icon name="well" /> {locale.t.consolePage.calm}
          </p>
        )}
        <ToClose model={model} state={state} locale={locale} />
        <ShelfList model={model} office={office} locale={locale} />
        <TodaySection state={state} now={model.link.now.value} locale={locale} />
        <HistorySection model={model} office={office} locale={locale} />
      </div>
      <div class="readiness">
        <DutyPanel model={model} duty={state.duty} locale={locale} />
        <SoundPanel model={model} test={state.chimeTest} locale={locale} />
        <LampPanel model={model} lamps={[...state.lamps.values()]} locale={locale} />
      </div>
    </main>
  );
}
