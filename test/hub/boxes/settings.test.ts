import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import { type BoxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { HEARTBEAT_MS } from '#contract/limits.js';
import type { BoxView, Problem } from '#contract/views.js';
import { changedSettings } from '../../../hub/boxes/settingsRules.js';
import { HubRig } from '../../support/hubRig.js';

type Page<T> = { items: T[] };
const set = (rig: HubRig, change: object, box = 'box-1') =>
  rig.post<BoxSettings & Problem>(`/boxes/${box}/settings`, change);

async function shown(rig: HubRig): Promise<BoxView['settings'] | undefined> {
  await rig.settle();
  const { items } = await rig.get<Page<BoxView>>('/boxes');
  return items.find(({ id }) => id === 'box-1')?.settings;
}

describe('settings of a box', () => {
  it('are the defaults until somebody decides otherwise, any part at a time', async () => {
    const rig = await HubRig.start();
    expect(await rig.get('/boxes/box-1/settings')).toEqual(DEFAULT_BOX_SETTINGS);
    const quiet = await set(rig, { volume: 40, quietHours: [{ from: '12:00', to: '13:30' }] });
    expect(quiet).toEqual({
      status: 200,
      body: {
        ...DEFAULT_BOX_SETTINGS,
        revision: 1,
        volume: 40,
        quietHours: [{ from: '12:00', to: '13:30' }],
      },
    });
    expect((await set(rig, { moreTime: false })).body).toMatchObject({ revision: 2, volume: 40 });
    await rig.restart();
    expect(await rig.get('/boxes/box-1/settings')).toMatchObject({
      revision: 2,
      volume: 40,
      moreTime: false,
    });
    expect(await rig.get('/boxes/box-2/settings')).toEqual(DEFAULT_BOX_SETTINGS);
  });

  it('keep their revision when nothing changes, and what nobody knows is not kept', async () => {
    const rig = await HubRig.start();
    const same = await set(rig, { volume: 100, languages: ['zh', 'en'], revision: 77, colour: 'red' });
    expect(same.body).toEqual(DEFAULT_BOX_SETTINGS);
    expect(changedSettings(DEFAULT_BOX_SETTINGS, {})).toBe(DEFAULT_BOX_SETTINGS);
    expect((await set(rig, { languages: ['en', 'zh'] })).body).toMatchObject({ revision: 1 });
  });

  it.each([
    ['volume', { volume: 101 }],
    ['quietHours', { quietHours: [{ from: '25:00', to: '06:00' }] }],
    ['languages', { languages: [] }],
    ['languages', { languages: ['zh', 'zh'] }],
    ['maxAgeMs', { maxAgeMs: 100 }],
    ['waitPrompt', { waitPrompt: 'yes' }],
  ])('wrong ones are refused by name and nothing changes: %s %j', async (field, change) => {
    const rig = await HubRig.start();
    const refused = await set(rig, { moreTime: false, ...change });
    expect(refused).toMatchObject({ status: 422, body: { code: 'request/invalid' } });
    expect(refused.body.faults?.some(({ path }) => path.startsWith(`/${field}`))).toBe(true);
    expect(await rig.get('/boxes/box-1/settings')).toEqual(DEFAULT_BOX_SETTINGS);
  });

  it('of an unknown box are nobody’s', async () => {
    const rig = await HubRig.start();
    for (const answer of [
      await set(rig, { volume: 1 }, 'box-99'),
      await rig.request({ method: 'GET', url: '/api/v1/boxes/box-99/settings' }),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'box/unknown' } });
  });

  it('go to the box at once, and when it comes, until it names their revision', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    expect(box.told('settings')).toEqual([]);
    await set(rig, { volume: 50 });
    expect(box.told('settings')).toMatchObject([{ settings: { revision: 1, volume: 50 } }]);
    expect(await shown(rig)).toEqual({ wanted: 1 });
    box.status('offline');
    await rig.settle();
    await set(rig, { volume: 60 });
    expect(box.told('settings')).toHaveLength(1);
    box.online();
    expect(box.told('settings').at(-1)).toMatchObject({ settings: { revision: 2, volume: 60 } });
    box.beat({ settings: { revision: 0 } });
    expect(box.told('settings')).toHaveLength(2);
    rig.clock.advance(HEARTBEAT_MS);
    box.beat({ settings: { revision: 0 } });
    expect(box.told('settings')).toHaveLength(3);
    box.beat({ settings: { revision: 2 } });
    expect(await shown(rig)).toEqual({ wanted: 2, inForce: 2 });
    box.beat({ settings: { revision: 2 } });
    box.online();
    await rig.settle();
    expect(box.told('settings')).toHaveLength(3);
  });

  it('go at most once with each heartbeat, and never to a box that knows of none', async () => {
    const rig = await HubRig.start();
    await set(rig, { volume: 50 });
    const box = rig.box('box-1').online();
    await rig.settle();
    const before = box.told('settings').length;
    for (let period = 1; period <= 3; period++) {
      rig.clock.advance(HEARTBEAT_MS);
      for (let beat = 0; beat < 5; beat++)
        box.beat({ settings: { revision: 0, refused: 'answered at once, as boxes do' } });
      expect(box.told('settings')).toHaveLength(before + period);
    }
    rig.clock.advance(HEARTBEAT_MS);
    box.beat();
    expect(box.told('settings')).toHaveLength(before + 3);
  });

  it('that the box refuses are shown with its reason', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await set(rig, { languages: ['th'] });
    box.beat({ settings: { revision: 0, refused: 'no voice for th' } });
    expect(await shown(rig)).toEqual({ wanted: 1, inForce: 0, refused: 'no voice for th' });
  });

  it('W5 the age limit of the box is the hub’s patience too', async () => {
    const rig = await HubRig.start();
    await set(rig, { maxAgeMs: 60_000 });
    const box = rig.box('box-1').online();
    await rig.settle();
    await rig.issue('1');
    rig.clock.advance(40_000);
    await rig.settle();
    expect(box.told('offer').length).toBeGreaterThan(30);
    box.beat({ settings: { revision: 1 } });
    rig.clock.advance(23_000);
    await rig.settle();
    const { items } = await rig.get<Page<{ outcome: string }>>('/windows');
    expect(items).toMatchObject([{ outcome: 'missed', reason: 'box-fault' }]);
  });
});

describe('W11 the prompt to wait', () => {
  async function alarmed() {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
    await rig.settle();
    const { items } = await rig.get<Page<AlarmView>>('/alarms');
    return { rig, box, window: window.id, alarm: items[0]?.id ?? '' };
  }
  const take = (rig: HubRig, alarm: string) => rig.post(`/alarms/${alarm}/acknowledge`, { by: 'chen' });

  it('the box of the window hears once that its alarm was taken', async () => {
    const { rig, box, window, alarm } = await alarmed();
    expect(box.told('acknowledged')).toEqual([]);
    await take(rig, alarm);
    await take(rig, alarm);
    expect(box.told('acknowledged')).toMatchObject([{ window }]);
  });

  it('a box that is gone, or stands in front of others by now, hears nothing', async () => {
    const gone = await alarmed();
    gone.box.status('lost');
    await take(gone.rig, gone.alarm);
    expect(gone.box.told('acknowledged')).toEqual([]);
    const moved = await alarmed();
    await moved.rig.post('/boxes/box-1/move', { office: 'east', counter: '6' });
    await take(moved.rig, moved.alarm);
    expect(moved.box.told('acknowledged')).toEqual([]);
  });
});
