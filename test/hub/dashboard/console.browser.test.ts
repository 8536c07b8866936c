import { beforeEach, describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { Visit, VisitOptions } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { lowContrast, overflow, smallTargets } from '../../support/pageChecks.js';
import { problem } from '../../support/scriptedHub.js';
import { alarmView, at, equipmentAlarm, snapshot, uuid } from '../../support/views.js';

const rig = new DashboardRig();

const fresh = alarmView(1, '2', { called: ['李主任'], toCall: ['王課長'] });
const taken = alarmView(2, '4', { state: 'acknowledged', acknowledgedBy: '李主任', acknowledgedAt: at(-5) });
const left = alarmView(3, '5', { state: 'departed', raisedAt: at(-400), departedAt: at(-220) });
const broken = equipmentAlarm(4, { code: 'key-stuck', box: 'box-3', key: 4 }, { counter: '3' });
const shelf = { office: 'east', counter: '2', by: '李主任', reason: '維修', from: at(-10), until: at(290) };
const people = [
  { person: '李主任', onDuty: true, signedOut: false },
  { person: '王課長', onDuty: true, signedOut: true },
];

/** A console before which 李主任 sits. */
async function opened(query = '', options: VisitOptions = {}): Promise<Visit> {
  const visit = await rig.open('icon.svg', options);
  await visit.page.evaluate(() => localStorage.setItem('counter-rating.supervisor', '李主任'));
  await visit.page.goto(`${rig.hub.origin}/console.html?office=east${query}`);
  await rig.untouched();
  await visit.page.locator('.history').waitFor();
  return visit;
}

const banner = (visit: Visit, alarm: AlarmView) => visit.page.locator(`[data-alarm="${alarm.id}"]`);
const item = (visit: Visit, alarm: AlarmView) => visit.page.locator(`[data-close="${alarm.id}"]`);

/** The hub as it answers a closing: the alarm closed as it was said, and everybody told. */
function closing(alarm: AlarmView, change: Partial<AlarmView> = {}): void {
  rig.hub.answer = ({ body }) => {
    const { outcome, cause, by } = body as Pick<AlarmView, 'outcome' | 'cause'> & { by: string };
    const closed = {
      ...alarm,
      ...change,
      state: 'closed' as const,
      closedAt: at(9),
      closedBy: by,
      outcome,
      cause,
    };
    rig.hub.send('alarm', closed as AlarmView);
    return { status: 200, body: closed };
  };
}

beforeEach(() => {
  rig.hub.script = { alarms: () => ({ items: [] }), alarmSteps: () => ({ items: [] }) };
});

describe('A1 A3 an alarm on the console', () => {
  it('is a banner with counter, clerk, document, service, priority, time waiting, and who is called', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh, broken] });
    const visit = await opened();
    const text = await textOf(banner(visit, fresh));
    for (const shown of ['2 號櫃檯', '不滿意', '陳志明', '規費收據', '印鑑證明', '中優先'])
      expect(text).toContain(shown);
    expect(text).toMatch(/已等候\s*1\d 秒/);
    expect(text).toContain('已通知 李主任 · 下一位 王課長');
    expect(await textOf(banner(visit, broken))).toMatch(/低優先.*3 號櫃檯.*按鍵卡住.*box-3.*滿意/s);
  });

  it('waits by the hub’s clock on a machine whose own is hours wrong', async () => {
    rig.hub.snapshot = snapshot({
      now: at(5 * 3_600),
      alarms: [alarmView(1, '2', { raisedAt: at(5 * 3_600 - 42) })],
    });
    const visit = await opened();
    expect(await textOf(visit.page.locator('.waiting'))).toMatch(/4[2-5] 秒/);
    await seen(visit, '14:30');
  });

  it('is announced once: neither the seconds nor further calls change the alert', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh] });
    const visit = await opened();
    const alert = banner(visit, fresh).getByRole('alert');
    const before = await alert.innerHTML();
    rig.hub.send('alarm', { ...fresh, called: ['李主任', '王課長'], toCall: [] });
    await seen(visit, '已通知 李主任、王課長');
    await visit.page.clock.runFor(3_000);
    expect(await alert.innerHTML()).toBe(before);
    expect(await banner(visit, fresh).getByRole('alert').count()).toBe(1);
  });

  it('stays in sight while the page is scrolled, and leads back to its banner', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh, taken] });
    const visit = await opened('', { width: 700, height: 500 });
    const strip = visit.page.locator('.still-calling');
    expect(await strip.count()).toBe(0);
    await visit.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect(await textOf(strip)).toMatch(/1 則警示待確認.*2 號櫃檯 不滿意.*已等候 \d+ 秒/s);
    expect(await lowContrast(visit.page)).toEqual([]);
    await strip.getByRole('button').click();
    await strip.waitFor({ state: 'detached' });
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).toBe('我來處理');
  });

  it('A2 taken by another supervisor first says who that was', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh] });
    const visit = await opened();
    rig.hub.answer = () => {
      rig.hub.send('alarm', {
        ...fresh,
        state: 'acknowledged',
        acknowledgedAt: at(2),
        acknowledgedBy: '王課長',
      });
      return problem(409, 'alarm/already-acknowledged');
    };
    await visit.page.keyboard.press('F8');
    await seen(visit, '王課長 已先確認這則警示。');
    await item(visit, fresh).getByText('王課長 處理中').waitFor();
  });

  it('A1 is neither lost nor merged when the line was gone meanwhile, which is said loudly', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh] });
    const visit = await opened();
    rig.hub.goAway();
    await visit.page.getByRole('alert').filter({ hasText: '與主機失去連線' }).waitFor();
    rig.hub.snapshot = snapshot({ alarms: [fresh, alarmView(7, '2'), alarmView(8, '2')] });
    rig.hub.comeBack();
    await visit.page.clock.runFor(10_000);
    await banner(visit, alarmView(8, '2')).waitFor();
    expect(await visit.page.locator('.alarm').count()).toBe(3);
    expect(await visit.page.getByRole('alert').filter({ hasText: '與主機失去連線' }).count()).toBe(0);
  });
});

