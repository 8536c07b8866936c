import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { words } from '#words/catalogue.js';
import type { Desktop, DesktopPermission } from '../../../../hub/dashboard/notify/desktop.js';
import { noticesOf } from '../../../../hub/dashboard/notify/notices.js';
import { type Notice, Notifier } from '../../../../hub/dashboard/notify/notifier.js';
import { alarmView, equipmentAlarm, officeView } from '../../../support/views.js';

const TITLES = { calm: '主管看板', calling: '● 1 則警示待確認' };
const notice = (alarm: string): Notice => ({ alarm, heading: `警示：${alarm}`, body: '優先順序：高' });

function rig({ permission = 'granted' as DesktopPermission, reducedMotion = false } = {}) {
  const clock = new ManualClock();
  const log: string[] = [];
  const asked = { answer: permission };
  const desktop: Desktop = {
    permission: () => permission,
    request: async () => asked.answer,
    show(tag) {
      log.push(`show ${tag}`);
      return () => log.push(`close ${tag}`);
    },
  };
  const notifier = new Notifier({ clock, desktop, reducedMotion: () => reducedMotion });
  return { clock, log, notifier, asked };
}

describe('A3 notifications on the desktop', () => {
  it('appear once per alarm and go when it calls no more', () => {
    const { log, notifier } = rig();
    notifier.tell([notice('a')], TITLES);
    notifier.tell([notice('a'), notice('b')], TITLES);
    notifier.tell([notice('b')], TITLES);
    notifier.tell([], TITLES);
    notifier.tell([notice('a')], TITLES);
    expect(log).toEqual(['show alarm-a', 'show alarm-b', 'close alarm-a', 'close alarm-b', 'show alarm-a']);
  });

  it.each(['ask', 'denied', 'unavailable'] as const)(
    'are not shown while permission is "%s"',
    (permission) => {
      const { log, notifier } = rig({ permission });
      notifier.tell([notice('a')], TITLES);
      expect(log).toEqual([]);
      expect(notifier.permission.value).toBe(permission);
    },
  );

  it('are shown for alarms that call already, once they are allowed', async () => {
    const { log, notifier, asked } = rig({ permission: 'ask' });
    asked.answer = 'granted';
    await notifier.allow();
    notifier.tell([notice('a')], TITLES);
    expect(log).toEqual(['show alarm-a']);
  });

  it('name counter and urgency and nobody (P4, P5)', () => {
    const t = words('zh');
    const [rating, hub] = noticesOf(
      [alarmView(1, '2', { level: 1 }), equipmentAlarm(2, { code: 'hub-disk' })],
      officeView(),
      { language: 'zh', t, say: (phrase) => phrase.zh },
    );
    expect(rating).toMatchObject({ heading: '警示：2 號櫃檯', body: '優先順序：高' });
    expect(hub).toMatchObject({ heading: '警示：東區戶政事務所', body: '優先順序：低' });
    expect(JSON.stringify([rating, hub])).not.toMatch(/陳志明|印鑑證明|不滿意/);
  });
});

describe('A3 the title of the tab', () => {
  it('alternates every second while something calls, and is calm at once when nothing does', () => {
    const { clock, notifier } = rig();
    const seen: string[] = [];
    notifier.title.subscribe((title) => seen.push(`${clock.monotonic()} ${title}`));
    notifier.tell([], TITLES);
    notifier.tell([notice('a')], TITLES);
    clock.advance(2_500);
    notifier.tell([], TITLES);
    clock.advance(10_000);
    const { calm, calling } = TITLES;
    expect(seen).toEqual([
      '0 ',
      `0 ${calm}`,
      `0 ${calling}`,
      `1000 ${calm}`,
      `2000 ${calling}`,
      `2500 ${calm}`,
    ]);
  });

  it('keeps its beat when told the same again, and says a new count at once', () => {
    const { clock, notifier } = rig();
    notifier.tell([notice('a')], TITLES);
    clock.advance(900);
    notifier.tell([notice('a')], { ...TITLES });
    clock.advance(100);
    expect(notifier.title.value).toBe(TITLES.calm);
    notifier.tell([notice('a'), notice('b')], { ...TITLES, calling: '● 2 則警示待確認' });
    expect(notifier.title.value).toBe('● 2 則警示待確認');
  });

  it('stays where the user prefers less motion', () => {
    const { clock, notifier } = rig({ reducedMotion: true });
    notifier.tell([notice('a')], TITLES);
    for (let second = 0; second < 5; second++) {
      clock.advance(1_000);
      expect(notifier.title.value).toBe(TITLES.calling);
    }
  });
});
