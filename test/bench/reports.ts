import type { ReportView } from '#contract/reports.js';
import { systemClock, timestamp } from '#platform/clock.js';
import { city, LAST_YEAR } from './city/city.js';
import {
  type LiveCity,
  type Openings,
  openingWords,
  prepareLiveCity,
  withLiveCity,
} from './city/liveCity.js';
import { type BenchOptions, inFolder, pause, residentMb } from './ground.js';
import { spansOf } from './questions/screens.js';
import { type Figure, quantile } from './report.js';

const SECONDS_GOAL = 20;
const RATIO_GOAL = 2;
const IDLE_WINDOWS = 100;
const FORMATS = ['pdf', 'ods'] as const;
type Format = (typeof FORMATS)[number];

interface Made {
  readonly seconds: number;
  readonly peakMb: number;
  readonly bytes: Readonly<Record<Format, number>>;
  readonly idle: Openings;
  readonly meanwhile: Openings;
}

/** The yearly report of the city, from asking for it until PDF and spreadsheet are there, and windows meanwhile. */
export async function measureReports(options: BenchOptions): Promise<Figure[]> {
  const made = city(options);
  const reports = await inFolder(async (folder) => {
    const prepared = prepareLiveCity(made, folder);
    const found: Made[] = [];
    for (let run = 0; run < options.runs; run++) {
      const report = await withLiveCity(
        prepared,
        `R${run}`,
        (live) => oneReport(live, options.quick ? 5 : 1),
        options.profile,
      );
      found.push(report);
      options.say(`  ${report.seconds.toFixed(1)} s: ${openingWords(report.meanwhile)}`);
      options.say(`  idle: ${openingWords(report.idle)}`);
    }
    return found;
  });
  const of = (pick: (made: Made) => number): number[] => reports.map(pick);
  const p99 = ({ openings }: Openings): number => quantile(openings, 0.99);
  const name = 'yearly report of the city';
  return [
    {
      name: `${name}, PDF and ODS`,
      unit: 's',
      runs: of((each) => each.seconds),
      goal: { atMost: SECONDS_GOAL },
    },
    ...FORMATS.map((format) => ({
      name: `${name}, ${format}`,
      unit: 'kB',
      runs: of(({ bytes }) => bytes[format] / 1000),
    })),
    { name: `${name}: hub's peak memory`, unit: 'MB', runs: of(({ peakMb }) => peakMb) },
    { name: 'issuance → opened, idle, p99', unit: 'ms', runs: of(({ idle }) => p99(idle)) },
    { name: 'issuance → opened, report made, p99', unit: 'ms', runs: of(({ meanwhile }) => p99(meanwhile)) },
    {
      name: 'issuance → opened, report ÷ idle, p99',
      unit: '×',
      runs: of(({ idle, meanwhile }) => p99(meanwhile) / p99(idle)),
      goal: { atMost: RATIO_GOAL },
    },
  ];
}

async function oneReport(live: LiveCity, fewer: number): Promise<Made> {
  const idle = await live.open(IDLE_WINDOWS / fewer);
  const { result, ...meanwhile } = await live.during(() => makeReport(live.http));
  return { ...result, idle, meanwhile, peakMb: residentMb(live.pid, 'VmHWM') };
}

async function makeReport(http: string): Promise<Pick<Made, 'seconds' | 'bytes'>> {
  const year = spansOf(LAST_YEAR, 1).find(({ name }) => name === 'year');
  if (year === undefined) throw new Error('there is no year');
  const begun = systemClock.monotonic();
  const period = { from: timestamp(year.fromMs), to: timestamp(year.toMs) };
  const { id } = await asJson(
    await fetch(`${http}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...period, by: '量測人員' }),
    }),
  );
  for (;;) {
    const { state, failure } = await asJson(await fetch(`${http}/api/v1/reports/${id}`));
    if (state === 'failed') throw new Error(`the report failed: ${failure}`);
    if (state === 'ready') break;
    await pause(50);
  }
  const sizes = await Promise.all(FORMATS.map((format) => sizeOf(`${http}/api/v1/reports/${id}/${format}`)));
  const seconds = (systemClock.monotonic() - begun) / 1000;
  return { seconds, bytes: { pdf: sizes[0] ?? 0, ods: sizes[1] ?? 0 } };
}

async function asJson(response: Response): Promise<ReportView> {
  if (!response.ok) throw new Error(`the hub answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as ReportView;
}

async function sizeOf(url: string): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the hub answered ${response.status}: ${await response.text()}`);
  return (await response.arrayBuffer()).byteLength;
}
