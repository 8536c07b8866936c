import { describe, expect, it } from 'vitest';
import { DetailsModel, PAGE_SIZE } from '../../../../hub/dashboard/details/detailsModel.js';
import { NO_FILTERS } from '../../../../hub/dashboard/details/filters.js';
import { PageHub, refusal, settled } from '../../../support/pageHub.js';
import { figuresOf, ratingView, statisticsView } from '../../../support/recordViews.js';

/** Three pages, their cursors `p2` and `p3`. */
const PAGES: Readonly<Record<string, { readonly n: number; readonly next?: string }>> = {
  '': { n: 1, next: 'p2' },
  p2: { n: 2, next: 'p3' },
  p3: { n: 3 },
};

async function opened(search?: string) {
  const rig = new PageHub(search);
  rig.answers.set('/ratings', ({ query }) => {
    const { n, next } = PAGES[query.after ?? ''] ?? { n: 9 };
    return { items: [ratingView(n)], ...(next && { next }) };
  });
  rig.answers.set('/statistics', () => statisticsView(figuresOf([30, 12, 5, 2, 1])));
  const model = new DetailsModel({ frame: rig.frame, person: rig.person });
  model.start();
  await settled();
  const shown = () => model.list.answer.value.value?.items.map(({ window }) => window.slice(-1));
  return { rig, model, shown };
}

describe('the pages of the details', () => {
  it('go back by cursors and forth again, and hold one page at a time', async () => {
    const { rig, model, shown } = await opened();
    expect(rig.of('/ratings')[0]?.query).toMatchObject({ office: 'east', limit: String(PAGE_SIZE) });
    for (const expected of ['2', '3']) {
      model.older();
      await settled();
      expect(shown()).toEqual([expected]);
    }
    model.older();
    await settled();
    expect([shown(), model.pages.number.value]).toEqual([['3'], 3]);
    model.newer();
    await settled();
    expect([shown(), model.pages.number.value]).toEqual([['2'], 2]);
    model.newest();
    await settled();
    expect([shown(), model.pages.number.value]).toEqual([['1'], 1]);
    expect(rig.of('/ratings').map(({ query }) => query.after)).toEqual([
      undefined,
      'p2',
      'p3',
      'p2',
      undefined,
    ]);
  });

  it('a second press while a page is on its way does not skip one', async () => {
    const { model } = await opened();
    model.older();
    model.older();
    await settled();
    expect(model.pages.number.value).toBe(2);
  });

  it.each([
    ['filters are applied', (model: DetailsModel) => model.apply({ ...NO_FILTERS, level: '1' })],
    ['another office is chosen', (model: DetailsModel) => model.frame.chooseOffice('')],
  ])('begin anew when %s, without a cursor that belongs to another question', async (_when, change) => {
    const { rig, model } = await opened();
    model.older();
    await settled();
    const before = rig.of('/ratings').length;
    change(model);
    await settled();
    expect(model.pages.number.value).toBe(1);
    const after = rig.of('/ratings').slice(before);
    expect(after.map(({ query }) => query.after)).toEqual([undefined]);
  });
});

describe('jumping to a day', () => {
  const JULY = '?office=east&period=month&on=2026-07-01';

  it('S7 begins at the end of that day in Taipei', async () => {
    const { rig, model } = await opened(JULY);
    model.jump('2026-07-03');
    await settled();
    expect(rig.of('/ratings').at(-1)?.query).toMatchObject({
      from: '2026-06-30T16:00:00.000Z',
      to: '2026-07-03T16:00:00.000Z',
    });
    model.newest();
    await settled();
    expect(rig.of('/ratings').at(-1)?.query.to).toBe('2026-07-31T16:00:00.000Z');
  });

  it.each(['2026-06-30', '2026-08-01', '', 'yesterday'])(
    'to %s, outside the period, asks nothing',
    async (day) => {
      const { rig, model } = await opened(JULY);
      const before = rig.asks.length;
      model.jump(day);
      await settled();
      expect([model.dayOutside.value, rig.asks.length]).toEqual([true, before]);
    },
  );
});

describe('excluding and restoring', () => {
  const body = { by: '李主任', reason: 'test' } as const;

  it('S10 reads the page and the totals anew, remembers the name and says what was done', async () => {
    const { rig, model } = await opened();
    const rating = ratingView(1);
    rig.answers.set(`/ratings/${rating.window}/exclude`, () => rating);
    model.open({ kind: 'exclude', rating });
    const [pages, totals] = [rig.of('/ratings').length, rig.of('/statistics').length];
    await model.exclude(rating, body);
    await settled();
    expect(rig.asks.find(({ method }) => method === 'POST')?.body).toEqual(body);
    expect(model.task.value).toBeUndefined();
    expect(model.done.value).toEqual({ kind: 'exclude', number: rating.numbers[0] });
    expect(rig.person.name.value).toBe('李主任');
    expect(rig.of('/ratings').length).toBe(pages + 1);
    expect(rig.of('/statistics').length).toBe(totals + 1);
  });

  it('keeps the form open when the hub cannot be reached, so that nothing is typed twice', async () => {
    const { rig, model } = await opened();
    const rating = ratingView(1);
    model.open({ kind: 'exclude', rating });
    await model.exclude(rating, body);
    expect(model.refused.value?.code).toBe('page/unreachable');
    expect(model.task.value?.rating).toBe(rating);
    expect(rig.of(`/ratings/${rating.window}/exclude`)).toHaveLength(1);
  });

  it('closes the form and reads anew when somebody else was faster', async () => {
    const { rig, model } = await opened();
    const rating = ratingView(1, { exclusion: { by: '王', reason: 'test', at: ratingView(1).at } });
    rig.answers.set(`/ratings/${rating.window}/restore`, () => refusal(409, 'rating/not-excluded'));
    model.open({ kind: 'restore', rating });
    const before = rig.of('/ratings').length;
    await model.restore(rating, '李主任');
    await settled();
    expect(model.task.value).toBeUndefined();
    expect(model.refused.value?.code).toBe('rating/not-excluded');
    expect(rig.of('/ratings').length).toBe(before + 1);
  });
});

describe('one clerk', () => {
  it('P5 is asked about under a name, and S6 no totals are asked for', async () => {
    const { rig, model } = await opened();
    const before = rig.of('/statistics').length;
    model.apply({ ...NO_FILTERS, clerk: '林雅婷' }, '李主任');
    await settled();
    expect(rig.of('/ratings').at(-1)?.query).toMatchObject({ clerk: '林雅婷', viewer: '李主任' });
    expect(rig.of('/statistics').length).toBe(before);
    expect(model.totals.answer.value.value).toBeUndefined();
  });

  it('is left out of the file, which holds the whole population', async () => {
    const { model } = await opened('?office=east&period=month&on=2026-07-01');
    model.apply({ ...NO_FILTERS, clerk: '林雅婷', kind: 'notice' }, '李主任');
    expect(new URL(model.exportHref()).search).toBe(
      '?office=east&from=2026-06-30T16%3A00%3A00.000Z&to=2026-07-31T16%3A00%3A00.000Z&kind=notice&format=csv',
    );
  });
});
