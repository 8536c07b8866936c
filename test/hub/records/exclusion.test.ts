import { describe, expect, it } from 'vitest';
import type { JournalEntry, RatingView } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { Problem } from '#contract/views.js';
import { EventReader } from '../../support/eventReader.js';
import { HubRig } from '../../support/hubRig.js';
import { rate } from '../../support/rate.js';

type Page<T> = { items: T[]; next?: string };

async function start() {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  await rig.settle();
  const good = await rate(rig, box, { counter: '1', level: 5 });
  const bad = await rate(rig, box, { counter: '1', level: 1 });
  const total = async () => (await rig.get<StatisticsView>('/statistics?office=east')).total;
  const journal = async () => (await rig.get<Page<JournalEntry>>('/journal')).items;
  const act = <T = RatingView>(window: string, what: 'exclude' | 'restore', body: object) =>
    rig.post<T>(`/ratings/${window}/${what}`, body);
  return { rig, good, bad, total, journal, act };
}

describe('S10 excluding a rating', () => {
  it('takes it out of the figures, keeps it stored, and shows who did it and why', async () => {
    const { rig, bad, total, act } = await start();
    expect(await total()).toMatchObject({ rated: 2, levels: [1, 0, 0, 0, 1], excluded: 0 });
    const { status, body } = await act(bad, 'exclude', {
      by: 'chen',
      reason: 'mis-press',
      remark: '孩童按到',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      window: bad,
      level: 1,
      exclusion: { by: 'chen', reason: 'mis-press', remark: '孩童按到' },
    });
    expect(await total()).toMatchObject({
      windows: 2,
      rated: 1,
      levels: [1, 0, 0, 0, 0],
      excluded: 1,
      withExcluded: { rated: 2, levels: [1, 0, 0, 0, 1] },
    });
    const { items } = await rig.get<Page<RatingView>>('/ratings?excluded=true');
    expect(items).toEqual([body]);
    expect((await rig.get<Page<RatingView>>('/ratings')).items).toHaveLength(2);
  });

  it('restores it, and the journal keeps both deeds', async () => {
    const { bad, total, journal, act } = await start();
    const before = await total();
    await act(bad, 'exclude', { by: 'chen', reason: 'test' });
    const { body } = await act(bad, 'restore', { by: 'wu' });
    expect(body.exclusion).toBeUndefined();
    expect(await total()).toEqual(before);
    expect(await journal()).toMatchObject([
      { by: 'wu', action: 'rating/restored', office: 'east', subject: bad, detail: 'test' },
      { by: 'chen', action: 'rating/excluded', office: 'east', subject: bad, detail: 'test' },
    ]);
    expect((await act(bad, 'exclude', { by: 'wu', reason: 'mis-press' })).status).toBe(200);
    expect(await journal()).toHaveLength(3);
  });

  it('survives a restart of the hub', async () => {
    const { rig, bad, total, act } = await start();
    await act(bad, 'exclude', { by: 'chen', reason: 'test' });
    const before = await total();
    await rig.restart();
    expect(await total()).toEqual(before);
  });

  it('tells the board at once', async () => {
    const { rig, bad, act } = await start();
    const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=east`);
    await reader.next('snapshot');
    await act(bad, 'exclude', { by: 'chen', reason: 'test' });
    expect(await reader.next('window')).toMatchObject({ id: bad });
    rig.clock.advance(1_000);
    expect(await reader.next('figures')).toMatchObject({ rated: 1, excluded: 1 });
  });

  it.each([
    ['an unknown window', 'unknown', 'exclude', { by: 'chen', reason: 'test' }, 404, 'rating/unknown'],
    ['a window without a rating', 'open', 'exclude', { by: 'chen', reason: 'test' }, 404, 'rating/unknown'],
    ['nothing to restore', 'good', 'restore', { by: 'chen' }, 409, 'rating/not-excluded'],
    [
      'other without a remark',
      'good',
      'exclude',
      { by: 'chen', reason: 'other' },
      422,
      'rating/remark-missing',
    ],
    [
      'a blank remark',
      'good',
      'exclude',
      { by: 'chen', reason: 'other', remark: '  ' },
      422,
      'rating/remark-missing',
    ],
    ['no reason', 'good', 'exclude', { by: 'chen' }, 422, 'request/invalid'],
    ['nobody', 'good', 'exclude', { by: ' ', reason: 'test' }, 422, 'request/invalid'],
    [
      'a bell in the remark',
      'good',
      'exclude',
      { by: 'a', reason: 'test', remark: '\u0007' },
      422,
      'request/invalid',
    ],
  ] as const)('refuses %s', async (_what, which, what, body, status, code) => {
    const { rig, good, journal, act } = await start();
    const { window } = await rig.issue('1');
    const target = { good, open: window.id, unknown: '0190a0b0-0000-7000-8000-000000000001' }[which];
    const answer = await act<Problem>(target, what, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await journal()).toEqual([]);
  });

  it('refuses a second exclusion, naming who was first, also when both come at once', async () => {
    const { bad, journal, act } = await start();
    const answers = await Promise.all([
      act<Problem>(bad, 'exclude', { by: 'chen', reason: 'test' }),
      act<Problem>(bad, 'exclude', { by: 'wu', reason: 'test' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(answers[1]?.body).toMatchObject({
      code: 'rating/already-excluded',
      detail: expect.stringContaining('chen'),
    });
    expect(await journal()).toHaveLength(1);
  });
});
