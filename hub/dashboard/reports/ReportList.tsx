import type { ReportFormat, ReportView } from '#contract/reports.js';
import { formatDateTime } from '#words/dates.js';
import { Answer } from '../records/Answer.js';
import { Steps } from '../records/Steps.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { FORMAT_NAMES, REPORT_FORMATS_SHOWN } from './formats.js';
import { reportPeriod } from './reportPeriod.js';
import type { ReportsModel } from './reportsModel.js';
import { scopeName } from './scopeName.js';

interface Props {
  readonly model: ReportsModel;
  readonly locale: Locale;
}

export function ReportList({ model, locale }: Props) {
  const { list } = locale.t.records.reports;
  return (
    <section class="listing" aria-labelledby="list-heading">
      <h2 id="list-heading">{list.heading}</h2>
      <Working model={model} locale={locale} />
      <Answer question={model.list} locale={locale}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="card">{list.none}</p>
          ) : (
            <ul class="report-list">
              {items.map((report) => (
                <Entry key={report.id} report={report} model={model} locale={locale} />
              ))}
            </ul>
          )
        }
      </Answer>
      <ListSteps model={model} locale={locale} />
    </section>
  );
}

function Working({ model, locale }: Props) {
  const items = model.list.answer.value.value?.items ?? [];
  const pending = items.filter(({ state }) => state === 'waiting' || state === 'making').length;
  return <p role="status">{pending > 0 && locale.t.records.reports.list.working(pending)}</p>;
}

/** Only where there is more than one page. */
function ListSteps({ model, locale }: Props) {
  const { list } = locale.t.records.reports;
  const { pager } = locale.t.records.details;
  const page = model.pages.number.value;
  const { value } = model.list.answer.value;
  const next = value?.next;
  if (page === 1 && next === undefined) return null;
  return (
    <Steps
      label={pager.label}
      steps={[
        { name: pager.newer, possible: page > 1, go: () => model.newer() },
        { name: pager.older, possible: next !== undefined, go: () => model.older() },
      ]}
      status={value && list.page(value.page)}
    />
  );
}

const STATE_ICONS: Readonly<Record<ReportView['state'], IconName>> = {
  waiting: 'waiting',
  making: 'waiting',
  ready: 'well',
  failed: 'warning',
};

function Entry({ report, model, locale }: Props & { readonly report: ReportView }) {
  const { t, language } = locale;
  const { reports } = t.records;
  const asked = formatDateTime(report.askedAt, language);
  return (
    <li class="card report" aria-labelledby={`report-${report.id}`}>
      <h3 id={`report-${report.id}`}>
        {scopeName(report.office, model.frame, locale)} · {reportPeriod(report, language)}
      </h3>
      <p class="muted">
        {reports.occasions[report.occasion]} ·{' '}
        {report.by === undefined ? asked : reports.list.by(report.by, asked)}
      </p>
      <p class={report.state === 'failed' ? 'state faulty' : 'state'}>
        <Icon name={STATE_ICONS[report.state]} /> {reports.states[report.state]}
      </p>
      {report.state === 'failed' && <p>{reports.list.failure(report.failure ?? '?')}</p>}
      {report.state === 'ready' && <Files report={report} model={model} locale={locale} />}
    </li>
  );
}

function Files({ report, model, locale }: Props & { readonly report: ReportView }) {
  const { formatUses, list } = locale.t.records.reports;
  const link = (format: ReportFormat) => (
    <li key={format}>
      <a
        class="button"
        href={model.reportHref(report.id, format)}
        download
        aria-label={list.download(FORMAT_NAMES[format], reportPeriod(report, locale.language))}
      >
        {FORMAT_NAMES[format]} <small>{formatUses[format]}</small>
      </a>
    </li>
  );
  return <ul class="files">{REPORT_FORMATS_SHOWN.map(link)}</ul>;
}
