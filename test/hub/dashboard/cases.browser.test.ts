import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseView } from '#contract/cases.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { alarmSteps, caseView } from '../../support/caseViews.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { type Asked, problem } from '../../support/scriptedHub.js';
import { at, uuid } from '../../support/views.js';

const rig = new DashboardRig();
const actions = { corrective: '向民眾致歉\n並當場補辦', preventive: '尖峰時段加開櫃檯' };
const released = { state: 'released', releasedAt: at(0), releasedBy: '林主任', ...actions } as const;
let stored: CaseView[] = [];

function page({ query }: Asked) {
  const wanted = stored.filter(
    ({ state, overdue, office }) =>
      (query.state === undefined || query.state === state) &&
      (query.overdue === undefined || query.overdue === String(overdue)) &&
      (query.office === undefined || query.office === office),
  );
  const start = Number(query.after ?? 0);
  const end = start + Number(query.limit);
  return { items: wanted.slice(start, end), ...(end < wanted.length && { next: String(end) }) };
}

beforeEach(() => {
  stored = [
    caseView(1, { openedAt: at(-11 * 86_400), due: '2026-07-03', overdue: true }),
    caseView(2),
    caseView(3, released),
    caseView(4, { ...released, overdue: true }),
  ];
  rig.hub.script = {
    cases: page,
    case: ({ params }) => stored.find(({ id }) => id === params.id) ?? problem(404, 'case/unknown'),
    alarmSteps: () => ({ items: alarmSteps() }),
  };
});

async function open(query: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`cases.html?office=east&${query}`, options);
  await visit.page.locator('main h2').first().waitFor();
  return visit;
}
async function one(n: number, options: VisitOptions = {}, lang = 'en'): Promise<Visit> {
  const visit = await rig.open(`cases.html?case=${uuid(n)}&lang=${lang}`, options);
  await visit.page.locator('.case-steps').first().waitFor();
  return visit;
}
/** Takes the change as the hub does. */
function accept(n: number): void {
  rig.hub.answer = ({ body }) => {
    const { by: _, ...change } = body as Partial<CaseView> & { by: string };
    const changed = { ...caseView(n), ...stored[n - 1], ...change };
    stored = stored.map((known, at) => (at === n - 1 ? changed : known));
    return { status: 200, body: changed };
  };
}
const handling = (visit: Visit): Locator => visit.page.getByRole('form', { name: 'Handling' });
const release = (visit: Visit): Locator => visit.page.getByRole('form', { name: 'Release' });

describe('A9 the list of cases', () => {
  it('has the overdue first, and marks each by word and by sign', async () => {
    const visit = await open('lang=zh');
    await visit.page.locator('.case').nth(3).waitFor();
    expect(await visit.page.locator('main h2').allTextContents()).toEqual([
      '逾期未解除',
      '列管中',
      '已解除列管',
    ]);
    const marks = visit.page.locator('.due-mark');
    expect((await marks.allTextContents()).map((text) => text.trim())).toEqual([
      '逾期 4 天',
      '還有 10 天',
      '已解除列管',
      '逾期解除',
    ]);
    const signs = await marks.locator('path').evaluateAll((all) => all.map((sign) => sign.getAttribute('d')));
    expect(new Set(signs).size).toBe(4);
    expect(await textOf(visit.page.locator('.case').first())).toContain('民國115年7月3日');
    expect(await visit.page.title()).toBe('陳情案件 · 東區戶政事務所');
  });

  it('is read page by page, each part by itself, and leads to a case', async () => {
    stored = Array.from({ length: 15 }, (_, n) => caseView(n + 1));
    const visit = await rig.open('cases.html?lang=en');
    await seen(visit, 'No case is overdue.');
    await visit.page.getByRole('button', { name: 'Older' }).click();
    await seen(visit, 'Page 2, 3 cases');
    expect(await visit.page.locator('.case').count()).toBe(3);
    await visit.page.getByRole('link', { name: 'east-115-014' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'east-115-014' }).waitFor();
    expect(new URL(visit.page.url()).searchParams.get('case')).toBe(uuid(14));
  });
});

