import type { Phrase } from '#words/language.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly columns: Readonly<Record<string, Phrase>>;
  readonly locale: Locale;
}

/** What the columns of a file are called; either language is understood. */
export function ColumnList({ columns, locale }: Props) {
  const { imports } = locale.t.records;
  return (
    <section>
      <h3>{imports.columnsHeading}</h3>
      <ul class="columns">
        {Object.entries(columns).map(([key, { zh, en }]) => (
          <li key={key}>
            {zh} <code>{en}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
