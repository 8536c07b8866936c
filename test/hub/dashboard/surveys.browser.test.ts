import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ImportReport, MAX_FAULTS } from '#contract/imports.js';
import type { SurveyView } from '#contract/surveys.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { overflow, smallTargets, unreadable } from '../../support/pageChecks.js';
import { surveyView } from '../../support/recordViews.js';
import { problem } from '../../support/scriptedHub.js';

const rig = new DashboardRig();
const TABLE_12 = surveyView();
let surveys: SurveyView[] = [];

beforeEach(() => {
  surveys = [TABLE_12];
  rig.hub.script = {
    surveys: () => ({ items: surveys }),
    survey: ({ params }) => surveys.find(({ id }) => id === params.survey) ?? problem(404, 'survey/unknown'),
  };
});

async function open(query = '', options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`surveys.html${query}`, options);
  await visit.page.locator('.listing, .one-survey, .told').first().waitFor();
  return visit;
}
const one = (lang: string, options: VisitOptions = {}): Promise<Visit> =>
  open(`?lang=${lang}&survey=${TABLE_12.id}`, options);
const rowOf = (visit: Visit, table: number, name: string): Locator =>
  visit.page.locator('.survey-table').nth(table).locator('tr', { hasText: name });

const file = (name: string, text = '項目,期別') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});
const report = (change: Partial<ImportReport>): ImportReport => ({
  rows: 24,
  good: 24,
  faultCount: 0,
  faults: [],
  known: 0,
  imported: false,
  ...change,
});

async function check(visit: Visit, chosen: ReturnType<typeof file>): Promise<void> {
  await visit.page.locator('input[type=file]').setInputFiles(chosen);
  await visit.page.getByLabel('Your name').fill('李主任');
  await visit.page.getByRole('button', { name: 'Check it first' }).click();
}

