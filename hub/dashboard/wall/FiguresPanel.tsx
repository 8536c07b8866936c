import type { Figures } from '#contract/figures.js';
import type { Locale } from '../ui/locale.js';
import { mean, type Rate, rate, windowCounts } from './figureRows.js';

interface Props {
  readonly figures: Figures;
  readonly locale: Locale;
}

/** Today at a glance: the satisfaction large, and the two rates that say what it is worth (S1). */
export function FiguresPanel({ figures, locale }: Props) {
  const { t } = locale;
  const f = t.wall.figures;
  return (
    <section class="card figures" aria-labelledby="figures-heading">
      <h2 id="figures-heading">{f.heading}</h2>
      <div class="rates">
        <RateFigure rate={rate(f.satisfaction, figures.satisfaction, t)} locale={locale} large />
        <RateFigure rate={rate(f.responseRate, figures.responseRate, t)} locale={locale} />
        <RateFigure rate={rate(f.coverage, figures.coverage, t)} locale={locale} />
        <div class="rate">
          <p class="name">{f.mean}</p>
          <p class="value">{mean(figures) ?? '–'}</p>
          <p class="small muted">{f.meanOf}</p>
        </div>
      </div>
      <dl class="counts">
        {windowCounts(figures, t)
          .slice(0, 6)
          .map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

interface RateProps {
  readonly rate: Rate;
  readonly locale: Locale;
  readonly large?: boolean;
}

function RateFigure({ rate: { name, value, interval, basis, drawn }, locale, large = false }: RateProps) {
  const f = locale.t.wall.figures;
  return (
    <div class={large ? 'rate large' : 'rate'}>
      <p class="name">{name}</p>
      <p class="value">{value ?? '–'}</p>
      {drawn && <IntervalBar {...drawn} />}
      {interval && <p class="small muted">{f.interval(interval.low, interval.high)}</p>}
      <p class="small muted">{basis}</p>
    </div>
  );
}

/** The interval on a line from 0 to 100 %, with the value as a mark; the text beside it says the same. */
function IntervalBar({ value, low, high }: { value: number; low: number; high: number }) {
  return (
    <svg
      class="interval"
      viewBox="0 0 200 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="whole" x="0" y="4.5" width="200" height="3" rx="1.5" />
      <rect class="band" x={low * 200} y="3" width={Math.max(1, (high - low) * 200)} height="6" rx="2" />
      <rect class="mark" x={Math.min(198, Math.max(0, value * 200 - 1))} y="0" width="2" height="12" />
    </svg>
  );
}
