import { useState } from 'preact/hooks';
import { formatPeriod } from '#words/periods.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale } from '../ui/locale.js';
import { reportPeriod } from './reportPeriod.js';
import type { ReportsModel } from './reportsModel.js';
import { scopeName } from './scopeName.js';

interface Props {
  readonly model: ReportsModel;
  readonly locale: Locale;
}

/** A report of what the frame shows: its office or the city, its month, ROC year or run of days. */
export function MakeForm({ model, locale }: Props) {
  const { make } = locale.t.records.reports;
  const [by, setBy] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  const { office, period, now } = model.frame;
  const begun = period.value.fromMs < now.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    const name = nameOf(by);
    setFaulty(name === undefined);
    if (name !== undefined && begun) void model.make(name);
  };
  return (
    <form class="card make" aria-labelledby="make-heading" onSubmit={submit} noValidate>
      <h2 id="make-heading">{make.heading}</h2>
      <p>
        <strong>
          {scopeName(office.value, model.frame, locale)} · {formatPeriod(period.value, locale.language)}
        </strong>
      </p>
      <p class={begun ? 'muted' : 'faulty'}>{hint(model, locale)}</p>
      <NameField id="report-by" value={by} faulty={faulty} locale={locale} edit={setBy} />
      <div class="actions">
        <button type="submit" class="button main" aria-disabled={!begun || model.sending.value}>
          {make.go}
        </button>
      </div>
      <Told text={toldWords(model, locale)} />
      <Trouble problem={model.refused.value} locale={locale} />
    </form>
  );
}

function hint({ frame: { period, now } }: ReportsModel, { t }: Locale): string {
  const { make } = t.records.reports;
  if (period.value.fromMs >= now.value) return make.notBegun;
  return period.value.toMs > now.value ? `${make.chosenAbove} ${make.notOver}` : make.chosenAbove;
}

function toldWords({ told }: ReportsModel, { t, language }: Locale): string | undefined {
  const { value } = told;
  if (value === undefined) return undefined;
  return t.records.reports.make[value.kind](reportPeriod(value.report, language));
}
