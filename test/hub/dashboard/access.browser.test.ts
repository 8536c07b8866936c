import { beforeEach, describe, expect, it } from 'vitest';
import { signedIn } from '../../support/accessViews.js';
import type { Visit } from '../../support/browser.js';
import { alarmSteps, caseView } from '../../support/caseViews.js';
import { DashboardRig, seen } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { alarmView, at, snapshot, uuid } from '../../support/views.js';

const rig = new DashboardRig();
const NOBODY = { state: 'nobody' } as const;

/** Lets in whoever sends this password. */
function doorman(password: string, state: 'signed-in' | 'must-change' = 'signed-in'): void {
  rig.hub.answer = ({ url, body }) => {
    if (url !== '/api/v1/session') return problem(500, 'test/unscripted');
    if ((body as { password: string }).password !== password) return problem(401, 'session/refused');
    rig.hub.session = signedIn(['supervisor'], { state });
    return { status: 201, body: rig.hub.session };
  };
}

async function typeIn(visit: Visit, password: string, account = 'lin.meihua'): Promise<void> {
  await visit.page.getByLabel(/^(帳號|Account)$/).fill(account);
  await visit.page.getByLabel(/^(密碼|Password)$/).fill(password);
  await visit.page.keyboard.press('Enter');
}

describe('P2 signing in', () => {
  it('leads from any page to the door and back to that page', async () => {
    rig.hub.session = NOBODY;
    doorman('Mei-hua 1949');
    const visit = await rig.open('console.html?office=east&lang=zh');
    await visit.page.getByRole('heading', { name: '登入' }).waitFor();
    expect(rig.hub.gets).toEqual([]);
    const fields = visit.page.locator('input');
    expect(await fields.evaluateAll((all) => all.map((one) => one.getAttribute('autocomplete')))).toEqual([
      'username',
      'current-password',
    ]);
    await typeIn(visit, 'wrong');
    await visit.page.getByRole('alert').getByText('帳號或密碼不正確').waitFor();
    await visit.page.getByRole('button', { name: '顯示密碼' }).click();
    expect(await visit.page.getByLabel('密碼', { exact: true }).getAttribute('type')).toBe('text');
    await typeIn(visit, 'Mei-hua 1949', ' Lin.Meihua ');
    await seen(visit, '目前沒有待確認的警示');
    const { pathname, search } = new URL(visit.page.url());
    expect(pathname + search).toBe('/console.html?office=east&lang=zh');
    expect(rig.hub.posts.at(-1)?.body).toEqual({ account: 'lin.meihua', password: 'Mei-hua 1949' });
  });

  it('says until when an account is locked, and beside an empty field what is missing', async () => {
    rig.hub.session = { ...NOBODY, oidc: '市府單一簽入' };
    rig.hub.answer = () => ({
      status: 423,
      body: { code: 'session/locked', detail: `locked until ${at(900)} after five wrong passwords` },
    });
    const visit = await rig.open('sign-in.html?lang=zh&next=reports.html');
    await visit.page.getByRole('button', { name: '登入', exact: true }).click();
    await seen(visit, '請輸入帳號。');
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('account');
    const provider = visit.page.getByRole('link', { name: '以「市府單一簽入」登入' });
    expect(await provider.getAttribute('href')).toBe('./api/v1/session/oidc?next=reports.html');
    await typeIn(visit, 'x');
    await seen(visit, '09:45 之後才能再試');
  });

  it('a one-time password lets in to nothing but the form of another, whose rules are judged as it is typed', async () => {
    rig.hub.session = NOBODY;
    doorman('once-only', 'must-change');
    const visit = await rig.open('sign-in.html?lang=en&next=cases.html%3Flang%3Den');
    await typeIn(visit, 'once-only');
    await visit.page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(await visit.page.getByLabel('Present password').count()).toBe(0);
    const met = visit.page.locator('.rules li[data-met="true"]');
    const next = visit.page.locator('#next');
    await next.fill('short');
    expect(await met.count()).toBe(2);
    await next.press('Enter');
    await seen(visit, 'does not meet the rules below yet');
    expect(rig.hub.posts).toHaveLength(1);
    await next.fill('Paper boats 7');
    expect(await met.count()).toBe(4);
    rig.hub.script = { cases: () => ({ items: [] }) };
    rig.hub.answer = ({ url, body }) => {
      expect({ url, body }).toEqual({
        url: '/api/v1/session/password',
        body: { password: 'once-only', next: 'Paper boats 7' },
      });
      rig.hub.session = signedIn(['supervisor']);
      return { status: 200, body: rig.hub.session };
    };
    await next.press('Enter');
    await seen(visit, 'No case is overdue.');
  });

  it('whoever must change the password is led there from every page', async () => {
    rig.hub.session = signedIn(['officer'], { state: 'must-change' });
    const visit = await rig.open('overview.html?lang=en');
    await visit.page.getByLabel('Present password').waitFor();
    expect(rig.hub.gets).toEqual([]);
  });

  it('never leads anywhere but to a page of ours', async () => {
    rig.hub.session = signedIn(['officer']);
    const visit = await rig.open('');
    for (const evil of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      await visit.page.goto(`${rig.hub.origin}/sign-in.html?lang=zh&next=${encodeURIComponent(evil)}`);
      await visit.page.waitForURL(`${rig.hub.origin}/`);
      await visit.page.getByRole('heading', { level: 1, name: '櫃檯即時評分' }).waitFor();
    }
  });
});

