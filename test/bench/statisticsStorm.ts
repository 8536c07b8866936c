import { join } from 'node:path';
import { operations } from '#contract/api.js';
import { systemClock } from '#platform/clock.js';
import { citySite } from '../../simulators/history/citySite.js';
import { Askers } from './askers/askers.js';
import { city, LAST_YEAR } from './city/city.js';
import {
  type LiveCity,
  type Openings,
  openingWords,
  prepareLiveCity,
  withLiveCity,
} from './city/liveCity.js';
import { type BenchOptions, inFolder } from './ground.js';
import { type Asked, screensOf, spansOf } from './questions/screens.js';
import { type Figure, quantile } from './report.js';

const ASKERS = 20;
/** Windows opened before, and again after the storm; and in the storm. */
const IDLE_WINDOWS = 100;
const STORM_WINDOWS = 300;
const RATIO_GOAL = 2;

interface Storm {
  readonly idle: Openings;
  readonly storm: Openings;
  readonly perSecond: number;
}

/** Windows go on opening while many people ask for much, compared with the same hub when nobody asks. */
export async function measureStatisticsStorm(options: BenchOptions): Promise<Figure[]> {
  const made = city(options);
  const storms = await inFolder(async (folder) => {
    const prepared = prepareLiveCity(made, folder);
    const found: Storm[] = [];
    for (let run = 0; run < options.runs; run++) {
      const storm = await withLiveCity(
        prepared,
        `S${run}`,
        (live) => oneStorm(live, folder, made.years, options.quick ? 5 : 1),
        options.profile,
      );
      found.push(storm);
      options.say(`  idle: ${openingWords(storm.idle)}`);
      options.say(`  ${storm.perSecond.toFixed(0)} answers/s: ${openingWords(storm.storm)}`);
    }
    return found;
  });
  return [
    { name: 'statistics storm: answers', unit: '/s', runs: storms.map(({ perSecond }) => perSecond) },
    ...compared('issuance → answer', storms, ({ answers }) => answers),
    ...compared('issuance → opened', storms, ({ openings }) => openings),
  ];
}

function compared(
  name: string,
  storms: readonly Storm[],
  of: (found: Openings) => readonly number[],
): Figure[] {
  const runs = (pick: (storm: Storm) => number): number[] => storms.map(pick);
  return [0.5, 0.99].flatMap((share): Figure[] => {
    const p = `p${100 * share}`;
    const idle = ({ idle }: Storm): number => quantile(of(idle), share);
    const storm = ({ storm }: Storm): number => quantile(of(storm), share);
    return [
      { name: `${name}, idle, ${p}`, unit: 'ms', runs: runs(idle) },
      { name: `${name}, statistics storm, ${p}`, unit: 'ms', runs: runs(storm) },
      {
        name: `${name}, storm ÷ idle, ${p}`,
        unit: '×',
        runs: runs((each) => storm(each) / idle(each)),
        goal: { atMost: RATIO_GOAL },
      },
    ];
  });
}

async function oneStorm(live: LiveCity, folder: string, years: number, fewer: number): Promise<Storm> {
  const before = await live.open(IDLE_WINDOWS / fewer);
  const begun = systemClock.monotonic();
  const askers = new Askers(join(folder, 'askers.json'), {
    urls: heavyQuestions(live.http, years),
    askers: ASKERS,
  });
  await live.open(5);
  const storm = await live.open(STORM_WINDOWS / fewer);
  const { answered } = await askers.stop();
  const perSecond = answered / ((systemClock.monotonic() - begun) / 1000);
  await live.open(5);
  const after = await live.open(IDLE_WINDOWS / fewer);
  return {
    idle: {
      answers: [...before.answers, ...after.answers],
      openings: [...before.openings, ...after.openings],
    },
    storm,
    perSecond,
  };
}

/** Everything that screens of the city and of one office ask about long times. */
function heavyQuestions(http: string, years: number): string[] {
  const [office] = citySite(1).offices;
  const scopes = [{}, { office: office?.id ?? '', counters: ['1', '2'] }];
  const spans = spansOf(LAST_YEAR, years).filter(({ name }) =>
    ['year', 'all years', 'odd range'].includes(name),
  );
  const asked = scopes.flatMap((scope) =>
    spans.flatMap((span) => screensOf(scope, span).flatMap((screen) => screen.asked)),
  );
  return asked.map((each) => `${http}/api/v1${addressOf(each)}`);
}

function addressOf({ id, question }: Asked): string {
  const query = new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]));
  return `${operations[id].path}?${query}`;
}
