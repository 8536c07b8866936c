import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenView } from '#contract/access.js';
import { accountView, signedIn, tokenView } from '../../support/accessViews.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { at, uuid } from '../../support/views.js';

const rig = new DashboardRig();
const ONE_TIME = 'kiwi-7Tram-lamp';
let accounts = [accountView(1)];
let tokens: TokenView[] = [];

beforeEach(() => {
  accounts = [
    accountView(1, { roles: ['clerk', 'officer', 'machine-room'], offices: ['east', 'west'] }),
    accountView(2, { state: 'active', signedInAt: at(-7_200), lockedUntil: at(600) }),
    accountView(3, { state: 'disabled' }),
    accountView(4, { state: 'active', roles: ['machine-room'] }),
    accountView(5, { state: 'active', account: 'lin.meihua', roles: ['supervisor'] }),
  ];
  tokens = [tokenView(1, { usedAt: at(-60) }), tokenView(2, { revokedAt: at(-600) })];
  rig.hub.session = signedIn(['supervisor']);
  rig.hub.script = {
    accounts: ({ query }) => ({
      items: accounts.filter(({ state }) => query.state === undefined || state === query.state),
    }),
    tokens: () => ({ items: tokens }),
  };
  rig.hub.answer = ({ url }) => {
    if (!/\/(approve|reset)$/.test(url)) return problem(500, 'test/unscripted');
    accounts = accounts.map((one) => (url.includes(one.id) ? { ...one, state: 'approved' } : one));
    return { status: 200, body: { account: 'account-1', password: ONE_TIME, expiresAt: at(72 * 3_600) } };
  };
});

async function open(lang: string, options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open(`accounts.html?lang=${lang}`, options);
  await visit.page.locator('.token-form').waitFor();
  await visit.page.locator('.account').nth(5).waitFor();
  return visit;
}

/** Goes on from control to control until the one with this name has the focus. */
async function tabTo(visit: Visit, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await visit.page.keyboard.press('Tab');
    const label = await visit.page.evaluate(() => {
      const focused = document.activeElement;
      return focused?.getAttribute('aria-label') ?? focused?.closest('label')?.textContent?.trim() ?? '';
    });
    if (label.startsWith(name)) return;
  }
  throw new Error(`${name} cannot be reached by Tab`);
}

describe('P2 accounts', () => {
  it('an application is cut down and approved by keyboard alone, and its one-time password is shown once', async () => {
    const visit = await open('en');
    await visit.page.getByRole('checkbox', { name: 'Clerk' }).waitFor();
    for (const name of ['Machine room', 'Supervisor', 'Every office'])
      expect(await visit.page.getByRole('checkbox', { name }).count(), name).toBe(0);
    await tabTo(visit, 'Officer in charge');
    await visit.page.keyboard.press('Space');
    await tabTo(visit, 'Approve: 陳小姐1');
    await visit.page.keyboard.press('Enter');
    await seen(visit, ONE_TIME);
    expect(rig.hub.posts).toEqual([
      { url: `/api/v1/accounts/${uuid(1)}/approve`, body: { roles: ['clerk'], offices: ['east'] } },
    ]);
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('slip-heading');
    await visit.page.emulateMedia({ media: 'print' });
    expect(await visit.page.locator('.account:visible, header:visible').count()).toBe(0);
    expect(await visit.page.getByText(ONE_TIME).isVisible()).toBe(true);
    await visit.page.emulateMedia({ media: 'screen' });
    await seen(visit, 'No application is waiting.');
    await visit.page.reload();
    await visit.page.locator('.account').nth(5).waitFor();
    expect(await visit.page.content()).not.toContain(ONE_TIME);
  });

  it('are changed, disabled and reset, but not beyond one’s own; what others decided is said', async () => {
    const visit = await open('zh');
    await seen(visit, '鎖定至 09:40');
    expect(await visit.page.getByRole('button', { name: /陳小姐4/ }).count()).toBe(0);
    expect(await visit.page.getByRole('button', { name: /陳小姐5/ }).allTextContents()).toEqual([
      '變更權限',
      '停用',
    ]);
    expect(await visit.page.getByRole('button', { name: /陳小姐3/ }).allTextContents()).toEqual(['重設密碼']);
    await visit.page.getByRole('button', { name: '停用：陳小姐2' }).click();
    const dialog = visit.page.getByRole('dialog', { name: '停用帳號' });
    rig.hub.answer = () => problem(409, 'account/last-administrator');
    await dialog.getByRole('button', { name: '停用帳號' }).click();
    await dialog.getByText('最後一個能核准帳號的人').waitFor();
    await visit.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    rig.hub.answer = () => {
      accounts = accounts.slice(1);
      return problem(409, 'account/decided');
    };
    await visit.page.getByRole('button', { name: '不核准：陳小姐1' }).click();
    await seen(visit, '已由其他人處理');
    await seen(visit, '沒有等待核准的申請');
  });
});

describe('tokens of programs', () => {
  it('a token is made, shown once, and revoked after one more question', async () => {
    const visit = await open('en');
    const form = visit.page.getByRole('form', { name: 'Make a token' });
    await form.getByRole('button', { name: 'Make a token' }).click();
    await seen(visit, 'Enter 1 to 64 characters.');
    await form.getByLabel('For which program').fill('叫號系統');
    const made = tokenView(3, { label: '叫號系統' });
    rig.hub.answer = () => {
      tokens = [made, ...tokens];
      return { status: 201, body: { ...made, token: `rh_${'x'.repeat(43)}` } };
    };
    await visit.page.keyboard.press('Enter');
    await seen(visit, `rh_${'x'.repeat(43)}`);
    expect(rig.hub.posts[0]?.body).toEqual({
      purpose: 'issuing',
      office: 'east',
      label: '叫號系統',
      days: 365,
    });
    await visit.page.getByRole('button', { name: 'Put away' }).click();
    expect(await visit.page.content()).not.toContain('rh_x');
    await visit.page.getByRole('button', { name: 'Revoke: 叫號系統' }).click();
    rig.hub.answer = () => {
      const revoked = { ...made, revokedAt: at(0) };
      tokens = tokens.map((one) => (one.id === made.id ? revoked : one));
      return { status: 200, body: revoked };
    };
    const dialog = visit.page.getByRole('dialog', { name: 'Revoke the token' });
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await seen(visit, 'The token of 叫號系統 is revoked.');
    expect(await visit.page.getByRole('button', { name: 'Revoke: 叫號系統' }).count()).toBe(0);
    expect(rig.hub.posts[1]).toEqual({ url: `/api/v1/tokens/${uuid(3)}/revoke`, body: {} });
  });
});

describe('WCAG 2.2 AA on the page of accounts', () => {
  it.each(['zh', 'en'])('1.4.3, 1.4.10 and 2.5.8 hold in %s, light and dark', async (lang) => {
    const visit = await open(lang, { width: 320, height: 640 });
    await visit.page.getByRole('button', { name: /^(重設密碼|Reset password).*2$/ }).click();
    await visit.page.locator('dialog .button.main').click();
    await seen(visit, ONE_TIME);
    expect(await overflow(visit.page)).toEqual([]);
    expect(await smallTargets(visit.page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit.page.emulateMedia({ colorScheme });
      expect(await lowContrast(visit.page), colorScheme).toEqual([]);
    }
  });
});
