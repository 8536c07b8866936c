import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import type { RatingView } from '#contract/records.js';
import type { BoxView, WindowView } from '#contract/views.js';
import { CounterRig } from '../support/counterRig.js';
import { HubRig } from '../support/hubRig.js';

let hub: HubRig;
let counter: CounterRig;

beforeEach(async () => {
  hub = await HubRig.start();
  counter = await new CounterRig({ hub, box: 'box-1', office: 'east' }).start();
  counter.uplink.restore();
  await counter.uplink.settle();
});

const view = async (id: string): Promise<BoxView> => {
  const { items } = await hub.get<{ items: BoxView[] }>('/boxes');
  return items.find((box) => box.id === id) ?? expect.fail(`no box ${id}`);
};
const window = async (office: string, id: string) => {
  const { items } = await hub.get<{ items: WindowView[] }>(`/windows?office=${office}`);
  return items.find((item) => item.id === id);
};
const ratings = async (office: string) =>
  (await hub.get<{ items: RatingView[] }>(`/ratings?office=${office}`)).items;
const moveTo = (place: object) => hub.post('/boxes/box-1/move', place);
const settle = () => counter.uplink.settle();
const freeCounterOf = async (office: string): Promise<string> => {
  await hub.post('/boxes/box-w1/move', { office });
  return '1';
};

describe('a box that is moved', () => {
  it('B5 in one action at the hub works at its new counter, and the rating made there belongs to it', async () => {
    expect((await moveTo({ office: 'east', counter: '6' })).status).toBe(200);
    await settle();
    const { window: opened } = await hub.issue('6');
    await settle();
    counter.clock.advance(1_000);
    await counter.press(4);
    expect(await window('east', opened.id)).toMatchObject({ counter: '6', outcome: 'rated', box: 'box-1' });
  });

  it('B5 in a car it brings what it had not sent: that still belongs to the office it left', async () => {
    const { window: opened } = await hub.issue('1', { clerk: 'lin' });
    await settle();
    counter.uplink.cut();
    await counter.press(2);
    await moveTo({ office: 'west', counter: await freeCounterOf('west') });
    await counter.stop();
    counter.clock.advance(3_600_000);
    await counter.start();
    counter.uplink.restore();
    await settle();
    counter.clock.advance(15_000);
    await settle();
    expect(await window('east', opened.id)).toMatchObject({ counter: '1', outcome: 'rated' });
    expect(await ratings('east')).toMatchObject([{ counter: '1', clerk: 'lin', level: 2 }]);
    expect(await ratings('west')).toEqual([]);

    const { window: there } = await hub.issue('1', { office: 'west', clerk: 'chen' });
    await settle();
    counter.clock.advance(1_000);
    await counter.press(5);
    expect(await window('west', there.id)).toMatchObject({ outcome: 'rated', box: 'box-1' });
    expect(await view('box-1')).toMatchObject({
      office: 'west',
      counter: '1',
      presence: 'online',
      missing: 0,
    });
    expect(counter.outbox.unsettled()).toBe(0);
  });

  it('B5 keeps its new office over a power cut before the hub hears it there', async () => {
    await moveTo({ office: 'west', counter: await freeCounterOf('west') });
    await settle();
    await counter.stop();
    await counter.start();
    counter.uplink.restore();
    await settle();
    expect(await view('box-1')).toMatchObject({ office: 'west', presence: 'online' });
    expect((await view('box-1')).heardAt).toBeUndefined();
  });

  it('B5 settings pushed to it hold, and what it refuses is seen at the hub', async () => {
    await hub.post('/boxes/box-1/settings', { volume: 30, languages: ['zh'] });
    await settle();
    counter.clock.advance(15_000);
    await settle();
    const { settings } = await view('box-1');
    expect(settings).toEqual({ wanted: 1, inForce: 1 });
    expect(await hub.get('/boxes/box-1/settings')).toEqual({
      ...DEFAULT_BOX_SETTINGS,
      revision: 1,
      volume: 30,
      languages: ['zh'],
    });
  });

  it('B6 tests itself when the hub asks, and the result is there', async () => {
    counter.clock.advance(10_000);
    await settle();
    expect((await view('box-1')).selfTest).toMatchObject({ trigger: 'start' });
    expect((await hub.post('/boxes/box-1/self-test')).status).toBe(202);
    await settle();
    counter.clock.advance(20_000);
    await settle();
    expect((await view('box-1')).selfTest).toMatchObject({
      trigger: 'request',
      checks: { lamps: { result: 'ok' }, link: { result: 'ok' } },
    });
  });

  it('W12 more time asked for at the counter is in the window and its figures at the hub', async () => {
    const { window: opened } = await hub.issue('1');
    await settle();
    counter.clock.advance(20_000);
    counter.panel.key('more-time', true);
    counter.clock.advance(100);
    counter.panel.key('more-time', false);
    await settle();
    expect(await window('east', opened.id)).toMatchObject({ extended: true, state: 'open' });
    counter.clock.advance(35_000);
    await counter.press(5);
    expect(await window('east', opened.id)).toMatchObject({ outcome: 'rated', extended: true });
  });
});
