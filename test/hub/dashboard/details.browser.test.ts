import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RatingView } from '#contract/records.js';
import { PAGE_SIZE } from '../../../hub/dashboard/details/detailsModel.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { figuresOf, ratingView, statisticsView } from '../../support/recordViews.js';
import { type Asked, problem } from '../../support/scriptedHub.js';
import { at } from '../../support/views.js';

const rig = new DashboardRig();
const EAST = '?office=east&period=month&on=2026-07-01&lang=en';
const EXCLUDED: Partial<RatingView> = {
  exclusion: { by: '李主任', reason: 'other', remark: '孩童誤按', at: at(-30) },
};
/** Newest first; a million could follow, as far as the page can tell. */
let ratings: RatingView[] = [];

/** As the hub does it: from behind the cursor, newest first, through the filters this test uses. */
function page({ query }: Asked) {
  const fitting = ratings.filter(
    (one) =>
      (query.level === undefined || String(one.level) === query.level) &&
      (query.excluded === undefined || String(one.exclusion !== undefined) === query.excluded),
  );
  const start = query.after === undefined ? 0 : Number(query.after);
  const end = start + Number(query.limit);
  return { items: fitting.slice(start, end), ...(end < fitting.length && { next: String(end) }) };
}

beforeEach(() => {
  ratings = Array.from({ length: 120 }, (_, n) => ratingView(n + 1));
  rig.hub.script = {
    ratings: page,
    statistics: () => {
      const withExcluded = { ...figuresOf([300, 150, 40, 9, 4]) };
      return statisticsView(figuresOf([300, 150, 40, 8, 2], { excluded: 3, withExcluded }));
    },
  };
  rig.hub.answer = () => problem(500, 'test/unscripted');
});

async function open(query = EAST, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`details.html${query}`, options);
  await rows(visit).first().waitFor();
  return visit;
}
const rows = (visit: Visit): Locator => visit.page.locator('.rating-table tbody tr');
const row = (visit: Visit, n: number): Locator =>
  rows(visit).filter({ hasText: `115-1-${String(n).padStart(5, '0')}` });
const press = (visit: Visit, name: string): Promise<void> =>
  visit.page.getByRole('button', { name, exact: true }).click();
const dialog = (visit: Visit): Locator => visit.page.getByRole('dialog');
const first = async (visit: Visit): Promise<string> => textOf(rows(visit).first().locator('td').nth(2));

