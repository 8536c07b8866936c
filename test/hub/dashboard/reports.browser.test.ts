import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImprovementView, ReportView } from '#contract/reports.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { reportView } from '../../support/recordViews.js';
import { type Asked, problem } from '../../support/scriptedHub.js';
import { at, uuid } from '../../support/views.js';

const rig = new DashboardRig();
const JUNE = '?office=east&period=month&on=2026-06-01&lang=en';
let reports: ReportView[] = [];
let improvements: ImprovementView[] = [];

function page({ query }: Asked) {
  const start = Number(query.after ?? 0);
  const end = start + Number(query.limit);
  return { items: reports.slice(start, end), ...(end < reports.length && { next: String(end) }) };
}

beforeEach(() => {
  reports = [reportView(1)];
  improvements = [];
  rig.hub.script = {
    reports: page,
    improvements: () => ({ items: improvements }),
    openData: () => ({
      items: [
        { name: 'ratings-2026-06.csv', month: '2026-06', bytes: 9_100 },
        { name: 'dictionary.json', bytes: 4_200 },
      ],
    }),
  };
});

async function open(query = JUNE, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`reports.html${query}`, options);
  await visit.page.locator('.report').first().waitFor();
  return visit;
}
const make = (visit: Visit): Locator => visit.page.locator('form.make');
const entry = (visit: Visit, n: number): Locator => visit.page.locator('.report').nth(n);

describe('a report', () => {
  it('is made of what the frame shows, followed until it is ready, and handed out in every format', async () => {
    const visit = await open();
    await seen(visit, 'East District Household Registration Office · June 2026 (ROC 115)');
    await make(visit).getByLabel('Your name').fill('李主任');
    const asked = reportView(2, { occasion: 'asked', by: '李主任', state: 'waiting' });
    rig.hub.answer = () => {
      reports = [asked, ...reports];
      return { status: 202, body: asked };
    };
    await make(visit).getByRole('button', { name: 'Have it made' }).click();
    expect((await rig.hub.post(1)).body).toEqual({
      office: 'east',
      from: '2026-05-31T16:00:00.000Z',
      to: '2026-06-30T16:00:00.000Z',
      by: '李主任',
    });
    await seen(visit, 'The report of June 2026 (ROC 115) is on its way.');
    await seen(visit, '1 report is on the way');
    expect(await entry(visit, 0).getByRole('link').count()).toBe(0);
    reports = [{ ...asked, state: 'ready' }, ...reports.slice(1)];
    await visit.page.clock.runFor(3_500);
    await seen(visit, 'The report of June 2026 (ROC 115) is ready.');
    const links = entry(visit, 0).getByRole('link');
    expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual(
      ['pdf', 'odt', 'ods', 'csv', 'json'].map(
        (format) => `${rig.hub.origin}/api/v1/reports/${asked.id}/${format}`,
      ),
    );
  });

  it('of a ROC year of the whole city is one choice above away', async () => {
    const visit = await open('?lang=zh&period=year&on=2025-01-01');
    await make(visit).getByLabel('您的姓名').fill('李主任');
    await make(visit).getByText('全市 · 民國114年').waitFor();
    rig.hub.answer = () => problem(503, 'report/too-many-waiting');
    await make(visit).getByRole('button', { name: '製作報表' }).click();
    expect((await rig.hub.post(1)).body).toMatchObject({ from: '2024-12-31T16:00:00.000Z', by: '李主任' });
    await seen(visit, '等候製作的報表太多');
  });

  it('needs a name, and a period that has begun', async () => {
    const visit = await open('?office=east&lang=en&period=month&on=2026-08-01');
    await seen(visit, 'This period has not begun');
    await make(visit).getByRole('button', { name: 'Have it made' }).click({ force: true });
    await make(visit).getByText('Enter a name of 1 to 64 characters.').waitFor();
    await make(visit).getByLabel('Your name').fill('李主任');
    await make(visit).getByRole('button', { name: 'Have it made' }).click({ force: true });
    await visit.page.getByRole('button', { name: 'This month' }).click();
    await seen(visit, 'This period is not over');
    expect(rig.hub.posts).toEqual([]);
  });

  it('that failed says its code and what to do, and older ones are a page away', async () => {
    reports = Array.from({ length: 25 }, (_, n) => reportView(n + 1));
    reports[0] = reportView(1, { state: 'failed', failure: 'report/no-font' });
    const visit = await open();
    expect(await textOf(entry(visit, 0))).toContain('Reason: report/no-font. Have it made again');
    await visit.page.getByRole('button', { name: 'Older' }).click();
    await seen(visit, 'Page 2');
    expect(await visit.page.locator('.report').count()).toBe(5);
    await visit.page.getByRole('button', { name: 'Newer' }).click();
    await seen(visit, 'Page 1');
  });

  it('is looked for again when the hub was out of reach while it was made', async () => {
    reports = [reportView(1, { state: 'making' })];
    const visit = await open();
    rig.hub.goAway();
    await visit.page.clock.runFor(3_500);
    await visit.page.getByRole('alert').filter({ hasText: 'The hub cannot be reached.' }).waitFor();
    reports = [reportView(1)];
    rig.hub.comeBack();
    await visit.page.clock.runFor(3_500);
    await entry(visit, 0).getByRole('link', { name: /PDF/ }).waitFor();
  });
});

