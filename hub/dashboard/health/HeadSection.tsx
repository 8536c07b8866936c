import type { JournalHead } from '#contract/care.js';
import { formatDate } from '#words/dates.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { headsName, headsText } from './headsFile.js';
import type { HealthModel } from './healthModel.js';

interface Props {
  readonly model: HealthModel;
  readonly locale: Locale;
}

const SHOWN = 10;

/** Daily heads of the journal, to be kept away from the hub (D5). */
export function HeadSection({ model, locale }: Props) {
  const { heads: words } = locale.t.health;
  const heads = model.heads.value;
  if (heads === undefined) return null;
  return (
    <section class="card" aria-labelledby="heads-heading">
      <h2 id="heads-heading">{words.heading}</h2>
      <p>{words.note}</p>
      {heads.length === 0 ? <p>{words.none}</p> : <Heads heads={heads} locale={locale} />}
    </section>
  );
}

function Heads({ heads, locale }: { readonly heads: readonly JournalHead[]; readonly locale: Locale }) {
  const { heads: words } = locale.t.health;
  return (
    <>
      <p>
        <button type="button" class="button" onClick={() => save(headsName(heads), headsText(heads))}>
          {words.download}
        </button>
      </p>
      <Scrollable label={words.heading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" class="number">
                {words.number}
              </th>
              <th scope="col">{words.hash}</th>
            </tr>
          </thead>
          <tbody>
            {heads.slice(0, SHOWN).map(({ day, number, hash }) => (
              <tr key={day}>
                <th scope="row">{formatDate(`${day}T12:00:00+08:00`, locale.language)}</th>
                <td class="number">{number}</td>
                <td>
                  <code class="hash">{hash}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </>
  );
}

/** Hands a text to the browser to keep as a file. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
