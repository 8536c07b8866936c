import { useState } from 'preact/hooks';
import type { Locale } from '../ui/locale.js';
import { dayOf } from './calendar.js';
import type { FrameModel } from './frameModel.js';
import { type PeriodFault, rangeOf } from './period.js';

interface Props {
  readonly model: FrameModel;
  readonly locale: Locale;
}

/** First and last day; nothing changes until both are applied, so that no half-typed date is asked about. */
export function RangeForm({ model, locale }: Props) {
  const { period: words } = locale.t.statistics;
  const [first, setFirst] = useState(dayOf(model.period.value.fromMs));
  const [last, setLast] = useState(dayOf(model.period.value.toMs - 1));
  const [fault, setFault] = useState<PeriodFault>();
  const apply = (event: Event): void => {
    event.preventDefault();
    const asked = rangeOf(first, last);
    setFault(typeof asked === 'string' ? asked : undefined);
    if (typeof asked !== 'string') model.choosePeriod(asked);
  };
  return (
    <form class="range" onSubmit={apply} noValidate>
      <DayField id="first-day" label={words.first} value={first} change={setFirst} fault={fault} />
      <DayField id="last-day" label={words.last} value={last} change={setLast} fault={fault} />
      <button type="submit" class="button main">
        {words.apply}
      </button>
      {fault !== undefined && (
        <p id="range-fault" role="alert" class="faulty">
          {words.formFaults[fault]}
        </p>
      )}
    </form>
  );
}

interface DayProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly fault: PeriodFault | undefined;
}

function DayField({ id, label, value, change, fault }: DayProps) {
  const wrong = fault !== undefined;
  return (
    <div class="field date">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? 'range-fault' : undefined}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
