import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '#contract/records.js';
import type { Problem } from '#contract/views.js';
import { openSqlite } from '#platform/sqlite.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { HubRig } from '../../support/hubRig.js';
import { rate } from '../../support/rate.js';

type Page<T> = { items: T[]; next?: string };

const CLERK = encodeURIComponent('林雅婷');

async function start() {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  await rig.settle();
  // Eleven answers, not all alike, may be shown (S6).
  for (let citizen = 0; citizen < 11; citizen++)
    await rate(rig, box, { counter: '1', level: citizen === 0 ? 4 : 5, clerk: '林雅婷' });
  const journal = async (query = '') => (await rig.get<Page<JournalEntry>>(`/journal${query}`)).items;
  return { rig, journal };
}

describe('P5 looking at one clerk', () => {
  it.each([
    ['statistics', `/statistics?office=east&clerk=${CLERK}&viewer=chen`, 'statistics'],
    ['ratings', `/ratings?office=east&clerk=${CLERK}&viewer=chen`, 'ratings'],
    ['the page of a clerk', `/offices/east/clerks/${CLERK}?viewer=chen`, 'clerk'],
    [
      'an export',
      `/windows/export?office=east&clerk=${CLERK}&viewer=chen&format=jsonl&from=2026-07-01T00:00:00.000Z`,
      'export 2026-07-01T00:00:00.000Z/',
    ],
  ])('%s is journalled before it is answered', async (_what, url, detail) => {
    const { rig, journal } = await start();
    const { statusCode } = await rig.inject({ method: 'GET', url: `/api/v1${url}` });
    expect(statusCode).toBe(200);
    expect(await journal()).toMatchObject([
      { number: 1, by: 'chen', action: 'clerk/viewed', office: 'east', subject: '林雅婷', detail },
    ]);
  });

  it.each([
    `/statistics?office=east&clerk=${CLERK}`,
    `/ratings?office=east&clerk=${CLERK}`,
    `/windows/export?office=east&clerk=${CLERK}&format=csv`,
  ])('without a viewer %s is refused and told nobody', async (url) => {
    const { rig, journal } = await start();
    const { status, body } = await rig.request<Problem>({ method: 'GET', url: `/api/v1${url}` });
    expect([status, body.code]).toEqual([422, 'statistics/bad-question']);
    expect(body.detail).toMatch(/expected viewer/);
    expect(await journal()).toEqual([]);
  });

  it('a refused question is no look', async () => {
    const { rig, journal } = await start();
    const { status } = await rig.request({
      method: 'GET',
      url: '/api/v1/offices/east/clerks/nobody?viewer=chen',
    });
    expect(status).toBe(404);
    expect(await journal()).toEqual([]);
  });

  it('figures that tell no clerk apart are nobody’s business to note', async () => {
    const { rig, journal } = await start();
    await rig.get('/statistics?office=east&viewer=chen');
    await rig.get('/ratings?office=east&viewer=chen');
    expect(await journal()).toEqual([]);
  });

  it('gives no answer when the journal cannot be written', async () => {
    const { rig } = await start();
    const db = openSqlite(`${rig.folder}/hub.db`, migrations);
    db.exec("CREATE TRIGGER no_journal BEFORE INSERT ON journal BEGIN SELECT raise(ABORT, 'full'); END");
    db.close();
    for (const url of [
      `/statistics?office=east&clerk=${CLERK}&viewer=chen`,
      `/ratings?office=east&clerk=${CLERK}&viewer=chen`,
      `/offices/east/clerks/${CLERK}?viewer=chen`,
      `/windows/export?clerk=${CLERK}&viewer=chen&format=csv`,
    ]) {
      const { status, body } = await rig.request<Problem>({ method: 'GET', url: `/api/v1${url}` });
      expect([status, body.code]).toEqual([503, 'store/commit-failed']);
      expect(JSON.stringify(body)).not.toMatch(/lin|林/);
    }
  });
});

describe('P3 the journal', () => {
  it('is read newest first, page by page, of an office or of all', async () => {
    const { rig, journal } = await start();
    const look = (viewer: string, office = 'office=east&') =>
      rig.get(`/statistics?${office}clerk=${CLERK}&viewer=${viewer}`);
    await look('one');
    await look('two', '');
    await look('three');
    expect((await journal()).map(({ by }) => by)).toEqual(['three', 'two', 'one']);
    expect((await journal('?office=east')).map(({ by }) => by)).toEqual(['three', 'one']);
    expect(await journal('?office=west')).toEqual([]);
    const first = await rig.get<Page<JournalEntry>>('/journal?limit=2');
    expect(first.items.map(({ by }) => by)).toEqual(['three', 'two']);
    expect(await journal(`?after=${first.next}`)).toMatchObject([{ by: 'one', number: 1 }]);
  });

  it('survives a restart', async () => {
    const { rig, journal } = await start();
    await rig.get(`/statistics?clerk=${CLERK}&viewer=chen`);
    await rig.restart();
    expect(await journal()).toHaveLength(1);
  });
});