describe('A9 one case', () => {
  it('P3 is changed under a name: only what differs is told, and it says so when it is saved', async () => {
    const visit = await one(2);
    await seen(visit, '10 days left');
    accept(2);
    await handling(visit).getByLabel('Owner').fill(' 李秘書 ');
    await handling(visit).getByLabel('Corrective action').fill(actions.corrective);
    await handling(visit).getByText('There are unsaved changes.').waitFor();
    await handling(visit).getByLabel('Your name').fill('林主任');
    await handling(visit).getByRole('button', { name: 'Save' }).click();
    await seen(visit, 'It is saved.');
    expect(rig.hub.posts).toEqual([
      {
        url: `/api/v1/cases/${uuid(2)}`,
        body: { by: '林主任', owner: '李秘書', corrective: actions.corrective },
      },
    ]);
    expect(await handling(visit).getByLabel('Owner').inputValue()).toBe('李秘書');
    await visit.page.reload();
    expect(await handling(visit).getByLabel('Your name').inputValue()).toBe('林主任');
  });

  it('says beside each field what is wrong, and sends nothing', async () => {
    stored[1] = caseView(2, actions);
    const visit = await one(2);
    const form = handling(visit);
    await form.getByLabel('Owner').fill(' ');
    await form.getByLabel('Due day').fill('2026-07-06');
    await form.getByLabel('Preventive action').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await form
      .getByText('The due day cannot be before the case was opened, 7 July 2026 (ROC 115).')
      .waitFor();
    expect(await form.locator('p.faulty').allTextContents()).toEqual([
      'Enter a name of 1 to 64 characters.',
      'The due day cannot be before the case was opened, 7 July 2026 (ROC 115).',
      '',
      'What is written can be changed; it cannot be emptied.',
      'Enter a name of 1 to 64 characters.',
    ]);
    await expect.poll(() => visit.page.evaluate(() => document.activeElement?.id)).toBe('owner');
    await form.getByRole('button', { name: 'Discard changes' }).click();
    expect(await form.getByLabel('Due day').inputValue()).toBe('2026-07-17');
    await form.getByText('Fri, 17 July 2026 (ROC 115)').waitFor();
    await form.getByRole('button', { name: 'Save' }).click({ force: true });
    await form.getByText('Nothing has changed.').waitFor();
    expect(rig.hub.posts).toEqual([]);
  });

  it('is released by keyboard once both actions are saved, and then only read', async () => {
    const visit = await one(2);
    await release(visit).getByText('Still missing: Corrective action and Preventive action.').waitFor();
    await release(visit).getByLabel('Your name').fill('林主任');
    await visit.page.keyboard.press('Enter');
    expect(rig.hub.posts).toEqual([]);
    accept(2);
    await handling(visit).getByLabel('Corrective action').fill(actions.corrective);
    await handling(visit).getByLabel('Preventive action').fill(actions.preventive);
    await release(visit).getByText('Save or discard the changes above').waitFor();
    await handling(visit).getByLabel('Your name').fill('林主任');
    await visit.page.keyboard.press('Enter');
    await seen(visit, 'It is saved.');
    rig.hub.answer = () => ({ status: 200, body: caseView(2, { ...released, releaseRemark: '民眾滿意' }) });
    await release(visit).getByLabel('Remark (optional)').fill('民眾滿意');
    await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.press('Enter');
    await seen(visit, 'The case is released.');
    expect(rig.hub.posts[1]).toEqual({
      url: `/api/v1/cases/${uuid(2)}/release`,
      body: { by: '林主任', remark: '民眾滿意' },
    });
    await seen(visit, 'Released on 7 July 2026 (ROC 115) by 林主任');
    expect(await visit.page.locator('form').count()).toBe(0);
  });

  it('keeps what was typed when the hub refuses it, and says why', async () => {
    const visit = await one(2, {}, 'zh');
    await visit.page.getByLabel('矯正措施').fill('已致歉');
    await visit.page.locator('#changed-by').fill('林主任');
    rig.hub.answer = () => problem(409, 'case/released');
    await visit.page.getByRole('button', { name: '儲存' }).click();
    await visit.page.getByRole('alert').filter({ hasText: '已由其他人解除列管' }).waitFor();
    expect(await visit.page.getByLabel('矯正措施').inputValue()).toBe('已致歉');
  });

  it('has the browser ask before unsaved changes are left', async () => {
    const visit = await one(2);
    const asked: string[] = [];
    visit.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await handling(visit).getByLabel('Owner').fill('李秘書');
    await visit.page.getByRole('link', { name: 'Back to the list' }).click({ noWaitAfter: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await handling(visit).getByLabel('Owner').inputValue()).toBe('李秘書');
    await handling(visit).getByRole('button', { name: 'Discard changes' }).click();
    await visit.page.getByRole('link', { name: 'Back to the list' }).click();
    await visit.page.locator('.case').first().waitFor();
    expect(asked).toHaveLength(1);
  });

  it('that the hub does not know is named, with the way back', async () => {
    const visit = await rig.open(`cases.html?case=${uuid(99)}&lang=en`);
    await visit.page.getByRole('alert').filter({ hasText: 'The hub does not know this case' }).waitFor();
    await visit.page.getByRole('link', { name: 'Back to the list' }).click();
    await visit.page.locator('.case').first().waitFor();
  });
});

describe('A9 the form on paper', () => {
  it('is the 矯正預防追蹤處理單 on one sheet of A4, and nothing else of the page', async () => {
    stored[1] = caseView(2, { ...actions, owner: '李秘書' });
    const visit = await one(2, {}, 'zh');
    const sheet = visit.page.locator('.sheet');
    expect(await sheet.isVisible()).toBe(false);
    await visit.page.emulateMedia({ media: 'print' });
    expect(await sheet.isVisible()).toBe(true);
    expect(await visit.page.locator('main').isVisible()).toBe(false);
    expect(await sheet.locator('h1').innerText()).toBe('矯正預防追蹤處理單');
    expect(await sheet.locator('tbody th').allTextContents()).toEqual(
      ['案號', '狀態', '開案日期', '期限', '開案人', '負責人', '櫃檯', '服務人員'].concat([
        '事實經過',
        '原因',
        '矯正措施',
        '預防措施',
        '解除列管',
      ]),
    );
    expect(await sheet.locator('thead th').allTextContents()).toEqual(['承辦人', '課長', '秘書', '主任']);
    const said = await textOf(sheet);
    for (const fact of ['東區戶政事務所', 'east-115-002', '民國115年7月17日', '3 號櫃檯', '王小明', '李秘書'])
      expect(said).toContain(fact);
    expect(await sheet.locator('td').nth(6).innerText()).toBe('3 號櫃檯');
    expect(said).toContain('確認：陳課長');
    const pdf = await visit.page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it('is printed by a button, which says what is not on it', async () => {
    const visit = await one(2);
    await visit.page.evaluate(() => {
      window.print = () => document.body.classList.add('printed');
    });
    await handling(visit).getByLabel('Owner').fill('李秘書');
    await seen(visit, 'What is saved is printed, without the unsaved changes.');
    await visit.page.getByRole('button', { name: 'Print the form' }).click();
    expect(await visit.page.locator('body.printed').count()).toBe(1);
    await handling(visit).getByRole('button', { name: 'Discard changes' }).click();
  });
});

describe('the pages of cases', () => {
  it.each([
    ['lang=zh', true],
    [`lang=en&case=${uuid(2)}`, false],
  ])('%s fits 320 px, with targets and contrasts that are large enough (dark: %s)', async (query, dark) => {
    const visit = await open(query, { width: 320, dark });
    await visit.page.locator('.due-mark').last().waitFor();
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
    expect(await lowContrast(visit.page)).toEqual([]);
  });
});
