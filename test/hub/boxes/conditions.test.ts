import { describe, expect, it } from 'vitest';
import type { Check, SelfTestChecks } from '#contract/events.js';
import type { Figures } from '#contract/figures.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { BoxView, SetAsideView, WindowView } from '#contract/views.js';
import { HubRig } from '../../support/hubRig.js';

type Page<T> = { items: T[] };
const ok: Check = { result: 'ok' };
const CHECKS: SelfTestChecks = { lamps: ok, keys: ok, sound: ok, clock: ok, disk: ok, link: ok };

async function started() {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  await rig.settle();
  return { rig, box };
}

async function viewOf(rig: HubRig, id = 'box-1'): Promise<BoxView> {
  await rig.settle();
  const { items } = await rig.get<Page<BoxView>>('/boxes');
  const found = items.find((box) => box.id === id);
  if (found === undefined) throw new Error(`no box ${id}`);
  return found;
}

describe('W12 more time', () => {
  it('moves the closing, lets a late press count, and is reported apart', async () => {
    const { rig, box } = await started();
    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    rig.clock.advance(25_000);
    box.say({ kind: 'extended', window: window.id, afterMs: 25_000, closesAfterMs: 60_000 });
    await rig.settle();
    const shown = async () => (await rig.get<Page<WindowView>>('/windows')).items[0];
    const opened = Date.parse((await shown())?.openedAt ?? '');
    expect(await shown()).toMatchObject({
      state: 'open',
      extended: true,
      closesAt: new Date(opened + 60_000).toISOString(),
    });
    box.say({ kind: 'extended', window: window.id, afterMs: 26_000, closesAfterMs: 90_000 });
    rig.clock.advance(30_000);
    box.say({ kind: 'rated', window: window.id, level: 4, afterMs: 55_000 });
    await rig.settle();
    expect(await shown()).toMatchObject({ outcome: 'rated', extended: true });
    const { total } = await rig.get<StatisticsView>('/statistics?office=east');
    expect(total).toMatchObject({ windows: 1, rated: 1, extended: 1 } satisfies Partial<Figures>);
    const { items } = await rig.get<Page<SetAsideView>>('/set-aside');
    expect(items.map(({ reason }) => reason)).toEqual(['already-extended']);
  });
});

describe('B6 what a box finds out about itself', () => {
  it('the last self-test is shown, each part with its detail, and survives a restart', async () => {
    const { rig, box } = await started();
    box.say({ kind: 'self-test', trigger: 'start', checks: CHECKS });
    const sound: Check = { result: 'fault', detail: 'no card' };
    const { at } = box.say({ kind: 'self-test', trigger: 'request', checks: { ...CHECKS, sound } });
    const expected = { at, trigger: 'request', checks: { ...CHECKS, sound } };
    expect((await viewOf(rig)).selfTest).toEqual(expected);
    await rig.restart();
    expect((await viewOf(rig)).selfTest).toEqual(expected);
  });

  it('D4 a report that comes late never undoes a newer one, be it a self-test or a fault', async () => {
    const { rig, box } = await started();
    const early = box.event({ kind: 'self-test', trigger: 'start', checks: CHECKS });
    const raised = box.event({ kind: 'fault', code: 'voice', active: true, detail: 'no card' });
    box.say({ kind: 'self-test', trigger: 'request', checks: CHECKS });
    box.say({ kind: 'fault', code: 'voice', active: false });
    box.send(early);
    box.send(raised);
    expect(await viewOf(rig)).toMatchObject({ faults: [], selfTest: { trigger: 'request' }, missing: 0 });
  });

  it('faults are shown while they last, since when and why; stuck keys apart (W9)', async () => {
    const { rig, box } = await started();
    const { at } = box.say({ kind: 'fault', code: 'storage', active: true, detail: 'disk full' });
    rig.clock.advance(1_000);
    box.say({ kind: 'fault', code: 'storage', active: true, detail: 'disk still full' });
    box.say({ kind: 'fault', code: 'key-stuck', level: 2, active: true });
    box.say({ kind: 'fault', code: 'key-stuck', level: 5, active: true });
    expect(await viewOf(rig)).toMatchObject({
      faults: [{ code: 'storage', since: at, detail: 'disk still full' }],
      stuckKeys: [2, 5],
    });
    box.say({ kind: 'fault', code: 'storage', active: false });
    box.say({ kind: 'fault', code: 'key-stuck', level: 2, active: false });
    expect(await viewOf(rig)).toMatchObject({ faults: [], stuckKeys: [5] });
  });

  it('B2 a health that is not well is shown in the words of the box, until it is well', async () => {
    const { rig, box } = await started();
    box.beat({ panel: 'fault', details: { panel: '/dev/ttyACM0 is gone' } });
    expect(await viewOf(rig)).toMatchObject({ panel: 'fault', details: { panel: '/dev/ttyACM0 is gone' } });
    box.beat();
    expect(await viewOf(rig)).toMatchObject({ panel: 'ok' });
    expect(await viewOf(rig)).not.toHaveProperty('details');
  });

  it('is asked for on request, of a box that is there', async () => {
    const { rig, box } = await started();
    const asked = await rig.post<BoxView>('/boxes/box-1/self-test');
    expect(asked).toMatchObject({ status: 202, body: { id: 'box-1' } });
    expect(box.told('self-test')).toHaveLength(1);
    expect(await rig.post('/boxes/box-2/self-test')).toMatchObject({
      status: 409,
      body: { code: 'box/offline' },
    });
    expect(await rig.post('/boxes/box-99/self-test')).toMatchObject({
      status: 404,
      body: { code: 'box/unknown' },
    });
  });
});

