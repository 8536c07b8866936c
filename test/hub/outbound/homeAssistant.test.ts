import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OfficeView } from '#contract/views.js';
import { HomeAssistant } from '../../../hub/outbound/homeAssistant.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { Expectation } from '../../support/expectation.js';
import { Mosquitto } from '../../support/mosquitto.js';
import { OutboundRig, settle } from './outboundRig.js';

const AVAILABLE = 'counter-rating/east/available';
const CONFIG = 'homeassistant/device/counter-rating-east/config';
const STATE = 'counter-rating/east/state';
const PATIENCE_MS = 8_000;

/** What Home Assistant knows: the newest of every topic, retained or live. */
class Watcher {
  readonly known = new Map<string, string>();
  /** Every message, as `topic payload`. */
  readonly heard: string[] = [];
  private readonly expectation = new Expectation();

  static async on(broker: Mosquitto): Promise<Watcher> {
    const watcher = new Watcher();
    const client = await connectAsync(broker.url, { reconnectPeriod: 50, resubscribe: true });
    onTestFinished(() => client.endAsync(true));
    client.on('error', () => undefined);
    client.on('message', (topic, payload) => watcher.take(topic, payload.toString()));
    await client.subscribeAsync('#', { qos: 1 });
    return watcher;
  }

  async until(topic: string, payload: string): Promise<void> {
    await this.expectation.until(`${topic} says ${payload}`, PATIENCE_MS, () =>
      this.known.get(topic) === payload ? true : undefined,
    );
  }

  async json(topic: string): Promise<ReturnType<typeof JSON.parse>> {
    return this.expectation.until(topic, PATIENCE_MS, () => {
      const payload = this.known.get(topic);
      return payload === undefined ? undefined : JSON.parse(payload);
    });
  }

  /** The state of the office once it is as asked. */
  state(what: string, as: (state: State) => boolean): Promise<State> {
    return this.expectation.until(what, PATIENCE_MS, () => {
      const state = JSON.parse(this.known.get(STATE) ?? 'null') as State | null;
      return state !== null && as(state) ? state : undefined;
    });
  }

  private take(topic: string, payload: string): void {
    this.known.set(topic, payload);
    this.heard.push(`${topic} ${payload}`);
    this.expectation.changed();
  }
}

interface State {
  readonly waiting: number;
  readonly highest: string;
  readonly counters: Readonly<Record<string, { readonly alarm: string; readonly box: string }>>;
}

const offices = (rig: OutboundRig): OfficeView[] => new SiteStore(rig.db).offices();

async function shown(rig: OutboundRig, url: string, prefix = 'homeassistant'): Promise<HomeAssistant> {
  const part = new HomeAssistant({
    url,
    prefix,
    offices: offices(rig),
    store: rig.store,
    software: '1.2.3',
    clock: rig.clock,
    random: () => 0.5,
    logger: rig.log.logger,
  });
  await rig.run(part);
  return part;
}