describe('the details', () => {
  it('show each rating with time, place, document, level by face and word, seconds and marks', async () => {
    ratings[0] = ratingView(1, { extended: true, flagged: true, imported: true, numbers: ['甲-1', '乙-2'] });
    const visit = await open('?office=east&period=month&on=2026-07-01');
    const text = await textOf(rows(visit).first());
    for (const part of [
      '民國115年7月7日',
      '09:29:00',
      '2 號櫃檯',
      '規費收據',
      '甲-1 乙-2',
      '戶籍謄本',
      '滿意',
      '3.3',
    ])
      expect(text).toContain(part);
    for (const mark of ['延長時間', '文件事後刪單', '匯入']) expect(text).toContain(mark);
    expect(await rows(visit).first().locator('svg').count()).toBe(1);
  });

  it('are paged by cursor there and back, through filters, with one page in the document', async () => {
    const visit = await open();
    await seen(visit, `Page 1, ${PAGE_SIZE} ratings on it`);
    await press(visit, 'Older');
    await seen(visit, 'Page 2, 50 ratings on it');
    expect(await first(visit)).toContain('115-1-00051');
    await press(visit, 'Older');
    await seen(visit, 'Page 3, 20 ratings on it');
    expect(await rows(visit).count()).toBe(20);
    const older = visit.page.getByRole('button', { name: 'Older', exact: true });
    expect(await older.getAttribute('aria-disabled')).toBe('true');
    expect(await older.evaluate((one) => one === document.activeElement)).toBe(true);
    await press(visit, 'Newer');
    await seen(visit, 'Page 2, 50 ratings on it');
    await visit.page.getByLabel('Rating', { exact: true }).selectOption('Very dissatisfied');
    await press(visit, 'Apply');
    await seen(visit, 'Page 1, 24 ratings on it');
    expect(await first(visit)).toContain('115-1-00004');
    await press(visit, 'Clear the filters');
    await press(visit, 'Older');
    await seen(visit, 'Page 2, 50 ratings on it');
    await press(visit, 'Newest');
    await seen(visit, 'Page 1, 50 ratings on it');
    expect(await first(visit)).toContain('115-1-00001');
  });

  it('begin at a day within the period, and say when it lies outside', async () => {
    const visit = await open();
    await visit.page.getByLabel('List from this day back').fill('2026-07-03');
    await press(visit, 'Go');
    await seen(visit, 'from 3 July 2026 (ROC 115) backwards');
    expect(rig.hub.gets.filter(({ id }) => id === 'ratings').at(-1)?.query.to).toBe(
      '2026-07-03T16:00:00.000Z',
    );
    await visit.page.getByLabel('List from this day back').fill('2026-06-03');
    await press(visit, 'Go');
    await seen(visit, 'That day is not within the chosen period');
  });

  it('P5 ask for a name before one clerk is looked at', async () => {
    const visit = await open();
    await visit.page.getByLabel('Clerk', { exact: true }).fill('林雅婷');
    await press(visit, 'Apply');
    await seen(visit, 'Enter a name of 1 to 64 characters.');
    await visit.page.getByLabel('Your name').fill('李主任');
    await press(visit, 'Apply');
    await seen(visit, 'With one clerk chosen no totals are shown here');
    const asked = rig.hub.gets.filter(({ id }) => id === 'ratings').map(({ query }) => query);
    expect(asked.filter(({ clerk }) => clerk !== undefined)).toEqual([
      expect.objectContaining({ clerk: '林雅婷', viewer: '李主任' }),
    ]);
  });

  it('can be taken away as a file of the population', async () => {
    const visit = await open();
    await visit.page.getByLabel('Kind of document').selectOption('Fee receipt');
    await press(visit, 'Apply');
    const link = visit.page.getByRole('link', { name: 'Download CSV' });
    const address = new URL((await link.getAttribute('href')) ?? '');
    expect(address.pathname).toBe('/api/v1/windows/export');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      office: 'east',
      from: '2026-06-30T16:00:00.000Z',
      to: '2026-07-31T16:00:00.000Z',
      kind: 'receipt',
      format: 'csv',
    });
  });

  it('say when nothing fits, when the hub is out of reach, and go on when it is back', async () => {
    const visit = await open();
    ratings = [];
    await press(visit, 'Apply');
    await visit.page.getByLabel('Excluded ratings', { exact: true }).selectOption('Only excluded');
    await press(visit, 'Apply');
    await seen(visit, 'No rating fits.');
    rig.hub.goAway();
    await visit.page.getByLabel('Excluded ratings', { exact: true }).selectOption('All');
    await press(visit, 'Apply');
    await visit.page.getByRole('alert').filter({ hasText: 'page/unreachable' }).first().waitFor();
    rig.hub.comeBack();
    ratings = [ratingView(8)];
    await visit.page.locator('.ratings').getByRole('button', { name: 'Try again' }).click();
    await row(visit, 8).waitFor();
  });
});

