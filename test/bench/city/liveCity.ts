import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportView } from '#contract/reports.js';
import { pause, type RunningHub, withHub } from '../ground.js';
import { LiveCounter } from '../liveCounter.js';
import { quantile } from '../report.js';
import { type City, copyCity } from './city.js';

const LOOK_EVERY_MS = 500;
const QUIET_LOOKS = 10;

/** How long windows took to open while something went on, ms. */
export interface Openings {
  /** From the issuance's request to its answer. */
  readonly answers: readonly number[];
  /** From the issuance's request to the acknowledged `opened` of the box. */
  readonly openings: readonly number[];
}

export interface LiveCity extends RunningHub {
  /** Lets windows open one after the other while `work` goes on. */
  during<T>(work: () => Promise<T>): Promise<Openings & { readonly result: T }>;
  /** Lets so many windows open one after the other. */
  open(windows: number): Promise<Openings>;
}

/** A copy of the city for a hub to run on, with one office more, whose only counter lives. */
export function prepareLiveCity(
  city: City,
  folder: string,
): { readonly folder: string; readonly siteFile: string } {
  const site = JSON.parse(readFileSync(copyCity(city, folder).siteFile, 'utf8')) as { offices: unknown[] };
  const words = (zh: string, en: string) => ({ zh, en });
  site.offices.push({
    id: 'live',
    name: words('量測戶政事務所', 'Office that is measured'),
    counters: [{ id: '1', name: words('1 號櫃檯', 'Counter 1'), box: 'live-1' }],
  });
  const siteFile = join(folder, 'site.json');
  writeFileSync(siteFile, JSON.stringify(site));
  return { folder, siteFile };
}

/**
 * Runs the hub of a prepared city for the work, which begins when the hub has made the reports that are due by themselves.
 * `series` begins the numbers of documents, another one each time.
 */
export function withLiveCity<T>(
  prepared: { readonly folder: string; readonly siteFile: string },
  series: string,
  work: (live: LiveCity) => Promise<T>,
  profile?: string,
): Promise<T> {
  return withHub({ ...prepared, profile }, async (hub) => {
    await reportsAreMade(hub.http);
    const counter = new LiveCounter(hub.http, hub.mqttPort, series);
    try {
      await counter.connect();
      const serving = counter.serve();
      const done = await Promise.race([serving.then(() => undefined), work({ ...hub, ...watch(counter) })]);
      counter.end();
      await serving;
      if (done === undefined) throw new Error('the counter stopped serving');
      return done;
    } finally {
      counter.stop();
    }
  });
}

/** None has been due for a while; the first time this takes minutes, because there are two of each office. */
async function reportsAreMade(http: string): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; quiet++) {
    await pause(LOOK_EVERY_MS);
    const response = await fetch(`${http}/api/v1/reports?limit=500`);
    const { items } = (await response.json()) as { items: ReportView[] };
    if (items.some(({ state }) => state === 'waiting' || state === 'making')) quiet = -1;
  }
}

function watch(counter: LiveCounter): Pick<LiveCity, 'during' | 'open'> {
  const during: LiveCity['during'] = async (work) => {
    const [answered, opened] = [counter.answers.length, counter.openings.length];
    const result = await work();
    return { result, answers: counter.answers.slice(answered), openings: counter.openings.slice(opened) };
  };
  const open = (windows: number): Promise<Openings> => {
    const enough = counter.openings.length + windows;
    return during(async () => {
      while (counter.openings.length < enough) await pause(20);
    });
  };
  return { during, open };
}

/** `p50/p99` of both in ms. */
export function openingWords({ answers, openings }: Openings): string {
  const words = (times: readonly number[]): string =>
    `${quantile(times, 0.5).toFixed(1)}/${quantile(times, 0.99).toFixed(1)}`;
  return `answer ${words(answers)} ms, opened ${words(openings)} ms (p50/p99 of ${openings.length})`;
}
