import type { Figures } from '#contract/figures.js';
import type { StatisticsView } from '#contract/statistics.js';
import { decimalText, NOTHING, whole } from '../../charts/text.js';
import { BigFigure } from '../figures/BigFigure.js';
import { differenceWords } from '../figures/difference.js';
import { MEASURES } from '../figures/measures.js';
import type { Question } from '../figures/question.js';
import type { Locale } from '../ui/locale.js';
import { index, mean, rate } from '../wall/figureRows.js';
import type { Alarms } from './overviewModel.js';

interface Props {
  readonly view: StatisticsView;
  readonly alarms: Question<Alarms>;
  readonly locale: Locale;
}

/** The numbers one came for, each with its interval and beside the period before. */
export function KeyFigures({ view, alarms, locale }: Props) {
  const { statistics } = locale.t;
  return (
    <section aria-labelledby="key-figures">
      <h2 id="key-figures" class="unseen">
        {statistics.overview.figures}
      </h2>
      <div class="figures-grid">
        <Shares view={view} locale={locale} />
        <Scores view={view} locale={locale} />
        <AlarmCount alarms={alarms.answer.value.value} locale={locale} />
      </div>
    </section>
  );
}

function Shares({ view, locale }: Omit<Props, 'alarms'>) {
  const { t } = locale;
  const { total, against } = view;
  return MEASURES.map((measure) => {
    const { name, value, interval, basis, drawn } = rate(t.wall.figures[measure], total[measure], t);
    return (
      <BigFigure
        key={measure}
        name={name}
        value={value ?? NOTHING}
        interval={drawn}
        lines={[...(interval ? [t.wall.figures.interval(interval.low, interval.high)] : []), basis]}
        difference={differenceWords(total[measure], against?.total[measure], against?.[measure], t)}
      />
    );
  });
}

/** Mean and index, with the interval that the spread of the answers gives. */
function Scores({ view, locale }: Omit<Props, 'alarms'>) {
  const { t } = locale;
  const { overview } = t.statistics;
  const { total, against } = view;
  const before = (score: (figures: Figures) => string | undefined): string => {
    const former = against && score(against.total);
    return former === undefined ? overview.against.none : overview.against.number(former);
  };
  const interval = (scale: (score: number) => string): string[] =>
    total.spread === undefined
      ? []
      : [overview.meanInterval(scale(total.spread.low), scale(total.spread.high))];
  return (
    <>
      <BigFigure
        name={t.wall.figures.mean}
        value={mean(total) ?? NOTHING}
        lines={[...interval((score) => score.toFixed(2)), t.wall.figures.meanOf]}
        difference={before(mean)}
      />
      <BigFigure
        name={t.wall.figures.index}
        value={index(total) ?? NOTHING}
        lines={interval((score) => (25 * (score - 1)).toFixed(1))}
        difference={before(index)}
      />
    </>
  );
}

function AlarmCount({ alarms, locale }: { readonly alarms: Alarms | undefined; readonly locale: Locale }) {
  const { overview } = locale.t.statistics;
  if (alarms === undefined) return null;
  const { now, before } = alarms;
  return (
    <BigFigure
      name={overview.alarms}
      value={whole(now.raised)}
      lines={[
        ...(now.centre === undefined ? [] : [overview.perHundred(decimalText(now.centre))]),
        overview.levels(now.medium, now.high),
      ]}
      difference={overview.against.number(
        before.centre === undefined
          ? whole(before.raised)
          : `${whole(before.raised)} (${overview.perHundred(decimalText(before.centre))})`,
      )}
    />
  );
}
