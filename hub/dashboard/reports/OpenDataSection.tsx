import type { OpenDataFile } from '#contract/reports.js';
import { formatSpan } from '#words/periods.js';
import { Answer } from '../records/Answer.js';
import type { Locale } from '../ui/locale.js';
import { byMonth } from './openDataMonths.js';
import type { ReportsModel } from './reportsModel.js';

interface Props {
  readonly model: ReportsModel;
  readonly locale: Locale;
}

/** What is published, newest month first, with the dictionary that explains it before all (S11). */
export function OpenDataSection({ model, locale }: Props) {
  const { openData } = locale.t.records.reports;
  return (
    <section class="card" aria-labelledby="open-data-heading">
      <h2 id="open-data-heading">{openData.heading}</h2>
      <p class="muted">{openData.note}</p>
      <Answer question={model.openData} locale={locale}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{openData.none}</p>
          ) : (
            <dl class="open-data">
              {byMonth(items).map(({ month, files }) => (
                <div key={month}>
                  <dt>{month === '' ? openData.dictionary : formatSpan('month', month, locale.language)}</dt>
                  {files.map((file) => (
                    <File key={file.name} file={file} model={model} />
                  ))}
                </div>
              ))}
            </dl>
          )
        }
      </Answer>
    </section>
  );
}

function File({ file: { name, bytes }, model }: Omit<Props, 'locale'> & { readonly file: OpenDataFile }) {
  return (
    <dd>
      <a class="target" href={model.openDataHref(name)} download>
        {name}
      </a>{' '}
      <small class="muted">{(bytes / 1_000).toFixed(1)} kB</small>
    </dd>
  );
}
