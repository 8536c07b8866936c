import type { CoveredKey, EquipmentView } from '#contract/statistics.js';
import type { Level } from '#contract/values.js';
import { whole } from '../../charts/text.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { CountersModel } from './countersModel.js';

interface Props {
  readonly view: EquipmentView;
  readonly model: CountersModel;
  readonly locale: Locale;
}

/** Keys that citizens seem unable to press (S8), each with the chance that it is nothing. */
export function CoveredKeys({ view, model, locale }: Props) {
  const { covered } = locale.t.statistics.counters;
  return (
    <section class="card" aria-labelledby="covered-heading">
      <h2 id="covered-heading">{covered.heading}</h2>
      {view.coveredKeys.length === 0 ? (
        <p class="note">{covered.none}</p>
      ) : (
        <ul class="lines">
          {view.coveredKeys.map((key) => (
            <li key={`${key.box} ${key.level}`}>
              <Icon name="warning" /> {line(key, model, locale)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function line(key: CoveredKey, { frame }: CountersModel, { t, language }: Locale): string {
  return t.statistics.counters.covered.line(
    frame.nameOf(`${key.office}/${key.counter}`, language),
    key.box,
    t.levels[key.level as Level],
    whole(key.ratings),
    `${(key.share * 100).toFixed(1)}%`,
    chanceText(key.chance),
  );
}

/** A chance under one in a thousand, as one in so many. */
const chanceText = (chance: number): string =>
  chance < 1e-9 ? '< 1 : 1,000,000,000' : `1 : ${whole(Math.round(1 / chance))}`;
