import { describe, expect, it } from 'vitest';
import { words } from '#words/catalogue.js';
import type { Visit } from '../../support/browser.js';
import { DashboardRig, seen, textOf } from '../../support/dashboardRig.js';
import {
  alarmView,
  at,
  boxView,
  endedWindow,
  equipmentAlarm,
  figures,
  snapshot,
  windowView,
} from '../../support/views.js';

const rig = new DashboardRig();

const card = (visit: Visit, counter: string) => visit.page.locator(`[data-counter="${counter}"]`);

describe('the wall', () => {
  it('shows every counter with its box, its window and its last outcome, and today’s figures', async () => {
    const wall = await rig.wall();
    await seen(wall, '東區戶政事務所');
    expect(await wall.page.locator('.counter').count()).toBe(6);
    expect(await textOf(card(wall, '1'))).toMatch(/1 號櫃檯.*\d+.*評分中.*林雅婷.*評分機連線中/s);
    expect(await textOf(card(wall, '2'))).toContain('已評分');
    expect(await textOf(card(wall, '3'))).toMatch(/未能評分 · 評分機離線.*評分機失去連線 \(09:27 起\)/s);
    expect(await textOf(card(wall, '4'))).toMatch(/愛心櫃檯.*逾時未評.*語音故障.*按鍵卡住：滿意/s);
    expect(await textOf(card(wall, '5'))).toMatch(/等待評分機開放.*按鍵面板故障.*缺 2 筆紀錄/s);
    expect(await textOf(card(wall, '6'))).toMatch(/今日尚無評分.*未配置評分機/s);
    const today = await textOf(wall.page.locator('.figures'));
    for (const shown of ['84.0%', '71.5', '91.7%', '37.3%', '96.4%', '4.36', '50 件中 42 件']) {
      expect(today).toContain(shown);
    }
  });

  it('follows the stream: windows, boxes and figures change without a reload', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.send('window', windowView(7, '6', { clerk: '趙小姐' }));
    rig.hub.send('box', boxView('3'));
    rig.hub.send(
      'figures',
      figures({ satisfaction: { count: 1, of: 8, value: 0.125, low: 0.02, high: 0.47 } }),
    );
    await seen(wall, '12.5%');
    expect(await textOf(card(wall, '6'))).toMatch(/評分中.*趙小姐/s);
    expect(await textOf(card(wall, '3'))).toContain('評分機連線中');
  });

  it('counts an open window down by the hub’s clock (W12)', async () => {
    rig.hub.snapshot = snapshot({ now: at(10) });
    const wall = await rig.wall();
    const left = card(wall, '1').getByRole('timer');
    await left.getByText('15').waitFor();
    await wall.page.clock.runFor(8_000);
    await left.getByText('6').waitFor();
    await wall.page.clock.runFor(7_000);
    await card(wall, '1').getByText('等待結果').waitFor();
  });

  it('P5 never tells the level of a single press at a counter', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.send('window', { ...windowView(1, '1'), state: 'ended', outcome: 'rated', endedAt: at(3) });
    await card(wall, '1').getByText('已評分').waitFor();
    const text = await textOf(wall.page.locator('.counters'));
    for (const level of Object.values(words('zh').levels)) {
      expect(text.replace('按鍵卡住：滿意', '')).not.toContain(level);
    }
  });

  it('A2 A4 A6 shows who left unattended, what is low and what is shelved, each by a sign of its own', async () => {
    rig.hub.snapshot = snapshot({
      alarms: [
        alarmView(1, '2', { state: 'departed', departedAt: at(-5) }),
        equipmentAlarm(2, { code: 'box-silent', box: 'box-3' }, { counter: '3' }),
      ],
      shelves: [{ office: 'east', counter: '1', by: '李主任', reason: '維修', from: at(-9), until: at(200) }],
    });
    const wall = await rig.wall();
    const left = wall.page.locator('.unattended');
    expect(await textOf(left)).toMatch(/已離開未確認.*2 號櫃檯 不滿意/s);
    const low = wall.page.locator('.alarm.low');
    expect(await textOf(low)).toMatch(/低優先.*3 號櫃檯.*評分機失去連線/s);
    expect(await low.evaluate((one) => getComputedStyle(one, '::after').animationName)).toBe('none');
    expect(await textOf(card(wall, '1'))).toMatch(/聲音擱置中，剩 3 分 (20|1\d) 秒/);
  });

  it('starts over from a new snapshot and says loudly when the line is gone meanwhile', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.goAway();
    const lost = wall.page.getByRole('alert').filter({ hasText: '與主機失去連線' });
    await lost.waitFor();
    expect(await textOf(lost)).toMatch(/畫面停在 09:3\d:\d\d/);
    rig.hub.snapshot = snapshot({ windows: [endedWindow(8, '1', { outcome: 'cancelled' })] });
    rig.hub.comeBack();
    await wall.page.clock.runFor(10_000);
    await card(wall, '1').getByText('已刪單').waitFor();
    await lost.waitFor({ state: 'detached' });
  });

  it('says when a cable was pulled, though nothing ended the line', async () => {
    const wall = await rig.wall();
    await seen(wall, '84.0%');
    rig.hub.goDeaf();
    await wall.page.clock.runFor(36_000);
    await wall.page.getByText('與主機失去連線').waitFor();
  });

  it('sends somebody with a wrong address to the start page', async () => {
    rig.hub.snapshot = undefined;
    const wall = await rig.wall();
    await wall.page.getByRole('alert').getByText('沒有這個事務所或櫃檯').waitFor();
    await wall.page.getByRole('link', { name: '回首頁' }).click();
    await seen(wall, '開啟主管看板');
  });
});