describe('Home Assistant', () => {
  it('A8 is told of each office as a device, with what waits and how each counter is', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    const config = await watcher.json(CONFIG);
    expect(config).toMatchObject({
      device: {
        identifiers: ['counter-rating-east'],
        name: '東區戶政事務所 East Household Registration Office',
        sw_version: '1.2.3',
      },
      origin: { name: 'rating-hub' },
      availability_topic: AVAILABLE,
      state_topic: STATE,
    });
    expect(Object.keys(config.components)).toHaveLength(2 + 2 * 6);
    expect(config.components['counter-rating-east-counter-3-alarm']).toEqual({
      platform: 'binary_sensor',
      unique_id: 'counter-rating-east-counter-3-alarm',
      default_entity_id: 'binary_sensor.counter_rating_east_counter_3_alarm',
      name: '3 號櫃檯 警示 Counter 3 alarm',
      value_template: "{{ value_json.counters['3'].alarm }}",
      device_class: 'problem',
    });
    expect(config.components['counter-rating-east-highest']).toMatchObject({
      platform: 'sensor',
      device_class: 'enum',
      options: ['none', 'low', 'medium', 'high'],
    });
    expect(await watcher.json('homeassistant/device/counter-rating-west/config')).toMatchObject({
      availability_topic: AVAILABLE,
    });
    await watcher.until(AVAILABLE, 'online');
    expect(await watcher.state('nothing waits', ({ waiting }) => waiting === 0)).toEqual({
      waiting: 0,
      highest: 'none',
      counters: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n, { alarm: 'OFF', box: 'OFF' }])),
    });
  });

  it('A8 every template finds its value in the state', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    const { components } = await watcher.json(CONFIG);
    const state = await watcher.json(STATE);
    for (const { value_template: template } of Object.values<{ value_template: string }>(components)) {
      const path = /^\{\{ value_json\.(.+) \}\}$/.exec(template)?.[1] ?? '';
      const keys = path.split(/\.|\['|'\]\.?/).filter((key) => key !== '');
      const value = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], state);
      expect(value, template).toBeDefined();
    }
  });

  it('A8 hears of an alarm at once and of several at once only once; P5 and of no level, clerk or citizen', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    await watcher.state('nothing waits', ({ waiting }) => waiting === 0);
    const before = watcher.heard.length;
    rig.raise(1, { priority: 'medium' });
    rig.raise(2, { priority: 'high' });
    rig.raise(3, { isolated: true });
    rig.clock.advance(250);
    const state = await watcher.state('two wait', ({ waiting }) => waiting === 2);
    expect(state).toMatchObject({
      highest: 'high',
      counters: { '1': { alarm: 'ON' }, '2': { alarm: 'OFF' } },
    });
    expect(watcher.heard.length - before).toBe(1);
    rig.change(1, 'acknowledged');
    rig.change(2, 'acknowledged');
    rig.clock.advance(250);
    expect(await watcher.state('none waits', ({ waiting }) => waiting === 0)).toMatchObject({
      highest: 'none',
      counters: { '1': { alarm: 'OFF' } },
    });
    expect(watcher.heard.join()).not.toMatch(/陳志明|level|clerk|印鑑證明/);
  });

  it('B4 hears of a box that comes and goes, though nobody says so', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    await watcher.json(STATE);
    for (const [presence, box] of [
      ['online', 'ON'],
      ['lost', 'OFF'],
    ] as const) {
      rig.presence('box-2', presence);
      rig.clock.advance(15_000);
      const state = await watcher.state(`box ${box}`, ({ counters }) => counters['2']?.box === box);
      expect(state.counters['1']?.box).toBe('OFF');
    }
  });

  it('A8 says nothing that the broker knows already', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    const part = await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    await watcher.until(AVAILABLE, 'online');
    await watcher.json(STATE);
    const before = watcher.heard.length;
    for (let n = 0; n < 5; n++) {
      part.poke();
      rig.clock.advance(20_000);
    }
    rig.raise(1);
    rig.clock.advance(250);
    await watcher.state('one waits', ({ waiting }) => waiting === 1);
    expect(watcher.heard.length - before).toBe(1);
  });

  it('A8 tells a broker that comes back, and has forgotten everything, all of it anew', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    await watcher.until(AVAILABLE, 'online');
    await broker.kill();
    await rig.log.count('no connection to Home Assistant, trying again', 1, PATIENCE_MS);
    rig.raise(1);
    rig.clock.advance(250);
    watcher.known.clear();
    await broker.run();
    rig.clock.advance(5_000);
    await watcher.state('one waits', ({ waiting }) => waiting === 1);
    await watcher.json(CONFIG);
    await watcher.until(AVAILABLE, 'online');
  });

  it('A8 a hub that stops leaves word, and one that is killed leaves its last will', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    const first = await shown(rig, broker.url);
    const watcher = await Watcher.on(broker);
    await watcher.until(AVAILABLE, 'online');
    await first.stop();
    await watcher.until(AVAILABLE, 'offline');
    await first.start();
    await watcher.until(AVAILABLE, 'online');
    const another = await shown(rig, broker.url);
    await watcher.until(AVAILABLE, 'offline');
    await watcher.until(AVAILABLE, 'online');
    await another.stop();
  });

  it('A8 nothing waits for a broker that is not there', async () => {
    const rig = new OutboundRig();
    const part = await shown(rig, 'mqtt://127.0.0.1:1');
    await rig.log.count('no connection to Home Assistant, trying again', 1, PATIENCE_MS);
    rig.raise(1);
    rig.clock.advance(3_749);
    await settle();
    expect(rig.log.messages.filter((text) => text.startsWith('no connection'))).toHaveLength(1);
    rig.clock.advance(1);
    await rig.log.count('no connection to Home Assistant, trying again', 2, PATIENCE_MS);
    await part.stop();
  });

  it('A8 is found under another prefix where the office has one', async () => {
    const broker = await Mosquitto.start();
    const rig = new OutboundRig();
    await shown(rig, broker.url, 'ha/main');
    const watcher = await Watcher.on(broker);
    await watcher.json('ha/main/device/counter-rating-east/config');
  });
});
