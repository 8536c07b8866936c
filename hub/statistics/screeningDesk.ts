import type { QueryOf } from '#contract/api.js';
import type { Screening, ScreeningView } from '#contract/statistics.js';
import { LEVELS, type Level } from '#contract/values.js';
import { CodedError } from '#platform/errors.js';
import type { ClerkPress } from '../store/keyPresses.js';
import { DAY_MS } from './calendar.js';
import type { Cell, CellPopulation } from './cellSource.js';
import type { Counts } from './counts.js';
import { figuresOf } from './figures.js';
import { screenPresses } from './measures/selfPress.js';
import { wilson } from './measures/wilson.js';
import { populationView } from './question.js';
import { asked, type Readings } from './readings.js';
import { sumOf } from './shares.js';

export interface PressSource {
  /** An office's ratings in the order of issue, excluded ones left out. Read to the end before anything else is asked. */
  inOrder(office: string, fromMs: number, toMs: number): Iterable<ClerkPress>;
}

/** Runs can be told only from every single rating; a year of one office is as far as anybody needs to look at once. */
const MOST_DAYS = 366;

/** Clerks at counters whose ratings look unlike those of citizens: flags, no accusation (S9). */
export class ScreeningDesk {
  constructor(private readonly readings: Readings & { readonly presses: PressSource }) {}

  /** Throws `CodedError` as every question does. Names only whom a flag asks somebody to look at. */
  screening(query: QueryOf<'screening'>): ScreeningView {
    const { viewer: _, ...whom } = query;
    const population = asked(this.readings, whom);
    checkLength(population);
    const cells = this.readings.cells.cells({ population, by: ['clerk', 'counter'] });
    const office = sumOf(cells).counts;
    const { fromMs, toMs } = population;
    const runs = longestRuns(this.readings.presses.inOrder(query.office, fromMs, toMs));
    const items = cells.map((cell) => screeningOf(cell, office, runs));
    return {
      asked: populationView(population),
      items: items.filter((item) => item !== undefined && item.flags.length > 0) as Screening[],
    };
  }
}

function checkLength({ fromMs, toMs }: CellPopulation): void {
  const days = Math.ceil((toMs - fromMs) / DAY_MS);
  if (days <= MOST_DAYS) return;
  throw new CodedError(
    'statistics/bad-range',
    `the period has ${days} days; expected at most ${MOST_DAYS}, because every rating is looked at`,
  );
}

type Run = Screening['longestRun'];

/** The longest run of one level of each clerk at each counter. */
export function longestRuns(presses: Iterable<ClerkPress>): Map<string, Run> {
  const longest = new Map<string, Run>();
  const running = new Map<string, Run>();
  for (const { clerk, counter, level } of presses) {
    const key = keyOfPair(clerk, counter);
    const before = running.get(key);
    const run = { level: level as Level, length: before?.level === level ? before.length + 1 : 1 };
    running.set(key, run);
    if (run.length > (longest.get(key)?.length ?? 0)) longest.set(key, run);
  }
  return longest;
}

/** Joined by a character that no reference may contain. */
const keyOfPair = (clerk: string, counter: string): string => `${clerk}\n${counter}`;

function screeningOf(cell: Cell, office: Counts, runs: ReadonlyMap<string, Run>): Screening | undefined {
  const [clerk = '', place = ''] = cell.keys;
  const counter = place.slice(place.indexOf('/') + 1);
  const longestRun = runs.get(keyOfPair(clerk, counter));
  if (longestRun === undefined) return undefined;
  const { rated, responseRate } = figuresOf(cell.counts, 0);
  const timed = answerClasses(cell.counts).reduce((sum, count) => sum + count, 0);
  const quick = wilson(cell.counts.answer1s, timed);
  const flags = screenPresses({
    ratings: rated,
    responseRate,
    quick,
    longestRun,
    shareOfRunLevel: shareOfLevel(office, longestRun.level as Level),
    answerClasses: answerClasses(cell.counts),
    officeAnswerClasses: answerClasses(office),
  });
  return {
    clerk,
    counter,
    ratings: rated,
    ...(responseRate === undefined ? {} : { responseRate }),
    ...(quick === undefined ? {} : { quick }),
    longestRun,
    flags,
  };
}

function shareOfLevel(counts: Counts, level: Level): number {
  const all = LEVELS.reduce((sum, each) => sum + counts[`c${each}`], 0);
  return all === 0 ? 0 : counts[`c${level}`] / all;
}

const answerClasses = ({ answer1s, answer5s, answer10s, answer20s, answerLater }: Counts): number[] => [
  answer1s,
  answer5s,
  answer10s,
  answer20s,
  answerLater,
];
