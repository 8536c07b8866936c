import { imports } from '#words/imports.js';
import { ColumnList } from '../records/ColumnList.js';
import { ImportForm } from '../records/ImportForm.js';
import type { Locale } from '../ui/locale.js';
import type { SurveysModel } from './surveysModel.js';

interface Props {
  readonly model: SurveysModel;
  readonly locale: Locale;
}

const LONG = '項目,期別,非常滿意,滿意,不清楚,不滿意,非常不滿意\n評分系統,6月,1407,1236,334,4,0';
const WIDE = '中間選項,不清楚\n項目,6月,8月\n評分系統,1407/1236/334/4/0,1774/1185/52/0/0';

export function ImportSection({ model, locale }: Props) {
  const { import: words } = locale.t.records.surveys;
  const id = model.brought.report.value?.id;
  return (
    <section class="card" aria-labelledby="import-heading">
      <h2 id="import-heading">{words.heading}</h2>
      <p>{words.note}</p>
      <ImportForm
        id="survey"
        model={model.brought}
        locale={locale}
        done={
          id !== undefined && (
            <p>
              <button type="button" class="button" onClick={() => model.show(id)}>
                {words.open}
              </button>
            </p>
          )
        }
      />
      <details>
        <summary>{words.layouts}</summary>
        <div class="folded">
          <p>{words.lines}</p>
          <ColumnList columns={imports.surveyColumns} locale={locale} />
          <h3>{words.long}</h3>
          <pre class="sample">{LONG}</pre>
          <h3>{words.wide}</h3>
          <pre class="sample">{WIDE}</pre>
        </div>
      </details>
    </section>
  );
}
