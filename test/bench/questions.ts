import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { openToRead, type Sqlite } from '#platform/sqlite.js';
import type { QuestionOf } from '../../hub/statistics/analyst.js';
import { askDesk } from '../../hub/statistics/askDesk.js';
import type { StatisticsDesk } from '../../hub/statistics/statisticsDesk.js';
import { CellReader } from '../../hub/store/aggregates/cellReader.js';
import { openDesk } from '../../hub/store/openDesk.js';
import { citySite } from '../../simulators/history/citySite.js';
import { type City, city, LAST_YEAR } from './city/city.js';
import type { BenchOptions } from './ground.js';
import { Comparison } from './questions/comparison.js';
import { DuckDb } from './questions/duckDb.js';
import { type Asked, type Scope, type Screen, screensOf, spansOf } from './questions/screens.js';
import { type Figure, median, quantile } from './report.js';

/** Each question is asked once, when much of it still has to be read from the disk, and then so often. */
const TIMES = 20;
const QUESTION_GOAL_MS = 50;
const SCREEN_GOAL_MS = 200;
const SQL_GOAL = 50;
const DUCK_GOAL = 5;

/** A screen about somebody over some period, with what it took. */
interface Looked {
  readonly screen: Screen;
  readonly scope: string;
  readonly span: string;
  /** ms of each asking of each question but the first, in their order. */
  readonly questions: ReadonlyArray<readonly number[]>;
  /** ms of the first asking of each question. */
  readonly first: readonly number[];
}

/** How soon screens have their figures, and how much sooner than without counting beforehand. */
export async function measureQuestions(options: BenchOptions): Promise<Figure[]> {
  const made = city(options);
  const db = openToRead(made.database);
  try {
    const clock = { wall: () => Date.UTC(LAST_YEAR, 11, 31, 9) };
    const runs: Looked[][] = [];
    for (let run = 0; run < options.runs; run++) {
      runs.push(look(openDesk(db, clock), db, made));
      options.say(`  run ${run + 1}: ${slowest(runs.at(-1) ?? [])}`);
    }
    return [
      { name: 'city: windows', unit: 'million', runs: [made.windows / 1e6] },
      { name: 'city: file per million windows', unit: 'MB', runs: [made.bytes / made.windows] },
      ...questionFigures(runs),
      ...screenFigures(runs),
      ...(await ratioFigures(runs.at(-1) ?? [], db, made, options)),
    ];
  } finally {
    db.close();
  }
}

function look(desk: StatisticsDesk, db: Sqlite, { years }: City): Looked[] {
  return scopesOf(db).flatMap(([scope, where]) =>
    spansOf(LAST_YEAR, years).flatMap((span) =>
      screensOf(where, span).map((screen) => ({
        screen,
        scope,
        span: span.name,
        first: screen.asked.map((question) => askOnce(desk, question)),
        questions: askAll(desk, screen),
      })),
    ),
  );
}

/** The city, and its largest office that is there with the clerk who served most. */
function scopesOf(db: Sqlite): Array<readonly [string, Scope]> {
  const there = new Set(db.prepare('SELECT id FROM office').pluck().all());
  const [largest] = citySite()
    .offices.filter(({ id }) => there.has(id))
    .sort((one, other) => other.counters.length - one.counters.length);
  if (largest === undefined) throw new Error('there is no office');
  const clerk = db
    .prepare('SELECT clerk FROM rating_window WHERE office = ? GROUP BY clerk ORDER BY count(*) DESC LIMIT 1')
    .pluck()
    .get(largest.id) as string;
  const counters = largest.counters.map(({ id }) => id);
  return [
    ['city', {}],
    ['office', { office: largest.id, counters, clerk }],
  ];
}

function askAll(desk: StatisticsDesk, { asked }: Screen): number[][] {
  const found: number[][] = asked.map(() => []);
  for (let time = 0; time < TIMES; time++)
    for (const [index, question] of asked.entries()) found[index]?.push(askOnce(desk, question));
  return found;
}

function askOnce(desk: StatisticsDesk, { id, question }: Asked): number {
  const begun = systemClock.monotonic();
  askDesk(desk, id, question as QuestionOf<typeof id>);
  return systemClock.monotonic() - begun;
}

