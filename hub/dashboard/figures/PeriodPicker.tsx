import type { Locale } from '../ui/locale.js';
import { CALENDAR_KINDS, type CalendarKind, dayOf, startOfDay } from './calendar.js';
import type { FrameModel } from './frameModel.js';
import { periodOf, stepped } from './period.js';
import { RangeForm } from './RangeForm.js';

interface Props {
  readonly model: FrameModel;
  readonly locale: Locale;
}

/** Day, week, month, ROC year or any run of days; one step back or forth; any date. All by keyboard. */
export function PeriodPicker({ model, locale }: Props) {
  const { period: words } = locale.t.statistics;
  const { kind } = model.period.value;
  return (
    <fieldset class="period">
      <legend>{words.legend}</legend>
      <div class="period-parts">
        <Kinds model={model} locale={locale} />
        <Steps model={model} locale={locale} />
        {kind === 'range' ? (
          <RangeForm key={`${model.period.value.fromMs}`} model={model} locale={locale} />
        ) : (
          <GoToDate kind={kind} model={model} locale={locale} />
        )}
      </div>
    </fieldset>
  );
}

/** Another kind shows the one of it that holds the first day shown, or today where today is shown. */
function Kinds({ model, locale }: Props) {
  const { period: words } = locale.t.statistics;
  const shown = model.period.value;
  const now = model.now.value;
  const atMs = shown.fromMs <= now && now < shown.toMs ? now : shown.fromMs;
  return (
    <div class="segments kinds">
      {CALENDAR_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          class="segment"
          aria-pressed={kind === shown.kind}
          onClick={() => model.choosePeriod(periodOf(kind, atMs))}
        >
          {words.kinds[kind]}
        </button>
      ))}
      <button
        type="button"
        class="segment"
        aria-pressed={shown.kind === 'range'}
        onClick={() => model.choosePeriod({ ...shown, kind: 'range' })}
      >
        {words.kinds.range}
      </button>
    </div>
  );
}

function Steps({ model, locale }: Props) {
  const { period: words } = locale.t.statistics;
  const { kind } = model.period.value;
  const step = (steps: number) => () => model.choosePeriod(stepped(model.period.value, steps));
  return (
    <div class="steps">
      <button type="button" class="button" onClick={step(-1)}>
        <span aria-hidden="true">‹</span> {words.previous}
      </button>
      {kind !== 'range' && (
        <button
          type="button"
          class="button"
          onClick={() => model.choosePeriod(periodOf(kind, model.now.value))}
        >
          {words.present[kind]}
        </button>
      )}
      <button type="button" class="button" onClick={step(1)}>
        {words.next} <span aria-hidden="true">›</span>
      </button>
    </div>
  );
}

function GoToDate({ kind, model, locale }: Props & { readonly kind: CalendarKind }) {
  return (
    <div class="field date">
      <label for="go-to-date">{locale.t.statistics.period.date}</label>
      <input
        id="go-to-date"
        type="date"
        min="1912-01-01"
        max="9998-12-31"
        value={dayOf(model.period.value.fromMs)}
        onChange={(event) => {
          const atMs = startOfDay(event.currentTarget.value);
          if (atMs !== undefined) model.choosePeriod(periodOf(kind, atMs));
        }}
      />
    </div>
  );
}
