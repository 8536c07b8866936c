import { imports } from '#words/imports.js';
import { FiguresFrame } from '../figures/FiguresFrame.js';
import { ColumnList } from '../records/ColumnList.js';
import { ImportForm } from '../records/ImportForm.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { ImprovementSection } from './ImprovementSection.js';
import { MakeForm } from './MakeForm.js';
import { OpenDataSection } from './OpenDataSection.js';
import { ReportList } from './ReportList.js';
import type { ReportsModel } from './reportsModel.js';

interface Props {
  readonly model: ReportsModel;
  readonly choice: LocaleChoice;
}

/** What is handed in and published, and what was done because of the figures. */
export function ReportsPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  return (
    <FiguresFrame page="reports" model={model.frame} choice={choice}>
      <p class="muted">{locale.t.records.reports.lead}</p>
      <MakeForm model={model} locale={locale} />
      <ReportList model={model} locale={locale} />
      <ImprovementSection model={model} locale={locale} />
      <OpenDataSection model={model} locale={locale} />
      <EarlierRatings model={model} locale={locale} />
    </FiguresFrame>
  );
}

/** Seldom needed, so folded. */
function EarlierRatings({ model, locale }: { readonly model: ReportsModel; readonly locale: Locale }) {
  const { import: words } = locale.t.records.reports;
  return (
    <details class="card">
      <summary>{words.heading}</summary>
      <div class="folded">
        <p>{words.note}</p>
        <ImportForm id="ratings" model={model.brought} locale={locale} done={undefined} />
        <ColumnList columns={imports.ratingColumns} locale={locale} />
      </div>
    </details>
  );
}