describe('A2 closing', () => {
  it('takes two taps on large buttons, and offers no cause before an outcome', async () => {
    rig.hub.snapshot = snapshot({ alarms: [taken, left] });
    const visit = await opened();
    expect(await textOf(item(visit, left))).toContain('民眾已離開，無人到場');
    closing(taken);
    const buttons = item(visit, taken).locator('.button-row button');
    for (const box of await buttons.all())
      expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await buttons.allTextContents()).toEqual(['已解決', '民眾已離開', '誤觸', '轉陳情案件']);
    await buttons.getByText('已解決').click();
    await buttons.getByText('等候時間').click();
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/alarms/${taken.id}/close`,
      body: { by: '李主任', office: 'east', outcome: 'solved', cause: 'waiting' },
    });
    await item(visit, taken).waitFor({ state: 'detached' });
    await seen(visit, '已結案：4 號櫃檯 不滿意');
  });

  it('A9 tells that a complaint becomes a case, and leads to it', async () => {
    rig.hub.snapshot = snapshot({ alarms: [taken] });
    const visit = await opened('&lang=en');
    closing(taken, { case: uuid(77) });
    await item(visit, taken).getByText('Referred as complaint').click();
    await seen(visit, 'Closing it makes a case');
    await visit.page.getByLabel('Remark (optional)').fill('asked for the law');
    await item(visit, taken).getByText('Rule').click();
    expect((await rig.hub.post(1)).body).toMatchObject({ outcome: 'complaint', remark: 'asked for the law' });
    const link = visit.page.getByRole('link', { name: 'Open the case' });
    expect(await link.getAttribute('href')).toBe(`./cases.html?case=${uuid(77)}`);
  });

  it('works by keyboard alone: acknowledge, arrows among the buttons, Escape back, Enter sends', async () => {
    rig.hub.snapshot = snapshot({ alarms: [taken] });
    const visit = await opened();
    closing(taken);
    const { keyboard } = visit.page;
    const focused = () => visit.page.evaluate(() => document.activeElement?.textContent);
    await item(visit, taken).locator('.button-row button').first().focus();
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    expect(await focused()).toBe('誤觸');
    await keyboard.press('Enter');
    await visit.page.waitForFunction(() => document.activeElement?.textContent === '服務態度');
    await keyboard.press('Escape');
    await visit.page.waitForFunction(() => document.activeElement?.textContent === '誤觸');
    expect(rig.hub.posts).toEqual([]);
    await keyboard.press('Enter');
    await visit.page.waitForFunction(() => document.activeElement?.textContent === '服務態度');
    await keyboard.press('ArrowLeft');
    expect(await focused()).toBe('其他');
    await keyboard.press('Enter');
    expect((await rig.hub.post(1)).body).toMatchObject({ outcome: 'mis-press', cause: 'other' });
    await item(visit, taken).waitFor({ state: 'detached' });
    expect(await visit.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  it('says of an alarm nobody acknowledged that this comes first, and keeps it', async () => {
    rig.hub.snapshot = snapshot({ alarms: [taken] });
    const visit = await opened();
    rig.hub.answer = () => problem(409, 'alarm/not-acknowledged');
    await item(visit, taken).getByText('已解決').click();
    await item(visit, taken).getByText('其他').click();
    await seen(visit, '還沒有人確認這則警示');
    expect(await item(visit, taken).count()).toBe(1);
  });
});

describe('A4 shelving a counter', () => {
  it('asks why, counts down, and is ended early by one tap', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh] });
    const visit = await opened();
    rig.hub.answer = ({ url }) => {
      const said = url.endsWith('/unshelve') ? { ...shelf, until: at(0) } : shelf;
      rig.hub.send('shelf', said);
      return { status: 200, body: said };
    };
    await banner(visit, fresh).getByRole('button', { name: '擱置此櫃檯聲音' }).click();
    await visit.page.getByRole('button', { name: '5 分鐘', exact: true }).click();
    await seen(visit, '請輸入原因。');
    await visit.page.getByLabel('原因').fill('維修');
    await visit.page.getByRole('button', { name: '5 分鐘', exact: true }).click();
    expect((await rig.hub.post(1)).body).toEqual({
      by: '李主任',
      office: 'east',
      reason: '維修',
      minutes: 5,
    });
    await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
    const row = visit.page.locator('[data-shelf="2"]');
    expect(await textOf(row.getByRole('timer'))).toMatch(/4 分 [45]\d 秒/);
    await visit.page.clock.runFor(20_000);
    expect(await textOf(row.getByRole('timer'))).toMatch(/4 分 [123]\d 秒/);
    expect(await banner(visit, fresh).getAttribute('data-quiet')).toBe('true');
    await row.getByRole('button', { name: '立即恢復' }).click();
    expect(await rig.hub.post(2)).toEqual({
      url: '/api/v1/offices/east/counters/2/unshelve',
      body: { by: '李主任' },
    });
    await row.waitFor({ state: 'detached' });
  });

  it('returns by itself when its time is over', async () => {
    rig.hub.snapshot = snapshot({ alarms: [fresh], shelves: [{ ...shelf, until: at(25) }] });
    const visit = await opened();
    await visit.page.locator('[data-shelf="2"]').waitFor();
    await visit.page.clock.runFor(26_000);
    await visit.page.locator('[data-shelf="2"]').waitFor({ state: 'detached' });
  });
});

describe('what happened', () => {
  it('A2 today’s figures, strip and table, and each alarm’s steps', async () => {
    const done = alarmView(9, '6', {
      raisedAt: at(-600),
      state: 'closed',
      acknowledgedAt: at(-555),
      acknowledgedBy: '李主任',
      closedAt: at(-300),
      outcome: 'solved',
      cause: 'documents',
    });
    rig.hub.snapshot = snapshot({ alarms: [done, taken, left, broken] });
    rig.hub.script = {
      alarms: ({ query }) => ({
        items: query.after ? [left] : [done],
        ...(query.after ? {} : { next: 'c' }),
      }),
      alarmSteps: () => ({
        items: [
          { at: at(-600), step: 'raised' },
          { at: at(-555), step: 'acknowledged', by: '李主任' },
        ],
      }),
    };
    const visit = await opened();
    const today = visit.page.locator('.today');
    expect(await textOf(today)).toMatch(
      /發生3已確認2無人到場1已結案1.*7 秒 中位數.*45 秒 第 90 百分位.*5 分 00 秒/s,
    );
    expect(await textOf(today)).toContain('另有 1 則設備警示');
    expect(await today.locator('.strip .place').count()).toBe(4);
    await today.getByText('數據表').click();
    expect(await today.locator('tbody tr').count()).toBe(4);
    const entry = visit.page.locator(`[data-entry="${done.id}"]`);
    expect(await textOf(entry)).toMatch(/6 號櫃檯 不滿意.*結案.*已解決 · 證件文件/s);
    await entry.getByRole('button').click();
    await entry.getByText('確認').waitFor();
    expect(await textOf(entry.locator('.steps'))).toMatch(/09:20:00.*發生.*09:20:45.*確認.*李主任/s);
    await visit.page.getByRole('button', { name: '較早' }).click();
    await visit.page.locator(`[data-entry="${left.id}"]`).waitFor();
  });
});

describe('A3 A7 whether an alarm would reach anybody', () => {
  it('is signed in and out of duty, and tells who is called', async () => {
    rig.hub.snapshot = snapshot({ duty: { office: 'east', people } });
    const visit = await opened();
    const duty = visit.page.locator('.duty');
    expect(await textOf(duty)).toMatch(/李主任.*您.*值勤中.*王課長.*已簽退/s);
    rig.hub.answer = () => ({
      status: 200,
      body: { office: 'east', people: people.map((one) => ({ ...one, signedOut: true })) },
    });
    await duty.getByRole('button', { name: '簽退' }).click();
    expect((await rig.hub.post(1)).body).toEqual({ person: '李主任', present: false });
    await duty.getByText('目前無人值勤：所有警示台同時響。').waitFor();
    await duty.getByRole('button', { name: '簽到' }).waitFor();
  });

  it('is red until sound is armed, with what to set on a kiosk; the volume never goes to nothing', async () => {
    const visit = await opened();
    const bar = visit.page.locator('.bar.sound');
    expect(await bar.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(179, 18, 29)');
    await bar.getByText('讓警示音自動開啟').click();
    await bar.getByText('--autoplay-policy=no-user-gesture-required').waitFor();
    expect(await textOf(bar)).toMatch(/AutoplayAllowed.*AutoplayAllowlist/s);
    await bar.getByRole('button', { name: '開啟警示音' }).click();
    await bar.waitFor({ state: 'detached' });
    const volume = visit.page.getByLabel('音量');
    await volume.focus();
    await visit.page.keyboard.press('Home');
    await visit.page.getByText('1／10', { exact: true }).waitFor();
  });

  it('tells of lamps and of the last test of the chime, and has one made', async () => {
    const test = { id: uuid(90), office: 'east', at: at(-60), dueAt: at(0), state: 'failed' } as const;
    const lamp = {
      id: 'desk-1',
      office: 'east',
      light: 'patlite',
      state: 'unplugged',
      shows: 'off',
    } as const;
    rig.hub.snapshot = snapshot({ chimeTest: test, lamps: [{ ...lamp, seenAt: at(-90) }] });
    const visit = await opened();
    await seen(visit, '沒有任何電腦確認發出警示音');
    expect(await textOf(visit.page.locator('[data-lamp="desk-1"]'))).toMatch(/desk-1.*未連接.*09:28/s);
    rig.hub.answer = ({ url }) =>
      url.endsWith('/chime-tests')
        ? { status: 201, body: { ...test, id: uuid(91), state: 'pending', by: '李主任' } }
        : { status: 200, body: test };
    await visit.page.getByRole('button', { name: '立即測試' }).click();
    await seen(visit, '測試中，等候');
  });
});

describe('WCAG 2.2 AA on the console', () => {
  beforeEach(() => {
    rig.hub.snapshot = snapshot({
      alarms: [fresh, taken, left, broken, alarmView(6, '1', { level: 1 })],
      shelves: [shelf],
      duty: { office: 'east', people },
    });
    rig.hub.script = { alarms: () => ({ items: [taken, left] }) };
  });

  it.each(['zh', 'en'])(
    '1.4.10 2.5.8 in %s needs no sideways scrolling at 320 px, with large targets',
    async (lang) => {
      const visit = await opened(`&lang=${lang}`, { width: 320, height: 640 });
      await item(visit, taken).locator('.button-row button').last().click();
      expect(await overflow(visit.page)).toEqual([]);
      expect(await smallTargets(visit.page)).toEqual([]);
    },
  );

  it.each([false, true])('1.4.3 can be read, dark: %s', async (dark) => {
    const visit = await opened('', { dark });
    await visit.page.locator('.entry').first().waitFor();
    expect(await lowContrast(visit.page)).toEqual([]);
  });

  it('shows its alarms first, and whole, across a wall screen', async () => {
    const visit = await opened('', { width: 1_920, height: 1_080 });
    const box = await banner(visit, fresh).boundingBox();
    expect(box && box.y + box.height).toBeLessThan(1_080);
    const size = await banner(visit, fresh)
      .locator('.headline')
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    expect(size).toBeGreaterThanOrEqual(36);
    expect(await overflow(visit.page)).toEqual([]);
  });
});

describe('P5 the clerk’s own page', () => {
  it('asks for nothing about alarms and says nothing of them, whatever happens at its counter', async () => {
    rig.hub.snapshot = snapshot({ alarms: [alarmView(1, '1', { level: 1 })] });
    const visit = await rig.desk();
    await seen(visit, '開立新文件');
    await visit.page.clock.runFor(30_000);
    expect(visit.requests.filter((address) => /alarm|stream|chime|lamp|duty|cases/.test(address))).toEqual(
      [],
    );
    expect(await textOf(visit.page.locator('#page'))).not.toMatch(/警示|不滿意|主管/);
  });
});
