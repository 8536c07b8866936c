import { describe, expect, it } from 'vitest';
import { ManualClock, timestamp } from '#platform/clock.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { countedIds } from '../support/ids.js';
import { windowOf } from '../support/offers.js';
import { SessionRig } from '../support/sessionRig.js';

const ENDS = ['rated', 'expired', 'cancelled', 'missed'];
const ends = (rig: SessionRig) => rig.events.filter(({ kind }) => ENDS.includes(kind));

describe('a rating session', () => {
  it('D1 stores the rating before lamp and voice thank for it', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.clock.advance(4_000);
    rig.noticed.length = 0;
    rig.press(2);
    expect(rig.noticed).toEqual(['+rated', 'accepted', '"thanks"']);
    expect(rig.of('rated')).toMatchObject([{ window: windowOf(1), level: 2, afterMs: 4_000 }]);
  });

  it('W2 a press at 30.000 s counts, one at 30.001 s does not', async () => {
    for (const [ms, kind] of [
      [30_000, 'rated'],
      [30_001, 'expired'],
    ] as const) {
      const rig = await SessionRig.start();
      rig.offer(1);
      rig.clock.advance(ms);
      rig.press(3);
      expect(ends(rig)).toMatchObject([{ kind }]);
    }
  });

  it('W2 the time counts from the lamps, although storing the opening took long', async () => {
    const clock = new ManualClock();
    class SlowOutbox extends MemoryOutbox {
      override append(...args: Parameters<MemoryOutbox['append']>): ReturnType<MemoryOutbox['append']> {
        if (args[0].kind === 'opened') clock.advance(700);
        return super.append(...args);
      }
    }
    const rig = await SessionRig.start(clock, new SlowOutbox(countedIds()));
    rig.offer(1);
    clock.advance(30_000);
    rig.press(5);
    expect(rig.of('rated')).toMatchObject([{ afterMs: 30_000 }]);
  });

  it("D7 stamps a rating from the window's opening on, though the hub's clock is set meanwhile", async () => {
    const rig = await SessionRig.start();
    rig.hubTime.heard(rig.clock.wall());
    rig.offer(1);
    rig.clock.advance(3_000);
    rig.hubTime.heard(rig.clock.wall() + 3_600_000);
    rig.press(4);
    const [opened, rated] = [rig.of('opened')[0], rig.of('rated')[0]];
    const between = Date.parse(rated?.at ?? '') - Date.parse(opened?.at ?? '');
    expect(between - (rated?.afterMs ?? 0)).toBeGreaterThanOrEqual(0);
    expect(between - (rated?.afterMs ?? 0)).toBeLessThanOrEqual(100);
  });

  it('W10 bounce at both ends makes one rating and no further press', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.clock.advance(1_000);
    for (const down of [true, false, true, false, true]) {
      rig.panel.key(4, down);
      rig.clock.advance(3);
    }
    rig.clock.advance(200);
    for (const down of [false, true, false]) {
      rig.panel.key(4, down);
      rig.clock.advance(3);
    }
    rig.clock.advance(60_000);
    expect(rig.of('rated')).toMatchObject([{ level: 4, afterMs: 1_000 }]);
    expect(rig.of('presses')).toEqual([]);
  });

  it('W10 a press held only 30 ms is seen', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.clock.advance(1_000);
    rig.panel.key(1, true);
    rig.clock.advance(30);
    rig.panel.key(1, false);
    rig.clock.advance(100);
    expect(rig.of('rated')).toMatchObject([{ level: 1 }]);
  });

  it('W5 age is measured in hub time, not by the wall clock of the box', async () => {
    const rig = await SessionRig.start();
    const hubMs = rig.clock.wall() + 3_600_000;
    rig.hubTime.answered(rig.clock.monotonic(), hubMs);
    rig.offer(1, { issuedAt: timestamp(hubMs - 9_000) });
    rig.clock.advance(40_000);
    rig.offer(2, { issuedAt: timestamp(hubMs + 40_000 - 10_001) });
    expect(rig.of('opened').map(({ window }) => window)).toEqual([windowOf(1)]);
    expect(rig.of('missed')).toMatchObject([{ window: windowOf(2), reason: 'late' }]);
  });

  it('a jump of the wall clock moves neither the window nor the stamps', async () => {
    const rig = await SessionRig.start();
    const hubMs = rig.clock.wall();
    rig.hubTime.answered(rig.clock.monotonic(), hubMs);
    rig.offer(1, { issuedAt: timestamp(hubMs) });
    rig.clock.advance(5_000);
    rig.clock.jumpWall(-7_200_000);
    rig.press(5);
    expect(rig.of('rated')).toMatchObject([{ afterMs: 5_000, at: timestamp(hubMs + 5_050) }]);
  });

  it('a citizen who presses the moment the lamps go on is not lost', async () => {
    const rig = await SessionRig.start();
    const unwatch = rig.panel.watch((scene) => {
      if (scene.kind === 'invite') rig.panel.key(4, true);
    });
    rig.offer(1);
    unwatch();
    rig.clock.advance(100);
    expect(rig.of('rated')).toMatchObject([{ level: 4, afterMs: 0 }]);
  });

  it('D4 numbers run 1, 2, 3 … without gaps', async () => {
    const rig = await SessionRig.start();
    for (let n = 1; n <= 5; n++) {
      rig.offer(n);
      rig.press(3);
      rig.press(3);
      rig.clock.advance(40_000);
    }
    expect(rig.events.map(({ seq }) => seq)).toEqual(rig.events.map((_, index) => index + 1));
    expect(rig.events.length).toBeGreaterThan(10);
  });
});

