import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chart } from '../../charts/chart.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import { DataTableView } from './DataTableView.js';
import { DrawnChart } from './drawnChart.js';

interface Props {
  readonly chart: Chart;
  readonly locale: Locale;
  /** Level of its heading on the page; 3 unless told. */
  readonly level?: 2 | 3 | 4;
  /** Drawn no narrower than this many CSS px; a narrower place scrolls. */
  readonly minWidth?: number;
}

/** A chart with its title, what it shows in one sentence, and its numbers behind a disclosure. */
export function ChartFigure({ chart, locale, level = 3, minWidth = 0 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <figure class="chart">
      <figcaption>
        <Heading>{chart.title}</Heading>
        <p class="reading">{chart.reading}</p>
      </figcaption>
      {minWidth > 0 ? (
        <Scrollable label={chart.title}>
          <Drawing chart={chart} minWidth={minWidth} />
        </Scrollable>
      ) : (
        <Drawing chart={chart} minWidth={0} />
      )}
      <Numbers chart={chart} locale={locale} />
    </figure>
  );
}

/** One picture to a screen reader; the sentence and the table beside it say what is in it. */
function Drawing({ chart, minWidth }: { readonly chart: Chart; readonly minWidth: number }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart>(undefined);
  useEffect(() => {
    if (place.current === null) return;
    const made = new DrawnChart(place.current, window);
    drawn.current = made;
    return () => made.end();
  }, []);
  useEffect(() => drawn.current?.show(chart), [chart]);
  return (
    <div
      ref={place}
      class="drawing"
      role="img"
      aria-label={`${chart.title}. ${chart.reading}`}
      style={{ minWidth: `${minWidth}px` }}
    />
  );
}

/** The table is made when it is opened: that of many counters over many days has thousands of cells. */
function Numbers({ chart, locale }: { readonly chart: Chart; readonly locale: Locale }) {
  const { statistics } = locale.t;
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{statistics.table}</summary>
      {open && <DataTableView table={chart.table} label={statistics.tableOf(chart.title)} />}
    </details>
  );
}
