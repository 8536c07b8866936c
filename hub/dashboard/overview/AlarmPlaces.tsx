import { useState } from 'preact/hooks';
import type { AlarmFiguresView, AlarmPlace } from '#contract/alarmFigures.js';
import type { DataTable } from '../../charts/chart.js';
import { NOTHING, whole } from '../../charts/text.js';
import { DataTableView } from '../charts/DataTableView.js';
import type { Locale } from '../ui/locale.js';

interface Props {
  readonly view: AlarmFiguresView;
  readonly name: (key: string) => string;
  readonly locale: Locale;
}

/** Alarms of each counter, or of each office of the city, in the order of the site: nothing is ranked (S6). */
export function AlarmPlaces({ view, name, locale }: Props) {
  const { heading } = locale.t.statistics.overview.places;
  const [open, setOpen] = useState(false);
  return (
    <div class="chart">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{heading}</summary>
        {open && <DataTableView table={placeTable(view, name, locale)} label={heading} />}
      </details>
    </div>
  );
}

function placeTable(view: AlarmFiguresView, name: Props['name'], { t }: Locale): DataTable {
  const { places } = t.statistics.overview;
  const place = view.asked.office === undefined ? places.office : places.counter;
  const time = (ms: number | undefined): string => (ms === undefined ? NOTHING : t.pages.duration(ms));
  const head = [
    place,
    t.charts.columns.alarms,
    places.acknowledged,
    places.departed,
    places.median,
    places.longest,
  ];
  return {
    head,
    numeric: head.map((_text, column) => column > 0),
    rows: view.places.map(({ key, raised, acknowledged, departed, toAcknowledge }: AlarmPlace) => [
      name(key),
      whole(raised),
      whole(acknowledged),
      whole(departed),
      time(toAcknowledge?.median),
      time(toAcknowledge?.longest),
    ]),
  };
}
