import { factor, namedRandom } from '../random.js';
import { dayNumber } from './calendar.js';

/** How the citizens of a place or clerk differ from those of the city; each a factor of mean 1. */
export interface Mood {
  readonly silence: number;
  readonly dissatisfaction: number;
  /** On how often the content press 5 rather than 4. */
  readonly delight: number;
  readonly traffic: number;
}

/** How far places and clerks differ. */
const SPREAD = {
  office: { silence: 0.05, dissatisfaction: 0.25, delight: 0.2, traffic: 0.15 },
  counter: { silence: 0.03, dissatisfaction: 0.12, delight: 0.1, traffic: 0.12 },
  clerk: { silence: 0, dissatisfaction: 0.3, delight: 0.25, traffic: 0 },
} as const;

/** Every office's day is a little different too, more than chance alone would have it. */
const DAY_SPREAD = 0.12;

/** Once a year one office has a bad month: so many days before the end of the history, and again a year before that. */
const BAD_MONTH = { beforeEnd: 150, days: 30, every: 365, factor: 3.5 } as const;
/** The office that has it is another one each year. */
const NEXT_OFFICE = 7;

/** The moods of everybody in a history, always the same for the same seed. */
export class Moods {
  private readonly known = new Map<string, Mood>();
  private readonly lastDay: number;

  constructor(
    private readonly seed: number,
    private readonly offices: number,
    untilMs: number,
  ) {
    this.lastDay = dayNumber(untilMs);
  }

  of(what: keyof typeof SPREAD, name: string): Mood {
    const key = `${what} ${name}`;
    let mood = this.known.get(key);
    if (mood === undefined) {
      const random = namedRandom(this.seed, key);
      const { silence, dissatisfaction, delight, traffic } = SPREAD[what];
      mood = {
        silence: factor(random, silence),
        dissatisfaction: factor(random, dissatisfaction),
        delight: factor(random, delight),
        traffic: factor(random, traffic),
      };
      this.known.set(key, mood);
    }
    return mood;
  }

  /** On the dissatisfaction of an office on a day. */
  ofDay(office: number, day: number): number {
    const chance = factor(namedRandom(this.seed, `day ${office} ${day}`), DAY_SPREAD);
    return this.isBad(office, day) ? chance * BAD_MONTH.factor : chance;
  }

  private isBad(office: number, day: number): boolean {
    const since = this.lastDay - day;
    const year = Math.floor(since / BAD_MONTH.every);
    const within = since - year * BAD_MONTH.every;
    const its = (1 + NEXT_OFFICE * year) % this.offices;
    return office === its && within <= BAD_MONTH.beforeEnd && within > BAD_MONTH.beforeEnd - BAD_MONTH.days;
  }
}
