import { describe, expect, it } from 'vitest';
import { words } from '#words/catalogue.js';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { issued, problem } from '../../support/scriptedHub.js';
import { at, endedWindow, issuanceView, windowView } from '../../support/views.js';

const rig = new DashboardRig();

describe('the desk', () => {
  const row = (visit: Visit, number: string) => visit.page.getByRole('row').filter({ hasText: number });

  it('issues with a suggested number and says that the window opens', async () => {
    const desk = await rig.desk();
    await seen(desk, '1 號櫃檯');
    expect(await desk.page.getByLabel('文件編號').inputValue()).toBe('115-1-0001');
    rig.hub.answer = (received) => {
      const { kind, number } = issued(received);
      const issuance = issuanceView(9, { kind, number });
      const window = windowView(9, '1', { state: 'pending', issuances: [issuance] });
      rig.hub.windows = [{ ...window, state: 'open' }];
      return { status: 201, body: { issuance: issuance.id, window } };
    };
    await desk.page.getByLabel('一次告知單').check();
    await desk.page.getByLabel('服務人員').fill('林雅婷');
    await desk.page.getByLabel('服務項目').fill('戶籍謄本');
    await desk.page.getByLabel('來訪編號').fill('A031');
    await desk.page.keyboard.press('Enter');
    expect((await rig.hub.post(1)).body).toEqual({
      office: 'east',
      counter: '1',
      kind: 'notice',
      number: '115-1-0001',
      clerk: '林雅婷',
      service: '戶籍謄本',
      visit: 'A031',
    });
    await seen(desk, '115-1-0001 已開立，民眾正在評分。');
    expect(await textOf(desk.page.locator('.window'))).toMatch(/民眾評分中.*剩 \d+ 秒/s);
    expect(await desk.page.getByLabel('文件編號').inputValue()).toBe('115-1-0002');
  });

  it('tells of a join, of the same again, and of a conflict with its code', async () => {
    const desk = await rig.desk('&lang=en');
    await desk.page.getByLabel('Clerk').fill('Lin');
    const issue = desk.page.getByRole('button', { name: 'Issue', exact: true });
    const two = windowView(9, '1', { issuances: [issuanceView(1), issuanceView(2)] });
    rig.hub.windows = [two];
    rig.hub.answer = () => ({ status: 201, body: { issuance: two.issuances[1]?.id, window: two } });
    await issue.click();
    await seen(desk, 'joined the same window: 2 documents, one rating.');
    rig.hub.answer = () => ({ status: 200, body: { issuance: two.issuances[1]?.id, window: two } });
    await issue.click();
    await seen(desk, 'was issued before with the same content');
    rig.hub.answer = () => problem(409, 'issuance/conflict');
    await issue.click();
    await seen(desk, 'This number already belongs to a document with other content.');
    await seen(desk, 'issuance/conflict');
  });

  it('marks the field the hub refuses and takes the clerk there', async () => {
    const desk = await rig.desk();
    await desk.page.getByLabel('服務人員').fill('林雅婷');
    await desk.page.getByLabel('文件編號').fill('!!');
    rig.hub.answer = () =>
      problem(422, 'request/invalid', [{ path: '/number', reason: 'must match pattern' }]);
    await desk.page.getByRole('button', { name: '開立', exact: true }).click();
    await seen(desk, '主機不接受欄位內容');
    const field = desk.page.getByLabel('文件編號');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await field.fill('A1');
    expect(await field.getAttribute('aria-invalid')).toBe('false');
  });

  it('voids a document after asking once', async () => {
    rig.hub.windows = [endedWindow(1, '1', { issuances: [issuanceView(4)] })];
    const desk = await rig.desk();
    await row(desk, '115-1-0004').getByRole('button', { name: '刪除 規費收據 115-1-0004' }).click();
    await desk.page.getByRole('button', { name: '保留' }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    const again = row(desk, '115-1-0004').getByRole('button');
    expect(await again.evaluate((one) => one === document.activeElement), '2.4.3').toBe(true);
    expect(rig.hub.posts).toEqual([]);
    rig.hub.answer = () => {
      const window = endedWindow(1, '1', {
        issuances: [issuanceView(4, { voidedAt: at(1) })],
        flagged: true,
      });
      rig.hub.windows = [window];
      return { status: 200, body: { issuance: issuanceView(4).id, window } };
    };
    await row(desk, '115-1-0004').getByRole('button').click();
    await desk.page.getByRole('button', { name: '確定刪單' }).click();
    expect((await rig.hub.post(1)).url).toBe('/api/v1/issuances/east/receipt/115-1-0004/void');
    await seen(desk, '115-1-0004 已刪單。');
    await row(desk, '115-1-0004').getByText('已刪單').waitFor();
  });

  it('P5 gets no level: it asks for nothing that carries one, and shows none', async () => {
    rig.hub.windows = [endedWindow(1, '1'), windowView(2, '1')];
    const desk = await rig.desk();
    await seen(desk, '民眾評分中');
    await desk.page.clock.runFor(6_000);
    const asked = desk.requests
      .map((address) => new URL(address).pathname)
      .filter((path) => path.startsWith('/api'));
    expect(new Set(asked)).toEqual(new Set(['/api/v1/session', '/api/v1/offices', '/api/v1/windows']));
    const text = await textOf(desk.page.locator('#page'));
    for (const level of Object.values(words('zh').levels)) expect(text).not.toContain(level);
  });

  it('says when the hub is out of reach and recovers by itself', async () => {
    const desk = await rig.desk();
    await seen(desk, '本櫃檯尚未開立文件。');
    rig.hub.goAway();
    await desk.page.clock.runFor(2_500);
    const bar = desk.page.getByRole('alert').filter({ hasText: '連不上主機' });
    await bar.waitFor();
    rig.hub.comeBack();
    await desk.page.clock.runFor(2_500);
    await bar.waitFor({ state: 'detached' });
  });
});