const CONSOLE = '開啟主管警示台';
const BOXES = '評分機管理（機房人員）';
const STARTS = [
  ['clerk', ['3 號櫃檯'], [CONSOLE, '統計與報表', BOXES, '帳號與權杖']],
  ['supervisor', [CONSOLE, '陳情案件', '帳號與權杖'], ['3 號櫃檯', BOXES]],
  ['officer', ['統計與報表'], [CONSOLE, '陳情案件', '3 號櫃檯', '帳號與權杖']],
  ['machine-room', [BOXES, '帳號與權杖', '系統狀態'], ['統計與報表', '3 號櫃檯']],
] as const;

describe('P1 what a page is for', () => {
  it('everybody starts with what there is for them, and with nothing else', async () => {
    const visit = await rig.open('?lang=zh');
    for (const [role, there, absent] of STARTS) {
      rig.hub.session = signedIn([role]);
      await visit.page.reload();
      await seen(visit, there[0]);
      for (const name of there)
        expect(await visit.page.getByRole('link', { name, exact: true }).count(), `${role} ${name}`).toBe(1);
      for (const name of absent)
        expect(await visit.page.getByRole('link', { name, exact: true }).count(), `${role} ${name}`).toBe(0);
    }
  });

  it('a page of others says so plainly and leads to what one may use', async () => {
    rig.hub.session = signedIn(['officer']);
    const visit = await rig.open('console.html?office=east&lang=en', { width: 320, height: 640 });
    await seen(visit, 'This page is not for your role');
    await seen(visit, 'It is for: Supervisor. Your role: Officer in charge.');
    await visit.page.getByRole('link', { name: 'Overview' }).waitFor();
    expect(rig.hub.gets).toEqual([]);
    expect([await overflow(visit.page), await smallTargets(visit.page)]).toEqual([[], []]);
  });
});

describe('P3 everything is done in the name of whoever is signed in', () => {
  beforeEach(() => {
    rig.hub.session = signedIn(['supervisor']);
    rig.hub.script = {
      case: () => caseView(2),
      alarmSteps: () => ({ items: alarmSteps() }),
      alarms: () => ({ items: [] }),
    };
  });

  it('on the console, where nobody is asked for a name', async () => {
    const alarm = alarmView(1, '2');
    rig.hub.snapshot = snapshot({ alarms: [alarm] });
    rig.hub.answer = () => ({ status: 200, body: { ...alarm, state: 'acknowledged', by: '林美華' } });
    const visit = await rig.open('console.html?office=east&lang=zh');
    await visit.page.getByRole('button', { name: '林美華，您的帳號' }).waitFor();
    expect(await visit.page.getByRole('button', { name: '更改' }).count()).toBe(0);
    await visit.page.locator('.alarm .come').click();
    expect((await rig.hub.post(1)).body).toEqual({ by: '林美華', office: 'east' });
    expect(await visit.page.getByRole('dialog').count()).toBe(0);
  });

  it('on a case, whose forms have no field for a name', async () => {
    const visit = await rig.open(`cases.html?case=${uuid(2)}&lang=zh`);
    await visit.page.locator('.case-steps').first().waitFor();
    expect(await visit.page.getByLabel('您的姓名').count()).toBe(0);
    rig.hub.answer = () => ({ status: 200, body: { ...caseView(2), owner: '李秘書' } });
    await visit.page.locator('#owner').fill('李秘書');
    await visit.page.locator('.case-form').getByRole('button', { name: '儲存' }).click();
    expect((await rig.hub.post(1)).body).toEqual({ by: '林美華', owner: '李秘書' });
  });

  it('who that is, is told in the head of the page, with the way out', async () => {
    const visit = await rig.open('?lang=en', { width: 320, height: 640 });
    await visit.page.getByRole('button', { name: '林美華, your account' }).press('Enter');
    const dialog = visit.page.getByRole('dialog', { name: 'Your account' });
    await dialog.getByText('lin.meihua').waitFor();
    expect(await dialog.getByRole('link', { name: 'Change password' }).getAttribute('href')).toBe(
      './sign-in.html?change=1&next=%3Flang%3Den&lang=en',
    );
    expect([await overflow(visit.page), await lowContrast(visit.page)]).toEqual([[], []]);
    rig.hub.answer = () => {
      rig.hub.session = NOBODY;
      return { status: 200, body: NOBODY };
    };
    await dialog.getByRole('button', { name: 'Sign out on all devices' }).click();
    await visit.page.getByRole('heading', { name: '登入' }).waitFor();
    expect(rig.hub.posts).toEqual([{ url: '/api/v1/session/end-all', body: {} }]);
  });
});

