import { useRef } from 'preact/hooks';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { formatTime } from '#words/dates.js';
import { alarmText } from '../alarms/alarmText.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { ButtonRow } from './ButtonRow.js';
import { CAUSES, type Choice, outcomesFor } from './closing.js';
import type { ConsoleModel } from './consoleModel.js';
import { ShelveButton } from './ShelveButton.js';

interface Props {
  readonly alarm: AlarmView;
  readonly office: OfficeView;
  readonly now: number;
  readonly model: ConsoleModel;
  readonly locale: Locale;
}

/** One alarm to be closed: what it was, and the two taps. */
export function CloseItem(props: Props) {
  const { alarm, office, now, model, locale } = props;
  const { t } = locale;
  const { place, matter, facts } = alarmText(alarm, office, locale);
  const chosen = model.closing.choice.value;
  const mine = chosen?.alarm === alarm.id ? chosen : undefined;
  const before = useRef<Choice>(undefined);
  if (mine !== undefined) before.current = mine;
  return (
    <li class={`closing ${alarm.state}`} data-close={alarm.id}>
      <div class="about">
        <p class="headline">
          {place !== undefined && <span>{place}</span>} <span>{matter}</span>
        </p>
        <p class="muted pieces">
          <time>{formatTime(alarm.raisedAt)}</time>{' '}
          <span>{t.pages.ago(now - Date.parse(alarm.raisedAt))}</span>{' '}
          {facts.map(({ name, value }) => (
            <span key={name}>{value}</span>
          ))}
        </p>
        <Whose alarm={alarm} locale={locale} />
      </div>
      {mine === undefined ? (
        <div class="step">
          <ButtonRow
            label={t.consolePage.close.outcome}
            choices={outcomesFor(alarm).map((value) => ({ value, label: t.alarmOutcomes[value] }))}
            entry={before.current?.outcome}
            focus={before.current !== undefined}
            choose={(outcome) => model.closing.choose({ alarm: alarm.id, outcome })}
          />
          <ShelveButton alarm={alarm} model={model} locale={locale} />
        </div>
      ) : (
        <CauseStep choice={mine} model={model} locale={locale} />
      )}
    </li>
  );
}

/** Who has it in hand, or the distinct mark of what nobody came to. */
function Whose({ alarm, locale }: Pick<Props, 'alarm' | 'locale'>) {
  const { close } = locale.t.consolePage;
  if (alarm.state === 'departed')
    return (
      <p class="left">
        <Icon name="missed" /> {close.left}
      </p>
    );
  return (
    <p>
      <Icon name="well" /> {close.by(alarm.acknowledgedBy ?? '')}
    </p>
  );
}

/** The second tap, which sends; Escape goes back to the first. */
function CauseStep({ choice, model, locale }: Pick<Props, 'model' | 'locale'> & { readonly choice: Choice }) {
  const { t } = locale;
  const { close } = t.consolePage;
  const { closing } = model;
  const busy = closing.sending.value === choice.alarm;
  const goBack = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    closing.back();
  };
  return (
    <fieldset class="step" onKeyDown={goBack}>
      <legend class="unseen">{close.cause}</legend>
      <p class="chosen">
        <strong>{t.alarmOutcomes[choice.outcome]}</strong>
        <button type="button" class="button plain" onClick={() => closing.back()}>
          {close.back}
        </button>
      </p>
      {choice.outcome === 'complaint' && <p class="muted">{close.becomesCase}</p>}
      <div class="field remark">
        <label for="close-remark">{close.remark}</label>
        <input
          id="close-remark"
          maxLength={1_000}
          value={closing.remark.value}
          onInput={(event) => {
            closing.remark.value = event.currentTarget.value;
          }}
        />
      </div>
      <p class="question">{busy ? close.sending : close.cause}</p>
      <ButtonRow
        label={close.cause}
        choices={CAUSES.map((value) => ({ value, label: t.alarmCauses[value] }))}
        busy={busy}
        focus
        choose={(cause) => closing.close(cause)}
      />
    </fieldset>
  );
}
