import { describe, expect, it } from 'vitest';
import { ImprovementStore } from '../../../hub/store/improvementStore.js';
import { type ReportRecord, ReportStore } from '../../../hub/store/reportStore.js';
import { uuid } from '../../support/ids.js';
import { recordedHub, taipei } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const report = (n: number, change: Partial<ReportRecord> = {}): ReportRecord => ({
  id: uuid(n),
  office: 'east',
  fromMs: 1_000,
  toMs: 2_000,
  occasion: 'monthly',
  askedMs: 3_000,
  by: null,
  state: 'waiting',
  madeMs: null,
  failure: null,
  ...change,
});
const opened = () => recordedHub(eastSite, [], taipei('2026-11-01')).db;

describe('ReportStore', () => {
  it('gives back what was put in, newest first, in pages, of one office or all', () => {
    const store = new ReportStore(opened());
    const all = [report(1), report(2, { office: null, by: '林主任', occasion: 'asked' }), report(3)];
    for (const one of all) store.insert(one);
    expect(store.byId(uuid(2))).toEqual(all[1]);
    expect(store.byId(uuid(9))).toBeUndefined();
    const first = store.page({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([uuid(3), uuid(2)]);
    expect(store.page({ limit: 2, after: first.next ?? '' })).toEqual({ items: [all[0]] });
    expect(store.page({ office: 'east' }).items).toHaveLength(2);
    expect(store.page({ office: 'west' }).items).toEqual([]);
  });

  it('knows which waits longest, which are being made, and how many people wait for', () => {
    const store = new ReportStore(opened());
    for (const n of [1, 2, 3]) store.insert(report(n, { occasion: n === 1 ? 'monthly' : 'asked' }));
    expect(store.nextWaiting()?.id).toBe(uuid(1));
    store.settle(uuid(1), 'making');
    expect(store.nextWaiting()?.id).toBe(uuid(2));
    expect(store.making().map(({ id }) => id)).toEqual([uuid(1)]);
    expect(store.unfinishedAsked()).toBe(2);
    store.settle(uuid(2), 'ready', { madeMs: 5 });
    store.settle(uuid(3), 'failed', { failure: 'report/pdf' });
    expect(store.unfinishedAsked()).toBe(0);
    expect([store.byId(uuid(2)), store.byId(uuid(3))]).toMatchObject([
      { state: 'ready', madeMs: 5, failure: null },
      { state: 'failed', madeMs: null, failure: 'report/pdf' },
    ]);
  });

  it('tells a report that is there from one that failed, of an office and of the city', () => {
    const store = new ReportStore(opened());
    store.insert(report(1, { office: null }));
    store.insert(report(2, { state: 'failed' }));
    expect(store.knows(report(0, { office: null }), false)).toBe(true);
    expect(store.knows(report(0), false)).toBe(false);
    expect(store.knows(report(0), true)).toBe(true);
    expect(store.knows(report(0, { toMs: 2_001 }), true)).toBe(false);
  });
});

describe('ImprovementStore', () => {
  it('gives those of a half-open period, oldest first, and says how many there are', () => {
    const store = new ImprovementStore(opened());
    for (const n of [1, 2, 3, 4])
      store.insert({
        id: uuid(n),
        office: n === 4 ? 'west' : 'east',
        atMs: n * 10,
        by: '林主任',
        text: `第 ${n} 項`,
      });
    expect(store.within('east', 10, 30, 5)).toMatchObject({
      total: 2,
      items: [{ id: uuid(1) }, { id: uuid(2) }],
    });
    expect(store.within(null, 0, 100, 3)).toMatchObject({ total: 4, items: [{}, {}, { id: uuid(3) }] });
  });
});