describe('a session that ends', () => {
  it('by a 401 to any request or to the live stream leads to the door, which keeps the address', async () => {
    rig.hub.session = signedIn(['supervisor']);
    for (const path of ['wall.html?office=east&lang=en', 'cases.html?office=east&lang=en']) {
      rig.hub.refusal = problem(401, 'access/sign-in');
      const visit = await rig.open(path);
      await visit.page.waitForURL(/sign-in/);
      rig.hub.refusal = undefined;
      await visit.page.waitForURL(`${rig.hub.origin}/${path}`);
    }
  });

  it('2.2.1 warns two minutes before idleness ends it, and goes on at the press of a button', async () => {
    rig.hub.session = signedIn(['supervisor']);
    const visit = await rig.open('?lang=en');
    await visit.page.getByRole('link', { name: 'Open the console' }).waitFor();
    const stay = visit.page.getByRole('button', { name: 'Stay signed in' });
    await visit.page.clock.runFor(779_000);
    expect(await stay.count()).toBe(0);
    await visit.page.clock.runFor(3_000);
    await seen(visit, 'you will be signed out in 1 min 5');
    expect([await overflow(visit.page), await lowContrast(visit.page)]).toEqual([[], []]);
    rig.hub.now += 782_000;
    rig.hub.session = signedIn(['supervisor'], { idleUntil: at(782 + 900) });
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    rig.hub.session = NOBODY;
    await visit.page.clock.runFor(902_000);
    await visit.page.waitForURL(/sign-in\.html\?next=/);
  });

  it('is never idle beside a live stream, and warns of its own end', async () => {
    rig.hub.session = signedIn(['supervisor'], { idleUntil: at(60), endsAt: at(90) });
    const visit = await rig.wall('&lang=en');
    await seen(visit, 'This session ends in 1 min');
    expect(await visit.page.getByRole('button', { name: 'Stay signed in' }).count()).toBe(0);
  });
});

describe('applying for an account', () => {
  it('P2 says beside each field what is wrong, and what happens next', async () => {
    rig.hub.session = NOBODY;
    const visit = await rig.open('sign-in.html?lang=en');
    await visit.page.getByRole('link', { name: 'No account yet?' }).click();
    await visit.page.getByRole('button', { name: 'Send the application' }).click();
    await seen(visit, 'Choose at least one role.');
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('account');
    await visit.page.getByRole('textbox', { name: 'Account' }).fill('chen.xiaojie');
    await visit.page.getByRole('textbox', { name: 'Name' }).fill('陳小姐');
    await visit.page.getByRole('checkbox', { name: 'Clerk' }).check();
    await visit.page.getByRole('checkbox', { name: 'East District' }).check();
    await visit.page.getByRole('textbox', { name: 'What it is for' }).fill('Counter 3');
    rig.hub.answer = () => problem(409, 'account/name-taken');
    await visit.page.getByRole('button', { name: 'Send the application' }).click();
    await seen(visit, 'This account name is taken');
    rig.hub.answer = () => ({ status: 201, body: { id: uuid(1) } });
    await visit.page.getByRole('button', { name: 'Send the application' }).click();
    await seen(visit, 'hands you a one-time password');
    expect(rig.hub.posts.at(-1)).toEqual({
      url: '/api/v1/accounts',
      body: {
        account: 'chen.xiaojie',
        name: '陳小姐',
        roles: ['clerk'],
        offices: ['east'],
        reason: 'Counter 3',
      },
    });
  });
});

describe('WCAG 2.2 AA at the door', () => {
  it.each(['zh', 'en'])('1.4.3, 1.4.10 and 2.5.8 hold on every form in %s, light and dark', async (lang) => {
    const visit = await rig.open('icon.svg', { width: 320, height: 640 });
    for (const [form, session] of [
      ['', { ...NOBODY, oidc: 'City' }],
      ['apply=1', NOBODY],
      ['change=1', signedIn(['clerk'])],
    ] as const) {
      rig.hub.session = session;
      await visit.page.goto(`${rig.hub.origin}/sign-in.html?lang=${lang}&${form}`);
      await visit.page.locator('form .button.main').waitFor();
      expect(await overflow(visit.page)).toEqual([]);
      expect(await smallTargets(visit.page)).toEqual([]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await visit.page.emulateMedia({ colorScheme });
        expect(await lowContrast(visit.page), colorScheme).toEqual([]);
      }
    }
  });
});
