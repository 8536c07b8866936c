import { CodedError } from '#platform/errors.js';
import { fileDesksOf } from '../../hub/fileDesks.js';
import type { ReportMaker } from '../../hub/reports/reportMaker.js';
import type { Analyst } from '../../hub/statistics/analyst.js';
import { HubRig } from '../support/hubRig.js';
import { ResponseWitness } from '../support/responseWitness.js';

const LIFETIME = 'from=1990-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z';
const NEVER = 'from=2026-02-31T00:00:00.000Z';
const MONTH = 'from=2026-06-15T00:00:00.000Z&to=2026-07-15T00:00:00.000Z';

/** Each question with a right and a wrong form, without its office and period. */
const QUESTIONS = [
  { path: '/statistics', right: 'by=weekday&then=hour', wrong: 'by=mood' },
  { path: '/statistics/trend', right: 'unit=day&measure=satisfaction', wrong: 'unit=day' },
  { path: '/statistics/funnel', right: 'by=counter&measure=responseRate', wrong: 'by=counter' },
  { path: '/statistics/alarms', right: 'unit=week', wrong: 'unit=hour' },
  { path: '/statistics/equipment', right: '', wrong: 'office=EAST' },
  { path: '/statistics/screening', right: 'office=east&viewer=chen', wrong: 'office=east' },
  { path: '/ratings', right: 'limit=2', wrong: 'limit=0' },
  { path: '/windows/export', right: 'format=csv', wrong: 'format=xls' },
];

/** Every answer about figures, but that of an analyst who is busy. */
export async function askAboutFigures(witness: ResponseWitness): Promise<void> {
  for (const { path, right, wrong } of QUESTIONS) {
    const elsewhere = right.replace('office=east', '');
    await witness.get(`${path}?${right}&${MONTH}`);
    await witness.get(`${path}?${wrong}`);
    await witness.get(`${path}?${elsewhere}&office=north`);
    await witness.get(`${path}?${right}&${NEVER}`);
  }
  await witness.get(`/windows/export?format=jsonl&${MONTH}`);
  for (const by of ['office', 'counter', 'clerk', 'kind', 'service', 'day', 'week', 'month', 'year'])
    await witness.get(`/statistics?office=east&by=${by}&againstOffice=west`);
  await witness.get('/ratings?office=east&clerk=lin&viewer=chen');
  await witness.get('/statistics?clerk=lin');
  await witness.get('/ratings?clerk=lin');
  await witness.get('/windows/export?clerk=lin&format=csv');
  await witness.get('/statistics/trend?counter=1&unit=day&measure=satisfaction');
  await witness.get(`/statistics?by=day&${LIFETIME}`);
  await witness.get(`/statistics/trend?unit=day&measure=satisfaction&${LIFETIME}`);
  await witness.get(`/statistics/alarms?unit=day&${LIFETIME}`);
  await witness.get('/offices/east/clerks/lin?viewer=chen');
  await witness.get('/offices/east/clerks/lin');
  await witness.get('/offices/east/clerks/nobody?viewer=chen');
  await witness.get('/offices/north/clerks/lin?viewer=chen');
  await witness.get(`/offices/east/clerks/lin?viewer=chen&${NEVER}`);
}

/** What a hub answers whose analyst has too much to do and whose reports never come to an end. */
export async function askTheBusy(seen: Set<string>): Promise<void> {
  const rig = await HubRig.start(undefined, undefined, undefined, undefined, (_file, _clock, data) => ({
    analyst: BUSY,
    fileDesks: fileDesksOf({ data, maker: () => new EndlessMaker() }),
  }));
  const witness = await ResponseWitness.of(rig, seen);
  for (const { path, right } of QUESTIONS) await witness.get(`${path}?${right}`);
  await witness.get('/offices/east/clerks/lin?viewer=chen');
  const july = { from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z', by: 'chen' };
  const { id } = await witness.post<{ id: string }>('/reports', july);
  await witness.get(`/reports/${id}/pdf`);
  for (let more = 0; more < 25; more++) await witness.post('/reports', july);
}

const busy = (): never => {
  throw new CodedError('statistics/busy', 'too many questions wait');
};
const BUSY: Analyst = {
  ask: async () => busy(),
  rows: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => busy() }) }),
  stop: async () => undefined,
};

/** Begins a report and never ends it. */
class EndlessMaker implements ReportMaker {
  private end: () => void = () => undefined;

  make(): Promise<void> {
    return new Promise((_resolve, reject) => {
      this.end = () => reject(new CodedError('report/stopped', 'the hub stopped'));
    });
  }

  async stop(): Promise<void> {
    this.end();
  }
}