describe('improvements', () => {
  it('are noted for an office under a name, and stand with their line breaks', async () => {
    const visit = await open();
    const form = visit.page.locator('form.noting');
    await form.getByRole('button', { name: 'Note it' }).click();
    await form.getByText('Write 1 to 1,000 characters.').waitFor();
    await form.getByLabel('What was done').fill('加開櫃檯\n延長時間');
    await form.getByLabel('Your name').fill('李主任');
    rig.hub.answer = ({ body }) => {
      const noted = { id: uuid(1), at: at(0), ...(body as Pick<ImprovementView, 'office' | 'by' | 'text'>) };
      improvements = [noted];
      return { status: 201, body: noted };
    };
    await form.getByRole('button', { name: 'Note it' }).click();
    await seen(visit, 'It is noted.');
    expect((await rig.hub.post(1)).body).toEqual({
      office: 'east',
      by: '李主任',
      text: '加開櫃檯\n延長時間',
    });
    expect(await visit.page.locator('.said').innerText()).toBe('加開櫃檯\n延長時間');
    expect(await form.getByLabel('What was done').inputValue()).toBe('');
  });

  it('of the whole city are read and not written', async () => {
    const visit = await open('?lang=en');
    await seen(visit, 'Choose an office first to note an improvement.');
    expect(await visit.page.locator('form.noting').count()).toBe(0);
  });
});

describe('what else is handed out and taken in', () => {
  it('S11 open data stands by month with links and sizes, the dictionary first', async () => {
    const visit = await open();
    const list = visit.page.locator('.open-data');
    await list.waitFor();
    expect(await textOf(list)).toMatch(
      /^Data dictionarydictionary\.json 4\.2 kBJune 2026 \(ROC 115\)ratings-2026-06\.csv 9\.1 kB$/,
    );
    expect(await list.getByRole('link').first().getAttribute('href')).toBe(
      `${rig.hub.origin}/api/v1/open-data/dictionary.json`,
    );
  });

  it('earlier ratings are checked and imported in a folded part that names the columns', async () => {
    const visit = await open();
    await visit.page.getByText('Import earlier ratings').click();
    await seen(visit, 'answer_seconds');
    const clean = { rows: 3, good: 3, faultCount: 0, faults: [], known: 1, imported: false };
    rig.hub.answer = ({ url }) => ({
      status: 200,
      body: url.includes('dryRun') ? clean : { ...clean, imported: true, id: uuid(3) },
    });
    await visit.page
      .locator('#ratings-file')
      .setInputFiles({ name: 'old.ods', mimeType: '', buffer: Buffer.from('PK') });
    await visit.page.locator('#ratings-by').fill('李主任');
    await visit.page.getByRole('button', { name: 'Check it first' }).click();
    await seen(visit, '3 rows, 3 of them good, 1 here already.');
    await visit.page.getByRole('button', { name: 'Import', exact: true }).click();
    await seen(visit, '2 rows are imported.');
    expect(rig.hub.posts.map(({ url }) => new URL(url, rig.hub.origin).pathname)).toEqual([
      '/api/v1/imports/ratings',
      '/api/v1/imports/ratings',
    ]);
  });
});

describe('the page of reports', () => {
  for (const lang of ['zh', 'en'])
    it(`1.4.10 1.4.3 2.5.8 fits 320 px, can be read and hit, in ${lang}`, async () => {
      improvements = [{ id: uuid(4), office: 'east', at: at(0), by: '李主任', text: '加開櫃檯' }];
      reports = [reportView(1), reportView(2, { state: 'failed' }), reportView(3, { state: 'making' })];
      const visit = await open(`?office=east&lang=${lang}`, { width: 320, height: 640 });
      await visit.page.locator('main summary').click();
      expect(await overflow(visit.page)).toEqual([]);
      expect(await smallTargets(visit.page)).toEqual([]);
      expect(await unreadable(visit.page)).toEqual([]);
    });
});