describe('D4 D6 an outbox that had to be replaced', () => {
  const NEW = 'fedcba9876543210';
  const why = 'database disk image is malformed';

  it('what of it never came is lost for good: shown, and asked for no more', async () => {
    const { rig, box } = await started();
    const old = box.epoch;
    box.say({ kind: 'fault', code: 'voice', active: false });
    await rig.settle();
    box.beat({ lastSeq: 5, unacked: 4 });
    await rig.settle();
    const { at } = box.say(
      { kind: 'outbox-replaced', lost: { epoch: old, lastSeq: 9 }, detail: why },
      { epoch: NEW, seq: 1 },
    );
    box.epoch = NEW;
    expect(await viewOf(rig)).toMatchObject({
      contiguous: 1,
      missing: 0,
      lost: 8,
      replaced: { at, detail: why },
    });
    for (let beat = 0; beat < 20; beat++) {
      rig.clock.advance(14_000);
      box.beat({ lastSeq: 1, unacked: 0 });
      await rig.settle();
    }
    expect(box.told('resend')).toEqual([]);
    await rig.restart();
    expect(await viewOf(rig)).toMatchObject({
      contiguous: 1,
      missing: 0,
      lost: 8,
      replaced: { detail: why },
    });
  });

  it('an event of it that was on its way still counts, and asks for nothing', async () => {
    const { rig, box } = await started();
    const old = box.epoch;
    const late = box.event({ kind: 'fault', code: 'panel', active: true }, { seq: 3 });
    box.say(
      { kind: 'outbox-replaced', lost: { epoch: old, lastSeq: 3 }, detail: why },
      { epoch: NEW, seq: 1 },
    );
    expect(await viewOf(rig)).toMatchObject({ lost: 3 });
    box.send(late);
    expect(await viewOf(rig)).toMatchObject({ lost: 2, contiguous: 1, faults: [{ code: 'panel' }] });
    expect(box.told('resend')).toEqual([]);
  });

  it('a box that cannot say what it lost shows what the hub knew of', async () => {
    const { rig, box } = await started();
    box.beat({ lastSeq: 7, unacked: 7 });
    await rig.settle();
    box.say({ kind: 'outbox-replaced', detail: why }, { epoch: NEW, seq: 1 });
    expect(await viewOf(rig)).toMatchObject({ lost: 7, missing: 0 });
  });

  it('a gap in the new one is still asked for', async () => {
    const { rig, box } = await started();
    box.say(
      { kind: 'outbox-replaced', lost: { epoch: box.epoch, lastSeq: 2 }, detail: why },
      { epoch: NEW, seq: 1 },
    );
    box.say({ kind: 'fault', code: 'panel', active: false }, { epoch: NEW, seq: 3 });
    expect(await viewOf(rig)).toMatchObject({ missing: 1, lost: 2 });
    expect(box.told('resend')).toMatchObject([{ epoch: NEW, from: 2, to: 2 }]);
  });
});
