import type { AlarmFiguresView, AlarmPlace, AlarmPoint } from '#contract/alarmFigures.js';
import { WAIT_CLASSES_MS } from '#contract/alarmFigures.js';
import type { QueryOf } from '#contract/api.js';
import type { Unit } from '#contract/statistics.js';
import { type AlarmSums, alarmSums, closingsIn, type PlaceAlarms } from './alarmSums.js';
import { dayStart } from './calendar.js';
import type { CellPopulation } from './cellSource.js';
import { figuresOf } from './figures.js';
import { checkSpans } from './grouping.js';
import { delayClasses, delayOf } from './measures/delay.js';
import { type RateLimits, uChart } from './measures/uChart.js';
import { wilson } from './measures/wilson.js';
import { keyOf, spans } from './period.js';
import { type Places, periodOf, populationView } from './question.js';
import { asked, cellsByKey, type Readings } from './readings.js';
import { type CaseSource, caseFigures } from './trackedCases.js';

/** Alarms by the time they were raised. */
export interface AlarmFigureSource {
  /** Of ratings, by office, or by counter of the office asked for; places without an alarm are left out. */
  ratings(fromMs: number, toMs: number, office: string | undefined): readonly PlaceAlarms[];
  /** Raised by rates and equipment, and counters shelved, in the period. */
  others(
    fromMs: number,
    toMs: number,
    office: string | undefined,
  ): {
    readonly rate: number;
    readonly equipment: ReadonlyArray<{ readonly code: string; readonly count: number }>;
    readonly shelvings: number;
  };
}

type AlarmReadings = Readings & { readonly alarms: AlarmFigureSource; readonly cases: CaseSource };

/** How often citizens raised an alarm, how long they waited for somebody, and why they were unhappy. */
export class AlarmFigureDesk {
  constructor(private readonly readings: AlarmReadings) {}

  /** Throws `CodedError` as every question does. An alarm counts when it was raised, a window when it was issued. */
  alarmFigures(query: QueryOf<'alarmFigures'>): AlarmFiguresView {
    const { unit } = query;
    const { alarms, cases, clock, places } = this.readings;
    const population = asked(this.readings, query);
    checkSpans(population, unit);
    const { fromMs, toMs, office } = population;
    const found = alarms.ratings(fromMs, toMs, office);
    const sums = alarmSums(found);
    const { rate, equipment, shelvings } = alarms.others(fromMs, toMs, office);
    return {
      asked: populationView(population),
      unit,
      ...countsOf(sums),
      ...delaysOf(sums),
      shelvings,
      closings: closingsIn(sums),
      places: placesOf(found, places(), office),
      other: { rate, equipment: Object.fromEntries(equipment.map(({ code, count }) => [code, count])) },
      cases: caseFigures(cases.within(fromMs, toMs, office), fromMs, toMs, clock.wall()),
      ...this.course(population, unit, sums),
    };
  }

  /** Alarms per 100 windows, span by span. */
  private course(population: CellPopulation, unit: Unit, { days }: AlarmSums) {
    const raisedIn = new Map<string, number>();
    for (const [day, raised] of days) {
      const key = keyOf(unit, dayStart(day));
      raisedIn.set(key, (raisedIn.get(key) ?? 0) + raised);
    }
    const cells = cellsByKey(this.readings, population, unit);
    const points = spans(periodOf(population), unit).map(({ key }) => {
      const cell = cells.get(key);
      const windows = cell === undefined ? 0 : figuresOf(cell.counts, cell.running).windows;
      return { key, count: raisedIn.get(key) ?? 0, of: windows };
    });
    const { centre, limits } = uChart(points);
    return {
      ...(centre === undefined ? {} : { centre }),
      points: points.map((point, index) => alarmPoint(point, limits[index])),
    };
  }
}

function countsOf({ raised, high, departed, escalated, toAcknowledge, toClose }: AlarmSums) {
  const acknowledged = toAcknowledge.length;
  const attended = wilson(acknowledged, acknowledged + departed);
  return {
    ...{ raised, medium: raised - high, high, acknowledged, departed, closed: toClose.length, escalated },
    ...(attended === undefined ? {} : { attended }),
  };
}

function delaysOf(sums: AlarmSums) {
  const toAcknowledge = delayOf(sums.toAcknowledge);
  const toClose = delayOf(sums.toClose);
  return {
    ...(toAcknowledge === undefined ? {} : { toAcknowledge }),
    ...(toClose === undefined ? {} : { toClose }),
    waits: delayClasses(sums.toAcknowledge, WAIT_CLASSES_MS),
  };
}

/** In the order of the site; what it no longer has comes last. */
function placesOf(found: readonly PlaceAlarms[], places: Places, office: string | undefined): AlarmPlace[] {
  const known =
    office === undefined
      ? [...places.keys()]
      : [...(places.get(office) ?? [])].map((id) => `${office}/${id}`);
  const order = new Map(known.map((key, at) => [key, at] as const));
  const at = ({ place }: PlaceAlarms): number => order.get(place) ?? known.length;
  return [...found]
    .sort((one, other) => at(one) - at(other))
    .map(({ place, raised, departed, toAcknowledge }) => {
      const delay = delayOf(toAcknowledge);
      return {
        ...{ key: place, raised, acknowledged: toAcknowledge.length, departed },
        ...(delay === undefined ? {} : { toAcknowledge: delay }),
      };
    });
}

const alarmPoint = (
  { key, count, of }: { key: string; count: number; of: number },
  limits: RateLimits | undefined,
): AlarmPoint => ({ key, alarms: count, windows: of, ...limits });