describe('a panel that fails', () => {
  it('B2 is told of at once, and works again after its return without help', async () => {
    const rig = await SessionRig.start();
    rig.panel.unplug();
    expect(rig.health.at(-1)).toMatchObject({ panel: 'fault' });
    rig.offer(1);
    expect(rig.of('missed')).toMatchObject([{ reason: 'box-fault' }]);
    rig.panel.plug();
    expect(rig.health.at(-1)).toMatchObject({ panel: 'ok' });
    rig.offer(2);
    rig.press(4);
    expect(rig.of('rated')).toMatchObject([{ window: windowOf(2), level: 4 }]);
  });

  it('W9 a key found held after its return does not rate', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.panel.unplug();
    rig.panel.key(1, true);
    rig.panel.plug();
    rig.clock.advance(500);
    rig.panel.key(1, false);
    rig.clock.advance(500);
    expect(rig.of('rated')).toEqual([]);
    rig.press(1);
    expect(rig.of('rated')).toMatchObject([{ level: 1 }]);
  });

  it('B3 a broken voice delays and prevents nothing', async () => {
    const rig = await SessionRig.start();
    rig.voice.breakDevice('no sound');
    rig.offer(1);
    rig.press(5);
    expect(rig.of('rated')).toHaveLength(1);
    expect(rig.health.at(-1)).toMatchObject({ voice: 'fault' });
  });
});

describe('a restart', () => {
  it('W13 an open window was interrupted and never opens again', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.clock.advance(5_000);
    const again = await rig.restart();
    again.offer(1);
    again.clock.advance(60_000);
    expect(ends(again)).toMatchObject([{ kind: 'missed', window: windowOf(1), reason: 'interrupted' }]);
    expect(again.noticed).not.toContain('invite');
  });

  it('W13 a stored press stays a rating', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.press(1);
    const again = await rig.restart();
    expect(ends(again)).toMatchObject([{ kind: 'rated' }]);
  });

  it('W1 an issuance whose window was missed opens nothing after it', async () => {
    const rig = await SessionRig.start();
    rig.panel.unplug();
    rig.offer(1);
    const again = await rig.restart();
    again.offer(1);
    expect(again.events.map(({ kind }) => kind)).toEqual(['missed']);
  });

  it('W13 a second restart reports nothing again', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    const last = await (await rig.restart()).restart();
    expect(ends(last)).toHaveLength(1);
  });
});

describe('a full disk', () => {
  it('D1 D6 nobody is thanked for a press that could not be stored, and the box shows it is out of service', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.outbox.fill(true);
    rig.noticed.length = 0;
    rig.press(5);
    expect(rig.noticed).toEqual(['fault']);
    expect(rig.health.at(-1)).toMatchObject({ storage: 'fault' });
  });

  it('D6 opens nothing while it lasts, and serves the next issuance after it', async () => {
    const rig = await SessionRig.start();
    rig.outbox.fill(true);
    rig.offer(1);
    rig.press(3);
    rig.offer(2);
    expect(rig.noticed).not.toContain('invite');
    rig.outbox.fill(false);
    rig.offer(3);
    rig.press(4);
    expect(rig.health.at(-1)).toMatchObject({ storage: 'ok' });
    expect(rig.of('rated')).toMatchObject([{ window: windowOf(3), level: 4 }]);
  });

  it('W4 each window of that time gets its one outcome once storage works', async () => {
    const rig = await SessionRig.start();
    rig.offer(1);
    rig.outbox.fill(true);
    rig.press(5);
    for (const n of [2, 3]) {
      rig.clock.advance(20_000);
      rig.offer(n);
    }
    rig.outbox.fill(false);
    rig.clock.advance(20_000);
    rig.offer(4);
    rig.clock.advance(40_000);
    expect(ends(rig)).toMatchObject([
      { kind: 'missed', window: windowOf(1), reason: 'box-fault' },
      { kind: 'missed', window: windowOf(2), reason: 'box-fault' },
      { kind: 'missed', window: windowOf(3), reason: 'box-fault' },
      { kind: 'expired', window: windowOf(4) },
    ]);
  });

  it('W4 a window that runs when something else cannot be stored ends too', async () => {
    const rig = await SessionRig.start();
    rig.panel.key(1, true);
    rig.clock.advance(5_000);
    rig.offer(1);
    rig.outbox.fill(true);
    rig.clock.advance(10_000);
    expect(rig.panel.scene.kind).toBe('fault');
    rig.outbox.fill(false);
    rig.offer(2);
    rig.clock.advance(40_000);
    expect(rig.of('fault')).toMatchObject([{ code: 'key-stuck', active: true, level: 1 }]);
    expect(ends(rig)).toMatchObject([
      { kind: 'missed', window: windowOf(1), reason: 'box-fault' },
      { kind: 'expired', window: windowOf(2) },
    ]);
  });
});

describe('a key that was stuck in the run before', () => {
  it.each([1, 'more-time'] as const)(
    'W9 %s is reported as loose when it is found so, and once',
    async (key) => {
      const rig = await SessionRig.start();
      rig.panel.key(key, true);
      rig.clock.advance(11_000);
      expect(rig.of('fault')).toMatchObject([{ active: true }]);
      const stuck = await rig.restart();
      expect(stuck.of('fault')).toHaveLength(2);
      expect(stuck.of('fault').at(-1)).toMatchObject({ code: 'key-stuck', active: false });
      const again = await stuck.restart();
      expect(again.of('fault')).toHaveLength(2);
    },
  );
});