/** What was asked at each screen, once for those that ask the same in other words. */
function questionFigures(runs: readonly Looked[][]): Figure[] {
  const names = new Set(runs.flat().flatMap(({ screen }) => screen.asked.map(({ id }) => id)));
  const times = (looked: readonly Looked[], wanted?: string): Array<readonly number[]> =>
    looked.flatMap(({ screen, questions }) =>
      questions.filter((_, index) => wanted === undefined || screen.asked[index]?.id === wanted),
    );
  const worst = (looked: readonly Looked[], wanted?: string): number =>
    Math.max(...times(looked, wanted).map((each) => quantile(each, 0.99)));
  const goal = { atMost: QUESTION_GOAL_MS };
  return [
    ...[...names].flatMap((name) => [
      { name: `question ${name}: p50`, unit: 'ms', runs: runs.map((run) => median(times(run, name).flat())) },
      { name: `question ${name}: worst p99`, unit: 'ms', runs: runs.map((run) => worst(run, name)), goal },
    ]),
    { name: 'any question: worst p99', unit: 'ms', runs: runs.map((run) => worst(run)), goal },
    {
      name: 'any question, the first time: slowest',
      unit: 'ms',
      runs: runs.map((run) => Math.max(...run.flatMap(({ first }) => first))),
    },
  ];
}

/** All that a screen asks, one question after the other. */
function screenTimes({ questions }: Looked): number[] {
  return Array.from({ length: TIMES }, (_, time) =>
    questions.reduce((sum, each) => sum + (each[time] ?? 0), 0),
  );
}

function screenFigures(runs: readonly Looked[][]): Figure[] {
  const names = new Set(runs.flat().map(({ screen }) => screen.name));
  return [...names].map((name) => ({
    name: `screen ${name}: worst p99`,
    unit: 'ms',
    runs: runs.map((run) =>
      Math.max(
        ...run
          .filter(({ screen }) => screen.name === name)
          .map((looked) => quantile(screenTimes(looked), 0.99)),
      ),
    ),
    goal: { atMost: SCREEN_GOAL_MS },
  }));
}

function slowest(looked: readonly Looked[]): string {
  const all = looked.flatMap(({ screen, scope, span, questions }) =>
    questions.map((times, index) => ({
      what: `${screen.name}/${screen.asked[index]?.id} of ${scope}, ${span}`,
      ms: quantile(times, 0.99),
    })),
  );
  const slow = all.sort((one, other) => other.ms - one.ms).slice(0, 3);
  return `slowest p99: ${slow.map(({ what, ms }) => `${what} ${ms.toFixed(1)} ms`).join('; ')}`;
}

/** Against plain SQL over the windows in SQLite and DuckDB, where the answers must be the same. */
async function ratioFigures(
  looked: readonly Looked[],
  db: Sqlite,
  made: City,
  { say }: BenchOptions,
): Promise<Figure[]> {
  const duck = await DuckDb.open(join(made.folder, 'windows.duckdb'), made.database, say).catch((error) => {
    say(`  DuckDB: left out, it cannot be had: ${messageOf(error)}`);
    return undefined;
  });
  try {
    const comparison = new Comparison({ cells: new CellReader(db), db, duck });
    const pairs: Pair[] = [];
    let last = '';
    for (const { screen, scope, span, questions } of looked) {
      const about = `${scope}, ${span}`;
      if (about !== last) say(`  counting in other ways: ${about}`);
      last = about;
      for (const [index, { cells }] of screen.asked.entries()) {
        if (cells.length === 0) continue;
        const sum = { ours: median(questions[index] ?? []), sql: 0, duck: 0 };
        for (const question of cells) {
          const times = await comparison.of(question);
          sum.sql += times.sql;
          sum.duck += times.duck ?? Number.NaN;
        }
        pairs.push({ about, ...sum });
      }
    }
    say(`  the same numbers from all, ${pairs.length} times`);
    return pairFigures(pairs, duck !== undefined);
  } finally {
    duck?.stop();
  }
}

/** One question answered by the desk and by its rivals, ms. */
interface Pair {
  readonly about: string;
  readonly ours: number;
  readonly sql: number;
  readonly duck: number;
}

function pairFigures(pairs: readonly Pair[], withDuck: boolean): Figure[] {
  const abouts = [...new Set(pairs.map(({ about }) => about))];
  const ratio = (of: readonly Pair[], rival: 'sql' | 'duck'): number =>
    of.reduce((sum, pair) => sum + pair[rival], 0) / of.reduce((sum, { ours }) => sum + ours, 0);
  const against = (rival: 'sql' | 'duck', words: string, least: number): Figure[] => [
    ...abouts.map((about) => ({
      name: `${words}: questions of ${about}`,
      unit: '×',
      runs: [
        ratio(
          pairs.filter((pair) => pair.about === about),
          rival,
        ),
      ],
    })),
    { name: `${words}: all questions`, unit: '×', runs: [ratio(pairs, rival)], goal: { atLeast: least } },
  ];
  return [
    ...against('sql', 'than plain SQL', SQL_GOAL),
    ...(withDuck ? against('duck', 'than DuckDB', DUCK_GOAL) : []),
  ];
}
