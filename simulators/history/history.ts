import type { Temper } from '../people/citizen.js';
import { nextErrand } from '../people/errand.js';
import { exponential, namedRandom, type Random, seededRandom } from '../random.js';
import { aftermathOf } from './aftermath.js';
import { arrivalsOf, USUAL_VISITS } from './arrivals.js';
import { type WorkingDay, workingDays } from './calendar.js';
import { Moods } from './moods.js';
import type { PastEnd, PastWindow } from './pastWindow.js';
import { type HistorySite, type Place, placesOf } from './places.js';
import { TimedIds } from './timedIds.js';
import { endOf, missed } from './visit.js';

export interface HistoryOptions {
  readonly site: HistorySite;
  /** Windows are issued from here on, and whatever happened to them happened before `untilMs`. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly seed: number;
  /** Of the citizens; as in the worked values of the figures if not given. */
  readonly temper?: Temper;
}

/** 231 of 634 windows rated, and 34 of 976 ratings dissatisfied: the worked values of response rate and p-chart. */
export const pastTemper: Temper = { silence: 1 - 231 / 634, dissatisfaction: 34 / 976 };

const HOUR_MS = 3_600_000;
const NOON_HOUR = 4;
/** The box of a counter is out of reach on so many days, for so long on average. */
const OUTAGE = { chance: 0.012, meanMs: 1.5 * HOUR_MS } as const;

/** A window about to be: when and where a document is issued. */
interface Draft {
  readonly issuedMs: number;
  readonly place: Place;
  /** The counter's box is out of reach. */
  readonly cutOff: boolean;
}

/**
 * Rating windows that could have been, with one issuance each, in the order of their issuance, which is also that of
 * their ids. Always the same for the same options.
 */
export function* pastWindows(options: HistoryOptions): Generator<PastWindow> {
  const maker = new HistoryMaker(options);
  for (const day of workingDays(options.fromMs, options.untilMs)) {
    for (const draft of maker.draftsOf(day)) {
      const window = maker.window(day, draft);
      if (window.endedMs < options.untilMs) yield window;
    }
  }
}

class HistoryMaker {
  private readonly moods: Moods;
  private readonly places: readonly Place[];
  private readonly ids: TimedIds;
  private readonly temper: Temper;
  private random: Random;
  /** On the dissatisfaction of each office today. */
  private moodsToday: number[] = [];

  constructor(private readonly options: HistoryOptions) {
    const { site, seed, untilMs, temper = pastTemper } = options;
    this.random = seededRandom(seed);
    this.ids = new TimedIds(seededRandom(~seed));
    this.moods = new Moods(seed, site.offices.length, untilMs);
    this.places = placesOf(site, this.moods, untilMs);
    this.temper = temper;
  }

  /** What is issued on a day, in order. */
  draftsOf(day: WorkingDay): Draft[] {
    const { fromMs, seed, site } = this.options;
    this.random = seededRandom(seed ^ Math.imul(day.number, 0x9e3779b1));
    this.moodsToday = site.offices.map((_, office) => this.moods.ofDay(office, day.number));
    return this.places
      .flatMap((place) => this.draftsAt(place, day))
      .filter(({ issuedMs }) => issuedMs >= fromMs)
      .sort((one, other) => one.issuedMs - other.issuedMs);
  }

  window(day: WorkingDay, { issuedMs, place, cutOff }: Draft): PastWindow {
    const { random, ids } = this;
    const { kind, service } = nextErrand(random);
    const id = ids.next(issuedMs);
    const issuance = ids.next(issuedMs);
    const clerk = place.staff.at(place.position, day.number, isNoon(day, issuedMs));
    const end = this.endOf(place, clerk, kind, issuedMs, cutOff);
    const { voidedMs, flagged, alarm, exclusion } = aftermathOf(random, end, {
      alarmLevels: place.alarmLevels,
      chain: place.chain,
      later: () => namedRandom(this.options.seed, id),
      untilMs: this.options.untilMs,
    });
    return {
      id,
      office: place.office,
      counter: place.counter,
      clerk,
      kind,
      service,
      box: place.box,
      issuedMs,
      lengthMs: place.windowMs,
      issuance: { id: issuance, number: place.numbers.next(kind, day.rocYear), voidedMs },
      openedMs: end.openedMs,
      closesMs: end.closesMs,
      endedMs: end.endedMs,
      outcome: end.outcome,
      reason: end.reason,
      level: end.level,
      afterMs: end.afterMs,
      extraPresses: end.extraPresses,
      extended: end.extended,
      flagged,
      alarm: alarm === null ? null : { id: ids.next(issuedMs), ...alarm },
      exclusion,
    };
  }

  private draftsAt(place: Place, day: WorkingDay): Draft[] {
    const { random } = this;
    const arrivals = arrivalsOf(random, day, place.position, USUAL_VISITS * place.traffic);
    const isOut = random() < OUTAGE.chance;
    const outFrom = day.opensMs + random() * day.hours.length * HOUR_MS;
    const outUntil = isOut ? outFrom + exponential(random, OUTAGE.meanMs) : outFrom;
    return arrivals.map((issuedMs) => ({
      issuedMs,
      place,
      cutOff: issuedMs >= outFrom && issuedMs < outUntil,
    }));
  }

  private endOf(
    place: Place,
    clerk: string,
    kind: PastWindow['kind'],
    issuedMs: number,
    cutOff: boolean,
  ): PastEnd {
    if (place.box === null) return missed('no-box', issuedMs, null, 0);
    if (cutOff) return missed('box-offline', issuedMs, null, 0);
    const { mood } = place;
    const theirs = this.moods.of('clerk', `${place.office}/${clerk}`);
    const today = this.moodsToday[place.officeIndex] ?? 1;
    return endOf(this.random, issuedMs, {
      kind,
      lengthMs: place.windowMs,
      silence: this.temper.silence * mood.silence,
      dissatisfaction: this.temper.dissatisfaction * mood.dissatisfaction * theirs.dissatisfaction * today,
      delight: mood.delight * theirs.delight,
    });
  }
}

const isNoon = ({ opensMs, hours }: WorkingDay, issuedMs: number): boolean =>
  hours.length > NOON_HOUR && Math.floor((issuedMs - opensMs) / HOUR_MS) === NOON_HOUR;
