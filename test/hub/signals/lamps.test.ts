import { describe, expect, it } from 'vitest';
import { lampReport, SignalRig } from './signalRig.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const stored = (rig: SignalRig, lamp = 'desk-1') => rig.lampStore.byId(lamp);

describe('A3 signal lamps', () => {
  it('the first report registers a lamp for good, and is told', async () => {
    const rig = new SignalRig();
    const view = await rig.desk.reportLamp('desk-1', lampReport({ shows: 'high', detail: 'USB 2-1' }));
    expect(view).toEqual({
      id: 'desk-1',
      office: 'east',
      light: 'patlite',
      state: 'connected',
      shows: 'high',
      seenAt: new Date(rig.clock.wall()).toISOString(),
      detail: 'USB 2-1',
    });
    expect(rig.lamps).toEqual([view]);
    rig.restart(10_000);
    expect(rig.desk.lampsOf('east')).toEqual([view]);
    expect(rig.desk.lampsOf('west')).toEqual([]);
    expect(rig.desk.lamps({}).items).toEqual([view]);
  });

  it('is written down when it changes and once a minute, but not with every report', async () => {
    const rig = new SignalRig();
    const first = rig.clock.wall();
    await rig.desk.reportLamp('desk-1', lampReport());
    for (let n = 0; n < 3; n++) {
      rig.clock.advance(15_000);
      await rig.desk.reportLamp('desk-1', lampReport());
    }
    expect(stored(rig)?.seenMs).toBe(first);
    expect(rig.desk.lampsOf('east')[0]?.seenAt).toBe(new Date(first + 45_000).toISOString());
    rig.clock.advance(15_000);
    await rig.desk.reportLamp('desk-1', lampReport());
    expect(stored(rig)?.seenMs).toBe(first + 60_000);
    rig.clock.advance(1_000);
    await rig.desk.reportLamp('desk-1', lampReport({ shows: 'medium' }));
    expect(stored(rig)).toMatchObject({ seenMs: first + 61_000, shows: 'medium' });
    expect(rig.lamps.map(({ shows }) => shows)).toEqual(['off', 'medium']);
  });

  it('is silent after 45 s, which is told once, and its next report ends that', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    rig.clock.advance(44_999);
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('connected');
    rig.clock.advance(1);
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('silent');
    rig.clock.advance(600_000);
    await rig.desk.reportLamp('desk-1', lampReport());
    expect(rig.lamps.map(({ state }) => state)).toEqual(['connected', 'silent', 'connected']);
  });

  it('a wall clock that is set makes no silence', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    rig.clock.jumpWall(3_600_000);
    rig.clock.advance(10_000);
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('connected');
  });

  it('a lamp unplugged and back is told and kept each time', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    await rig.desk.reportLamp('desk-1', lampReport({ state: 'unplugged', detail: 'no such device' }));
    expect(stored(rig)).toMatchObject({ state: 'unplugged', detail: 'no such device' });
    rig.restart();
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('unplugged');
    await rig.desk.reportLamp('desk-1', lampReport());
    expect(stored(rig)).toMatchObject({ state: 'connected', detail: null });
    expect(rig.lamps.map(({ state }) => state)).toEqual(['connected', 'unplugged', 'connected']);
  });

  it('reports that overlap leave the last one standing', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    await Promise.all([
      rig.desk.reportLamp('desk-1', lampReport({ shows: 'high' })),
      rig.desk.reportLamp('desk-1', lampReport()),
    ]);
    expect(rig.desk.lampsOf('east')[0]?.shows).toBe('off');
    expect(stored(rig)?.shows).toBe('off');
  });

  it('what could not be stored is refused, and stored with the next report', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    rig.db.exec(`CREATE TRIGGER full BEFORE UPDATE ON signal_lamp BEGIN SELECT RAISE(ABORT, 'full'); END`);
    const report = lampReport({ state: 'unplugged' });
    await expect(rig.desk.reportLamp('desk-1', report)).rejects.toEqual(code('store/commit-failed'));
    rig.db.exec('DROP TRIGGER full');
    await rig.desk.reportLamp('desk-1', report);
    expect(stored(rig)?.state).toBe('unplugged');
  });

  it('an office has at most 50', async () => {
    const rig = new SignalRig();
    const reports = Array.from({ length: 51 }, (_, n) => rig.desk.reportLamp(`desk-${n}`, lampReport()));
    const results = await Promise.allSettled(reports);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(results[50]).toMatchObject({ reason: code('lamp/too-many') });
    await rig.desk.reportLamp('desk-0', lampReport({ shows: 'high' }));
    await rig.desk.reportLamp('desk-50', lampReport({ office: 'west' }));
    expect(rig.desk.lampsOf('east')).toHaveLength(50);
  });

  it('a name that is heard at another office is taken; when it fell silent the lamp moves', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    const moved = lampReport({ office: 'west' });
    rig.clock.advance(44_000);
    await expect(rig.desk.reportLamp('desk-1', moved)).rejects.toEqual(code('lamp/taken'));
    rig.clock.advance(1_000);
    await rig.desk.reportLamp('desk-1', moved);
    expect(rig.lamps.at(-1)).toMatchObject({ office: 'west', from: 'east', state: 'connected' });
    expect(rig.desk.lampsOf('east')).toEqual([]);
    expect(stored(rig)?.office).toBe('west');
  });

  it('a hub that starts gives every lamp time to be heard', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    rig.restart(3_600_000);
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('connected');
    await expect(rig.desk.reportLamp('desk-1', lampReport({ office: 'west' }))).rejects.toEqual(
      code('lamp/taken'),
    );
    rig.clock.advance(45_000);
    expect(rig.desk.lampsOf('east')[0]?.state).toBe('silent');
  });

  it('P3 a lamp taken away is forgotten, which is journalled; should it report again it is new', async () => {
    const rig = new SignalRig();
    await rig.desk.reportLamp('desk-1', lampReport());
    expect(await rig.desk.forgetLamp('desk-1', '林主任')).toMatchObject({ id: 'desk-1', office: 'east' });
    expect(rig.desk.lampsOf('east')).toEqual([]);
    expect(stored(rig)).toBeUndefined();
    expect(rig.journal.entry(1)).toMatchObject({
      by: '林主任',
      action: 'lamp/forgotten',
      office: 'east',
      subject: 'desk-1',
    });
    await expect(rig.desk.forgetLamp('desk-1', '林主任')).rejects.toEqual(code('lamp/unknown'));
    await rig.desk.reportLamp('desk-1', lampReport());
    expect(stored(rig)).toBeDefined();
  });

  it('a report of an unknown office is refused', async () => {
    const rig = new SignalRig();
    await expect(rig.desk.reportLamp('desk-1', lampReport({ office: 'north' }))).rejects.toEqual(
      code('office/unknown'),
    );
    expect(rig.desk.lamps({}).items).toEqual([]);
  });
});
