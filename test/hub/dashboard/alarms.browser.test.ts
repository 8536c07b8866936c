import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import { problem } from '../../support/scriptedHub.js';
import { alarmView, at, snapshot } from '../../support/views.js';

const rig = new DashboardRig();

const banner = (visit: Visit, alarm: AlarmView) => visit.page.locator(`[data-alarm="${alarm.id}"]`);
/** The hub as it answers an acknowledgement: the alarm taken, and everybody told. */
function acknowledging(...alarms: AlarmView[]): void {
  rig.hub.answer = ({ url, body }) => {
    const alarm = alarms.find(({ id }) => url.includes(id));
    if (alarm === undefined) return problem(404, 'alarm/unknown');
    const { by } = body as { by: string };
    const done: AlarmView = { ...alarm, state: 'acknowledged', acknowledgedAt: at(5), acknowledgedBy: by };
    rig.hub.send('alarm', done);
    return { status: 200, body: done };
  };
}

describe('A1 A3 an alarm on the wall', () => {
  const medium = alarmView(1, '2');
  const high = alarmView(2, '4', { level: 1, raisedAt: at(-74) });

  it('appears as an alert with counter, clerk, document, level and time waiting, in title and text', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.send('alarm', medium);
    const alert = wall.page.getByRole('alert').filter({ hasText: '2 號櫃檯' });
    await alert.waitFor();
    const text = await textOf(alert);
    for (const shown of ['中優先', '不滿意', '陳志明', '規費收據', '印鑑證明']) expect(text).toContain(shown);
    expect(await textOf(banner(wall, medium).getByRole('timer'))).toMatch(/已等候\s*1\d 秒/);
    await wall.page.waitForFunction(() => document.title === '● 1 則警示待確認');
  });

  it('is announced once: the seconds that run stand outside the alert', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.send('alarm', medium);
    const alert = banner(wall, medium).getByRole('alert');
    const before = await alert.innerHTML();
    await wall.page.clock.runFor(5_000);
    expect(await alert.innerHTML()).toBe(before);
  });

  it('stands first when urgent, and before everything else on the page', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium, high] });
    const wall = await rig.wall();
    await banner(wall, high).waitFor();
    const order = await wall.page
      .locator('[data-alarm]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-alarm')));
    expect(order).toEqual([high.id, medium.id]);
    await wall.page.keyboard.press('Tab');
    expect(
      await banner(wall, high)
        .getByRole('button')
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
  });

  it('is acknowledged by keyboard alone; the name is asked for once and remembered', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium, high] });
    acknowledging(medium, high);
    const wall = await rig.wall();
    await banner(wall, high).waitFor();
    await wall.page.keyboard.press('Tab');
    await wall.page.keyboard.press('Enter');
    await wall.page.getByRole('dialog').waitFor();
    await wall.page.keyboard.type(' 李主任 ');
    await wall.page.keyboard.press('Enter');
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/alarms/${high.id}/acknowledge`,
      body: { by: '李主任', office: 'east' },
    });
    await banner(wall, high).waitFor({ state: 'detached' });
    const next = banner(wall, medium).getByRole('button');
    await wall.page.waitForFunction(
      (id) => document.activeElement?.closest(`[data-alarm="${id}"]`),
      medium.id,
    );
    expect(await next.evaluate((one) => one === document.activeElement)).toBe(true);
    await wall.page.keyboard.press('Space');
    expect((await rig.hub.post(2)).body).toEqual({ by: '李主任', office: 'east' });
    await banner(wall, medium).waitFor({ state: 'detached' });
    expect(await wall.page.getByRole('dialog').count()).toBe(0);
    await wall.page.getByRole('heading', { name: '今日已回應的警示' }).waitFor();
    expect(await textOf(wall.page.locator('table').first())).toMatch(/4 號櫃檯.*非常不滿意.*已確認.*李主任/s);
  });

  it('is taken by F8 from anywhere on the page', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium, high] });
    acknowledging(medium, high);
    const wall = await rig.wall();
    await wall.page.evaluate(() => localStorage.setItem('counter-rating.supervisor', '王課長'));
    await wall.page.reload();
    await banner(wall, high).waitFor();
    await wall.page.keyboard.press('F8');
    expect(await rig.hub.post(1)).toEqual({
      url: `/api/v1/alarms/${high.id}/acknowledge`,
      body: { by: '王課長', office: 'east' },
    });
    await banner(wall, high).waitFor({ state: 'detached' });
  });

  it('stays when the hub cannot be asked or somebody was faster, and says so', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium] });
    const wall = await rig.wall('&lang=en');
    await wall.page.evaluate(() => localStorage.setItem('counter-rating.supervisor', 'Lee'));
    await wall.page.reload();
    rig.hub.answer = () => problem(409, 'alarm/already-acknowledged');
    await banner(wall, medium).getByRole('button').click();
    await seen(wall, 'Somebody else has acknowledged this alarm already.');
    rig.hub.answer = () => problem(503, 'store/commit-failed');
    await banner(wall, medium).getByRole('button').click();
    await seen(wall, 'The hub refused this (store/commit-failed).');
    expect(await banner(wall, medium).count()).toBe(1);
  });

  it('is left alone when the supervisor cancels, and when the name is empty', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium] });
    const wall = await rig.wall();
    await banner(wall, medium).getByRole('button').click();
    await wall.page.getByRole('button', { name: '儲存並確認警示' }).click();
    await wall.page.getByText('請輸入 1 至 64 個字的姓名。').waitFor();
    await wall.page.keyboard.press('Escape');
    await wall.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(rig.hub.posts).toEqual([]);
    expect(await banner(wall, medium).count()).toBe(1);
  });

  it('flashes at most three times a second, not at all for whoever wants no motion, and not while paused', async () => {
    rig.hub.snapshot = snapshot({ alarms: [medium] });
    const flash = (visit: Visit) =>
      banner(visit, medium).evaluate((one) => {
        const { animationName, animationDuration } = getComputedStyle(one, '::after');
        return { animationName, seconds: Number.parseFloat(animationDuration) };
      });
    const wall = await rig.wall();
    await banner(wall, medium).waitFor();
    const { animationName, seconds } = await flash(wall);
    expect(animationName).toBe('call');
    expect(seconds).toBeGreaterThanOrEqual(1 / 3);
    await wall.page.getByRole('button', { name: '暫停聲音與閃爍 2 分鐘' }).click();
    await seen(wall, '聲音與閃爍已暫停');
    expect((await flash(wall)).animationName).toBe('none');
    await wall.page.clock.runFor(121_000);
    await seen(wall, '暫停聲音與閃爍 2 分鐘');
    expect((await flash(wall)).animationName).toBe('call');
    const still = await rig.wall('', { reducedMotion: true });
    await banner(still, medium).waitFor();
    expect((await flash(still)).animationName).toBe('none');
  });
});

describe('A7 the sound of the wall', () => {
  it('is said in red to be off until it is armed by one click', async () => {
    const wall = await rig.wall();
    const bar = wall.page.locator('.bar.sound');
    await bar.getByText('警示音尚未開啟').waitFor();
    expect(await bar.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(179, 18, 29)');
    await bar.getByRole('button', { name: '開啟警示音' }).click();
    await bar.waitFor({ state: 'detached' });
    await seen(wall, '警示音已開啟');
  });

  it('chimes while an alarm waits, and is silent before and after', async () => {
    const wall = await rig.wall();
    await wall.page.evaluate(() => {
      const start = OscillatorNode.prototype.start;
      document.documentElement.dataset.notes = '0';
      OscillatorNode.prototype.start = function (when) {
        document.documentElement.dataset.notes = String(Number(document.documentElement.dataset.notes) + 1);
        start.call(this, when);
      };
    });
    const notes = async () => Number(await wall.page.locator('html').getAttribute('data-notes'));
    await wall.page.getByRole('button', { name: '開啟警示音' }).click();
    await seen(wall, '警示音已開啟');
    await wall.page.waitForFunction(() => document.documentElement.dataset.notes === '3');
    const alarm = alarmView(1, '2', { level: 1 });
    rig.hub.send('alarm', alarm);
    await wall.page.waitForFunction(() => document.documentElement.dataset.notes === '13');
    await wall.page.clock.runFor(2_500);
    expect(await notes()).toBe(23);
    rig.hub.send('alarm', {
      ...alarm,
      state: 'acknowledged',
      acknowledgedAt: at(3),
      acknowledgedBy: '李主任',
    });
    await banner(wall, alarm).waitFor({ state: 'detached' });
    await wall.page.clock.runFor(10_000);
    expect(await notes()).toBe(23);
  });
});