describe('S10 excluding a rating', () => {
  it('needs a reason, a remark with “other” and a name; the row stays, struck and explained', async () => {
    const visit = await open();
    await press(visit, 'Exclude: 115-1-00002');
    await dialog(visit).getByRole('button', { name: 'Exclude it' }).click();
    await dialog(visit).getByText('Choose a reason.').waitFor();
    await dialog(visit).getByText('Enter a name of 1 to 64 characters.').waitFor();
    await dialog(visit).getByLabel('Other').check();
    await dialog(visit).getByLabel('Your name').fill('李主任');
    await dialog(visit).getByRole('button', { name: 'Exclude it' }).click();
    expect(await dialog(visit).getByLabel('Remark').getAttribute('aria-invalid')).toBe('true');
    expect(rig.hub.posts).toEqual([]);
    await dialog(visit).getByLabel('Remark').fill('孩童誤按');
    rig.hub.answer = () => {
      ratings[1] = ratingView(2, EXCLUDED);
      return { status: 200, body: ratings[1] };
    };
    await dialog(visit).getByRole('button', { name: 'Exclude it' }).click();
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/ratings/${ratingView(2).window}/exclude`,
      body: { by: '李主任', reason: 'other', remark: '孩童誤按' },
    });
    await seen(visit, 'The rating of 115-1-00002 is excluded.');
    await row(visit, 2).getByText('Excluded: Other, 李主任, 7 July 2026 (ROC 115) 09:29').waitFor();
    expect(await textOf(row(visit, 2))).toContain('孩童誤按');
    const decoration = await row(visit, 2)
      .locator('.level')
      .evaluate((one) => getComputedStyle(one).textDecorationLine);
    expect(decoration).toBe('line-through');
  });

  it('is undone by restoring it, with the name already known', async () => {
    ratings[1] = ratingView(2, EXCLUDED);
    const visit = await open();
    await visit.page.evaluate(() => localStorage.setItem('counter-rating.supervisor', '李主任'));
    await visit.page.reload();
    await press(visit, 'Restore: 115-1-00002');
    expect(await dialog(visit).getByLabel('Your name').inputValue()).toBe('李主任');
    rig.hub.answer = () => {
      ratings[1] = ratingView(2);
      return { status: 200, body: ratings[1] };
    };
    await dialog(visit).getByRole('button', { name: 'Restore it' }).click();
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/ratings/${ratingView(2).window}/restore`,
      body: { by: '李主任' },
    });
    await seen(visit, 'The rating of 115-1-00002 counts again.');
    await visit.page.getByRole('button', { name: 'Exclude: 115-1-00002' }).waitFor();
  });

  it('that somebody else did before is said, and the list shows it', async () => {
    const visit = await open();
    await press(visit, 'Exclude: 115-1-00002');
    await dialog(visit).getByLabel('Test').check();
    await dialog(visit).getByLabel('Your name').fill('王課長');
    rig.hub.answer = () => {
      ratings[1] = ratingView(2, EXCLUDED);
      return problem(409, 'rating/already-excluded');
    };
    await dialog(visit).getByRole('button', { name: 'Exclude it' }).click();
    await seen(visit, 'Somebody else has excluded this rating already');
    await visit.page.getByRole('button', { name: 'Restore: 115-1-00002' }).waitFor();
    expect(await dialog(visit).count()).toBe(0);
  });

  it('has figures with and without it beside each other', async () => {
    const visit = await open();
    const totals = await textOf(visit.page.locator('.totals table'));
    expect(totals).toMatch(/Without excluded500.*90\.0%.*With 3 excluded503.*89\.5%/s);
  });

  it('2.1.1 2.4.3 goes by keyboard alone, Escape closes, and the focus returns', async () => {
    const visit = await open();
    const button = visit.page.getByRole('button', { name: 'Exclude: 115-1-00001' });
    await button.focus();
    await visit.page.keyboard.press('Enter');
    await dialog(visit).waitFor();
    expect(await dialog(visit).evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await visit.page.keyboard.press('Escape');
    await dialog(visit).waitFor({ state: 'detached' });
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('the page of details', () => {
  for (const lang of ['zh', 'en'])
    it(`1.4.10 1.4.3 2.5.8 fits 320 px, can be read and hit, in ${lang}, the form too`, async () => {
      ratings = [ratingView(1, { extended: true, ...EXCLUDED }), ratingView(2)];
      const visit = await open(`?office=east&lang=${lang}`, { width: 320, height: 640 });
      for (const form of [false, true]) {
        if (form) await visit.page.locator('.act button').nth(1).click();
        if (form) await dialog(visit).waitFor();
        expect(await overflow(visit.page)).toEqual([]);
        expect(await smallTargets(visit.page)).toEqual([]);
        expect(await unreadable(visit.page)).toEqual([]);
      }
    });

  it('on paper has the rows and the reasons, and nothing to press', async () => {
    ratings = [ratingView(1, EXCLUDED)];
    const visit = await open();
    await visit.page.emulateMedia({ media: 'print' });
    expect(await visit.page.getByRole('button').count()).toBe(0);
    expect(await visit.page.locator('form:visible').count()).toBe(0);
    expect(await row(visit, 1).getByText('孩童誤按').isVisible()).toBe(true);
  });
});
