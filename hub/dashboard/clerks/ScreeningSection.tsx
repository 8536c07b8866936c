import type { Screening } from '#contract/statistics.js';
import type { Level } from '#contract/values.js';
import { Answer } from '../records/Answer.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { SideCell } from './BesideTable.js';
import { side } from './besideRows.js';
import { byName } from './clerkOrder.js';
import type { ClerksModel } from './clerksModel.js';
import { SCREENS_SHOWN, type Screen } from './screens.js';

interface Props {
  readonly model: ClerksModel;
  readonly locale: Locale;
}

/** Flags, not accusations (S9): folded away, asked for only when opened, each with what else may be behind it. */
export function ScreeningSection({ model, locale }: Props) {
  const { screening } = locale.t.records.clerks;
  return (
    <details
      class="card screening"
      open={model.screeningOpen.value}
      onToggle={(event) => {
        model.screeningOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{screening.heading}</summary>
      <div class="folded">
        <p>{screening.intro}</p>
        <Answer question={model.screening} locale={locale}>
          {({ items }) => <Flagged items={items} model={model} locale={locale} />}
        </Answer>
        <Meanings locale={locale} />
      </div>
    </details>
  );
}

function Meanings({ locale }: { readonly locale: Locale }) {
  const { screening, flags, flagsWhy } = locale.t.records.clerks;
  return (
    <section aria-labelledby="meanings-heading">
      <h3 id="meanings-heading">{screening.what}</h3>
      <dl class="meanings">
        {SCREENS_SHOWN.map((flag) => (
          <div key={flag}>
            <dt>{flags[flag]}</dt>
            <dd>{flagsWhy[flag]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Flagged({ items, model, locale }: Props & { readonly items: readonly Screening[] }) {
  const { screening } = locale.t.records.clerks;
  const flagged = items.filter(({ flags }) => flags.length > 0);
  if (flagged.length === 0) return <p role="status">{screening.none}</p>;
  const sorted = byName(flagged, ({ clerk, counter }) => `${clerk} ${counter}`);
  return (
    <Scrollable label={screening.heading}>
      <table>
        <caption class="unseen">{screening.heading}</caption>
        <thead>
          <tr>
            <th scope="col">{locale.t.records.clerks.list.name}</th>
            <th scope="col">{screening.counter}</th>
            <th scope="col">{screening.flag}</th>
            <th scope="col" class="number">
              {screening.response}
            </th>
            <th scope="col" class="number">
              {screening.quick}
            </th>
            <th scope="col">{screening.run}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <FlaggedRow key={`${one.clerk} ${one.counter}`} one={one} model={model} locale={locale} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

function FlaggedRow({ one, model, locale }: Props & { readonly one: Screening }) {
  const { t, language } = locale;
  const { screening, flags } = t.records.clerks;
  const { level, length } = one.longestRun;
  return (
    <tr>
      <th scope="row">{one.clerk}</th>
      <td>{model.frame.nameOf(`${model.frame.office.value}/${one.counter}`, language)}</td>
      <td>
        <ul class="flags">
          {one.flags.map((flag) => (
            <li key={flag}>{flags[flag as Screen]}</li>
          ))}
        </ul>
      </td>
      <SideCell side={side(one.responseRate, false, t)} locale={locale} />
      <SideCell side={side(one.quick, false, t)} locale={locale} />
      <td>{screening.runOf(t.levels[level as Level], length)}</td>
    </tr>
  );
}
