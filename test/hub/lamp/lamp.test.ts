import { describe, expect, it, onTestFinished } from 'vitest';
import { LampRig } from '../../support/lampRig.js';
import { beginnings, isLit, settled } from '../../support/lightRig.js';
import { alarmView, snapshot } from '../../support/views.js';

/** A program whose hub has told it of an office without alarms. */
async function running(bell = false): Promise<LampRig> {
  const rig = new LampRig(bell);
  onTestFinished(() => rig.lamp.stop());
  rig.lamp.start();
  await settled();
  rig.hub.say('snapshot', snapshot());
  await rig.wait(20);
  return rig;
}

/** Pings as the hub does, so that it counts as heard. */
async function pass(rig: LampRig, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10_000) {
    rig.hub.ping();
    await rig.wait(Math.min(left, 10_000));
  }
}

const taken = { state: 'acknowledged', acknowledgedBy: '王主任' } as const;

describe('rating-hub lamp', () => {
  it('A3 follows an alarm from the press to its end, each step within 20 ms', async () => {
    const rig = await running();
    expect(rig.hub.asked.map(String)).toEqual(['http://hub/api/v1/stream?office=east']);
    expect(rig.hands.look().colour).toBe('dark');
    rig.hub.say('alarm', alarmView(1, '1', { level: 1 }));
    await rig.wait(20);
    expect(rig.hands.look().colour).toBe('red');
    rig.hub.say('alarm', alarmView(1, '1', { level: 1, ...taken }));
    await rig.wait(20);
    expect(await rig.watch(2_000)).toSatisfy((seen: { colour: string }[]) =>
      seen.every(({ colour }) => colour === 'amber'),
    );
    rig.hub.say('alarm', alarmView(1, '1', { level: 1, state: 'closed' }));
    await rig.wait(20);
    expect((await rig.watch(2_000)).some(isLit)).toBe(false);
    expect(rig.reported.slice(-4)).toEqual([
      'connected off',
      'connected high',
      'connected acknowledged',
      'connected off',
    ]);
    expect(rig.hub.reports.at(-1)).toMatchObject({
      lamp: 'desk-1',
      report: { office: 'east', light: 'patlite' },
    });
  });

  it('A3 is not dark before it has heard its hub: it says that it knows nothing', async () => {
    const rig = new LampRig();
    onTestFinished(() => rig.lamp.stop());
    rig.hub.streamStatus = 404;
    rig.lamp.start();
    await rig.wait(20);
    expect(rig.hands.look().colour).toBe('blue');
    rig.hub.streamStatus = 200;
    await pass(rig, 6_000);
    rig.hub.say('snapshot', snapshot());
    await rig.wait(20);
    expect((await rig.watch(5_000)).some(isLit)).toBe(false);
  });

  it('A3 keeps what it knows for 35 s without the hub, then flashes slowly, and is right again when the hub is back', async () => {
    const rig = await running();
    rig.hub.say('alarm', alarmView(1, '1', taken));
    await rig.wait(20);
    rig.hub.streamStatus = 503;
    rig.hub.cut();
    await rig.wait(34_000);
    expect(rig.hands.look().colour).toBe('amber');
    await rig.wait(2_000);
    const seen = await rig.watch(16_000);
    expect(beginnings(seen, isLit)).toBe(4);
    expect(seen.filter(isLit).every(({ colour }) => colour === 'blue')).toBe(true);
    expect(rig.reported.at(-1)).toBe('connected disconnected');
    rig.hub.streamStatus = 200;
    await rig.wait(6_000);
    rig.hub.say('snapshot', snapshot({ alarms: [alarmView(2, '2')] }));
    await rig.wait(20);
    expect(rig.reported.at(-1)).toBe('connected medium');
    expect(rig.hands.look().colour).toBe('amber');
  });

  it('A3 takes a line gone silent for a hub gone, and pings for a hub that is there', async () => {
    const rig = await running();
    await pass(rig, 120_000);
    expect(rig.reported.at(-1)).toBe('connected off');
    await rig.wait(36_500);
    expect(rig.reported.at(-1)).toBe('connected disconnected');
  });

  it('A4 its bell rings for a counter again the moment its shelf ends', async () => {
    const rig = await running(true);
    const shelf = { office: 'east', counter: '1', by: '王主任', reason: '維修' };
    const now = Date.parse(snapshot().now);
    const times = { from: new Date(now - 1).toISOString(), until: new Date(now + 20_000).toISOString() };
    rig.hub.say('shelf', { ...shelf, ...times });
    rig.hub.say('alarm', alarmView(1, '1'));
    await rig.wait(20);
    expect((await rig.watch(9_000)).some(({ rings }) => rings)).toBe(false);
    rig.hub.ping();
    expect((await rig.watch(13_000)).slice(-300).some(({ rings }) => rings)).toBe(true);
    rig.hub.say('alarm', alarmView(1, '1', taken));
    await rig.wait(20);
    expect((await rig.watch(5_000)).some(({ rings }) => rings)).toBe(false);
  });

  it('A7 has no bell unless one was asked for', async () => {
    const rig = await running(false);
    rig.hub.say('alarm', alarmView(1, '1', { level: 1 }));
    expect((await rig.watch(5_000)).some(({ rings }) => rings)).toBe(false);
  });

  it('A6 reports every 15 s, and at once when its light is unplugged and when it is back', async () => {
    const rig = await running();
    const before = rig.hub.reports.length;
    await pass(rig, 60_000);
    expect(rig.hub.reports.length - before).toBe(4);
    rig.hands.unplug();
    await settled();
    expect(rig.hub.reports.at(-1)?.report).toMatchObject({
      state: 'unplugged',
      detail: expect.stringContaining('Patlite NE-USB'),
    });
    rig.hands.plug();
    await rig.wait(1_100);
    expect(rig.reported.at(-1)).toBe('connected off');
    expect(rig.hub.reports.at(-1)?.report.detail).toBeUndefined();
  });

  it.each([503, 429, 409, undefined])(
    'A6 says again what a hub did not take (%s), and only the newest',
    async (status) => {
      const rig = await running();
      const before = rig.hub.reports.length;
      rig.hub.status = status;
      rig.hub.say('alarm', alarmView(1, '1'));
      await pass(rig, 10_000);
      rig.hub.say('alarm', alarmView(1, '1', taken));
      await pass(rig, 20_000);
      expect(rig.hub.reports).toHaveLength(before);
      rig.hub.status = 200;
      await pass(rig, 11_000);
      expect(rig.reported.slice(before)).toEqual(['connected acknowledged']);
    },
  );

  it('is dark once it was stopped, and asks nothing more', async () => {
    const rig = await running();
    rig.hub.say('alarm', alarmView(1, '1', { level: 1 }));
    await rig.wait(40);
    await rig.lamp.stop();
    const asked = [rig.hub.asked.length, rig.hub.reports.length];
    expect((await rig.watch(40_000)).some(isLit)).toBe(false);
    expect([rig.hub.asked.length, rig.hub.reports.length]).toEqual(asked);
  });

  it('B7 is healthy while its light is there or missing, and not when the search for one hangs', async () => {
    const rig = await running();
    rig.hands.unplug();
    await pass(rig, 30_000);
    expect(rig.lamp.healthy()).toBe(true);
    rig.hands.find = () => new Promise(() => undefined);
    await pass(rig, 15_000);
    expect(rig.lamp.healthy()).toBe(true);
    await pass(rig, 10_000);
    expect(rig.lamp.healthy()).toBe(false);
  });
});