describe('a survey', () => {
  it('is found in the list and shown by charts in which the middle answer has its own name', async () => {
    const visit = await open();
    await visit.page.getByRole('link', { name: TABLE_12.title }).click();
    await visit.page.getByRole('img', { name: /各項目的分布/ }).waitFor();
    expect(new URL(visit.page.url()).searchParams.get('survey')).toBe(TABLE_12.id);
    const drawings = await visit.page.locator('.drawing svg').allTextContents();
    expect(drawings).toHaveLength(2);
    for (const drawing of drawings) {
      expect(drawing).toContain('不清楚');
      expect(drawing).not.toContain('普通');
    }
    expect(await textOf(visit.page.locator('main'))).not.toContain('普通');
    await seen(visit, '回收率 94.99%（發出 12,682 份，回收 12,047 份）');
  });

  it('S4 has exact percentages: three decimals for the whole, two for a wave, none forced to 100', async () => {
    const visit = await one('zh');
    await visit.page.locator('.survey-table').first().waitFor();
    expect(await textOf(rowOf(visit, 0, '評分系統'))).toMatch(
      /60\.554%7,295.*3\.578%431.*12,047.*96\.389%.*4\.569/s,
    );
    const total = await textOf(rowOf(visit, 0, '合計'));
    for (const exact of ['65.536%', '32.087%', '2.285%', '0.089%', '0.003%', '72,282'])
      expect(total).toContain(exact);
    expect(await textOf(rowOf(visit, 1, '8月'))).toContain('1.59%287');
    expect(await textOf(rowOf(visit, 1, '10月'))).toContain('69.76%12,757');
    await visit.page.locator('summary', { hasText: '各項目各期' }).click();
    const cells = visit.page.locator('.survey-table').nth(2).locator('tbody').nth(1);
    expect(await textOf(cells.locator('tr').first())).toMatch(/^評分系統6月47\.20%1,407.*11\.20%334/s);
    expect(await cells.locator('tr').count()).toBe(4);
  });

  it('is left and found again by back and forward, and said to be gone when it is', async () => {
    const visit = await open('?lang=en');
    await visit.page.getByRole('link', { name: TABLE_12.title }).click();
    await visit.page.locator('.one-survey').waitFor();
    await visit.page.goBack();
    await seen(visit, 'Imported surveys');
    surveys = [];
    await visit.page.goForward();
    await seen(visit, 'The hub does not know this survey');
  });

  it('is removed after a question and under a name, by keyboard, Escape keeping it', async () => {
    const visit = await one('en');
    const button = visit.page.getByRole('button', { name: 'Remove this survey' });
    await button.focus();
    await visit.page.keyboard.press('Enter');
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByText(`Remove “${TABLE_12.title}”?`).waitFor();
    await visit.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
    await visit.page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByText('Enter a name of 1 to 64 characters.').waitFor();
    await dialog.getByLabel('Your name').fill('李主任');
    rig.hub.answer = () => {
      surveys = [];
      return { status: 200, body: TABLE_12 };
    };
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/surveys/${TABLE_12.id}/remove`,
      body: { by: '李主任' },
    });
    await seen(visit, `“${TABLE_12.title}” is removed.`);
    await seen(visit, 'No survey has been imported yet.');
  });
});

describe('importing a survey', () => {
  it('checks first, names what is there, imports the same bytes, and opens it', async () => {
    surveys = [];
    const visit = await open('?lang=en');
    rig.hub.answer = ({ url }) => {
      if (url.includes('dryRun=true')) return { status: 200, body: report({}) };
      surveys = [TABLE_12];
      return { status: 201, body: report({ imported: true, id: TABLE_12.id }) };
    };
    await check(visit, file('table12.csv'));
    await seen(visit, 'Nothing is wrong; it can be imported.');
    await visit.page.getByRole('button', { name: 'Import', exact: true }).click();
    await seen(visit, '24 rows are imported.');
    const posts = rig.hub.posts.map(({ url, body }) => [url, (body as Buffer).toString()]);
    const by = encodeURIComponent('李主任');
    expect(posts).toEqual([
      [`/api/v1/imports/surveys?by=${by}&dryRun=true`, '項目,期別'],
      [`/api/v1/imports/surveys?by=${by}`, '項目,期別'],
    ]);
    await visit.page.getByRole('button', { name: 'Open the imported survey' }).click();
    await visit.page.locator('.one-survey').waitFor();
  });

  it('with 1,000 faults of many more names each in a table that scrolls by itself, and imports nothing', async () => {
    const visit = await open('?lang=en', { width: 390 });
    const faults = Array.from({ length: MAX_FAULTS }, (_, n) => ({
      row: n + 2,
      column: '非常滿意',
      code: 'import/bad-value',
      detail: `「x${n}」不正確。 “x${n}” is wrong.`,
    }));
    rig.hub.answer = () => ({
      status: 200,
      body: report({ rows: 20_000, good: 7_655, faultCount: 12_345, faults }),
    });
    await check(visit, file('bad.csv'));
    await seen(visit, '12345 things are wrong, so nothing is imported.');
    await seen(visit, 'The first 1000 of 12345 are listed.');
    expect(await visit.page.locator('.faults tbody tr').count()).toBe(MAX_FAULTS);
    const region = visit.page.getByRole('region', { name: 'What is wrong' });
    expect((await region.boundingBox())?.height).toBeLessThan(600);
    await region.focus();
    await visit.page.keyboard.press('End');
    await visit.page.getByText('“x999” is wrong.').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0);
    expect(await overflow(visit.page)).toEqual([]);
  });

  it('refuses a wrong file before it is sent, and says what to do', async () => {
    const visit = await open('?lang=en');
    await visit.page.getByRole('button', { name: 'Check it first' }).click();
    await seen(visit, 'Choose a file.');
    await check(visit, file('table.xlsx'));
    await seen(visit, 'Only CSV or ODS files are taken.');
    await check(visit, file('empty.csv', ''));
    await seen(visit, 'The file is empty');
    await check(visit, file('large.csv', 'x'.repeat(4 * 1024 * 1024 + 1)));
    await seen(visit, 'The file is larger than 4 MB.');
    expect(rig.hub.posts).toEqual([]);
  });

  it.each([
    ['import/wrong-encoding', 'The CSV is not in UTF-8.'],
    ['import/wrong-columns', 'The column names in the first row are not as expected.'],
    ['import/unreadable', 'The file is damaged'],
    ['import/too-many-rows', 'There are too many rows'],
  ])('says what %s means, with what the hub found', async (code, said) => {
    const visit = await open('?lang=en');
    rig.hub.answer = () => problem(422, code);
    await check(visit, file('table.csv'));
    const alert = visit.page.getByRole('alert').filter({ hasText: said });
    await alert.waitFor();
    expect(await textOf(alert.locator('.found'))).toBe(code);
  });
});

describe('the page of surveys', () => {
  for (const lang of ['zh', 'en'])
    it(`1.4.10 1.4.3 2.5.8 fits 320 px, can be read and hit, in ${lang}`, async () => {
      for (const query of [`?lang=${lang}`, `?lang=${lang}&survey=${TABLE_12.id}`]) {
        const visit = await open(query, { width: 320, height: 640 });
        await visit.page.locator('.survey-list, .survey-table').first().waitFor();
        for (const summary of await visit.page.locator('main summary').all()) await summary.click();
        expect(await overflow(visit.page)).toEqual([]);
        expect(await smallTargets(visit.page)).toEqual([]);
        expect(await unreadable(visit.page)).toEqual([]);
      }
    });

  it('says when the hub is out of reach, and goes on when it is back', async () => {
    rig.hub.goAway();
    const visit = await open('?lang=en');
    await visit.page.locator('main').getByText('The hub cannot be reached.').waitFor();
    rig.hub.comeBack();
    await visit.page.locator('main').getByRole('button', { name: 'Try again' }).click();
    await visit.page.getByRole('link', { name: TABLE_12.title }).waitFor();
  });
});
