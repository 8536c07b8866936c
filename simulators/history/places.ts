import type { IssuanceKind, Level } from '#contract/values.js';
import { dayNumber } from './calendar.js';
import type { Mood, Moods } from './moods.js';
import { Staff } from './staff.js';

/** What of a site a history is about. A counter without a box opens no window: all of its windows are missed. */
export interface HistorySite {
  readonly offices: ReadonlyArray<{
    readonly id: string;
    readonly alarmLevels: readonly Level[];
    readonly counters: ReadonlyArray<{
      readonly id: string;
      readonly windowMs: number;
      readonly box?: string;
    }>;
  }>;
}

/** A counter as the history knows it. */
export interface Place {
  readonly officeIndex: number;
  readonly office: string;
  readonly alarmLevels: readonly Level[];
  readonly counter: string;
  /** Its place among the counters of the office. */
  readonly position: number;
  readonly box: string | null;
  readonly windowMs: number;
  readonly mood: Omit<Mood, 'traffic'>;
  /** Against the mean of the site. */
  readonly traffic: number;
  readonly staff: Staff;
  /** Who takes the office's alarms, first to last. */
  readonly chain: readonly string[];
  readonly numbers: DocumentNumbers;
}

/** Every counter of the site, in its order. */
export function placesOf({ offices }: HistorySite, moods: Moods, untilMs: number): Place[] {
  const places = offices.flatMap(({ id, alarmLevels, counters }, officeIndex) => {
    const mood = moods.of('office', id);
    const staff = new Staff(officeIndex, counters.length, dayNumber(untilMs));
    const chain = staff.supervisors();
    const numbers = new DocumentNumbers();
    return counters.map(({ id: counter, windowMs, box }, position) => {
      const own = moods.of('counter', `${id}/${counter}`);
      return {
        ...{ officeIndex, office: id, alarmLevels, counter, position, windowMs, staff, chain, numbers },
        box: box ?? null,
        mood: {
          silence: mood.silence * own.silence,
          dissatisfaction: mood.dissatisfaction * own.dissatisfaction,
          delight: mood.delight * own.delight,
        },
        traffic: mood.traffic * own.traffic,
      };
    });
  });
  const mean = places.reduce((sum, { traffic }) => sum + traffic, 0) / places.length;
  return places.map((place) => ({ ...place, traffic: place.traffic / mean }));
}

/** Numbers of an office's documents by kind, anew each ROC year, such as `115-R000017`. */
class DocumentNumbers {
  private year = 0;
  private readonly last: Record<IssuanceKind, number> = { receipt: 0, notice: 0 };

  next(kind: IssuanceKind, rocYear: number): string {
    if (rocYear !== this.year) {
      this.year = rocYear;
      this.last.receipt = 0;
      this.last.notice = 0;
    }
    const letter = kind === 'receipt' ? 'R' : 'N';
    return `${rocYear}-${letter}${String(++this.last[kind]).padStart(6, '0')}`;
  }
}
