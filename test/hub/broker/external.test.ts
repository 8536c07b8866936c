import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { RatingView } from '#contract/records.js';
import type { Level } from '#contract/values.js';
import type { BoxView } from '#contract/views.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { FileMemory } from '../../../device/adapters/fileMemory.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { SqliteOutbox } from '../../../device/adapters/sqliteOutbox.js';
import { Box } from '../../../device/box.js';
import type { Scene } from '../../../device/ports/panel.js';
import { ExternalBroker } from '../../../hub/broker/externalBroker.js';
import { Hub } from '../../../hub/hub.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { MemoryPanel } from '../../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../../simulators/voice/memoryVoice.js';
import { eventually } from '../../support/eventually.js';
import { Expectation } from '../../support/expectation.js';
import { hubDesks } from '../../support/hubDesks.js';
import { Mosquitto } from '../../support/mosquitto.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A whole hub that reaches its boxes through a broker outside. */
class OfficeHub {
  private hub: Hub | undefined;
  private db: Sqlite | undefined;
  private numbers = 0;

  constructor(
    private readonly folder: string,
    private readonly url: string,
  ) {
    onTestFinished(() => this.stop());
  }

  async start(): Promise<void> {
    const db = openSqlite(join(this.folder, 'hub.db'), migrations);
    const sites = new SiteStore(db);
    sites.apply(eastSite, systemClock.wall());
    this.db = db;
    this.hub = new Hub({
      db,
      sites,
      broker: new ExternalBroker({ url: this.url, ids: systemIds, logger: silentLogger }),
      ...hubDesks(db, systemClock, this.folder),
      clock: systemClock,
      ids: systemIds,
      logger: silentLogger,
      software: 'test',
      http: { host: '127.0.0.1', port: 0, requestsPerMinute: 1_000_000, pages: '/nonexistent' },
    });
    await this.hub.start();
  }

  async stop(): Promise<void> {
    await this.hub?.stop();
    this.hub = undefined;
    this.db?.close();
    this.db = undefined;
  }

  async ready(): Promise<number> {
    return (await fetch(`${this.origin}/readyz`)).status;
  }

  async list<T>(list: 'ratings' | 'alarms' | 'boxes'): Promise<T[]> {
    const response = await fetch(`${this.origin}/api/v1/${list}?office=east&limit=500`);
    return ((await response.json()) as { items: T[] }).items;
  }

  async issue(office = 'east'): Promise<void> {
    const document = { office, counter: '1', kind: 'receipt', number: `R${++this.numbers}`, clerk: 'lin' };
    expect(await this.post('/issuances', document)).toBe(201);
  }

  /** Its status. */
  async post(path: string, body: object): Promise<number> {
    const response = await fetch(`${this.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  async box(id: string): Promise<BoxView | undefined> {
    const response = await fetch(`${this.origin}/api/v1/boxes`);
    return ((await response.json()) as { items: BoxView[] }).items.find((box) => box.id === id);
  }

  /** How many events it stored, and how many were kept aside. */
  stored(): { events: unknown; setAside: unknown } {
    const count = (table: string) => this.db?.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    return { events: count('event'), setAside: count('set_aside') };
  }

  private get origin(): string {
    return `http://127.0.0.1:${this.hub?.http.port}`;
  }
}

/** The real box on counter 1, with its citizens. */
class CounterBox {
  readonly outbox: SqliteOutbox;
  private readonly panel = new MemoryPanel();
  private readonly box: Box;
  private readonly expectation = new Expectation();
  private readonly scenes: Array<Scene['kind']> = [];

  constructor(folder: string, url: string) {
    const boot = systemIds.uuid();
    this.outbox = new SqliteOutbox(join(folder, 'outbox.db'), systemIds);
    const memory = new FileMemory({ folder, box: 'box-1', office: 'east', logger: silentLogger });
    this.panel.watch((scene) => {
      this.scenes.push(scene.kind);
      this.expectation.changed();
    });
    this.box = new Box({
      panel: this.panel,
      voice: new MemoryVoice({
        clock: systemClock,
        listener: { began: () => undefined, ended: () => undefined },
      }),
      outbox: this.outbox,
      uplink: new MqttUplink({
        url,
        office: 'east',
        box: 'box-1',
        boot,
        software: 'test',
        clock: systemClock,
        random: Math.random,
        logger: silentLogger,
      }),
      clock: systemClock,
      logger: silentLogger,
      random: Math.random,
      boot,
      memory,
      office: 'east',
      freeBytes: () => undefined,
    });
    onTestFinished(() => this.box.stop());
  }

  start(): Promise<void> {
    return this.box.start();
  }

  /** Waits until the box invites, beyond what it showed before. */
  async invited(): Promise<void> {
    await this.shows('invite', 12_000);
  }

  /** A press, until the citizen is thanked. */
  async press(level: Level): Promise<void> {
    this.panel.key(level, true);
    await this.shows('accepted', 2_000);
    this.panel.key(level, false);
  }

  private async shows(kind: Scene['kind'], ms: number): Promise<void> {
    await this.expectation.until(`the panel shows ${kind}`, ms, () => {
      const at = this.scenes.indexOf(kind);
      if (at < 0) return undefined;
      this.scenes.splice(0, at + 1);
      return true;
    });
  }
}

async function office() {
  const mosquitto = await Mosquitto.start();
  const folder = temporaryFolder();
  const hub = new OfficeHub(folder, mosquitto.url);
  await hub.start();
  const box = new CounterBox(folder, mosquitto.url);
  await box.start();
  await online(hub);
  return { mosquitto, hub, box };
}

const online = (hub: OfficeHub): Promise<true> =>
  eventually('the box is online at the hub', 10_000, async () => {
    const boxes = await hub.list<BoxView>('boxes');
    return boxes.some(({ id, presence }) => id === 'box-1' && presence === 'online') || undefined;
  });

/** Everything the box recorded is at the hub once, and each press is one rating in its order. */
async function settled(hub: OfficeHub, box: CounterBox, levels: readonly Level[]): Promise<void> {
  await eventually('the outbox is empty', 15_000, () => box.outbox.unsettled() === 0 || undefined);
  const ratings = await hub.list<RatingView>('ratings');
  expect(ratings.map(({ level }) => level).reverse()).toEqual(levels);
  expect(new Set(ratings.map(({ window }) => window)).size).toBe(levels.length);
  const alarms = await hub.list<AlarmView>('alarms');
  expect(alarms.map(({ about }) => about.source === 'rating' && about.level).reverse()).toEqual(
    levels.filter((level) => level <= 2),
  );
  expect(hub.stored()).toEqual({ events: box.outbox.lastSeq(), setAside: 0 });
  const view = (await hub.list<BoxView>('boxes')).find(({ id }) => id === 'box-1');
  expect(view).toMatchObject({ contiguous: box.outbox.lastSeq(), missing: 0, setAside: 0 });
}

describe('D8 an external broker', () => {
  it('B5 boxes are told where it is, without the name and password of the hub', () => {
    const broker = new ExternalBroker({
      url: 'mqtts://hub:secret@broker.office:8883',
      ids: systemIds,
      logger: silentLogger,
    });
    expect(broker.address).toEqual({ url: 'mqtts://broker.office:8883' });
  });

  it('an issuance is opened, rated and counted, and a dissatisfied one raises its alarm', async () => {
    const { hub, box } = await office();
    for (const level of [5, 1] as const) {
      await hub.issue();
      await box.invited();
      await box.press(level);
    }
    await settled(hub, box, [5, 1]);
  }, 40_000);

  it('D2 D3 the broker dies by SIGKILL before, at and after a press: nothing is lost and nothing counted twice', async () => {
    const { mosquitto, hub, box } = await office();
    await hub.issue();
    await box.invited();
    await mosquitto.kill();
    await box.press(2);
    await eventually(
      'the hub says it is cut off',
      5_000,
      async () => (await hub.ready()) === 503 || undefined,
    );
    await mosquitto.run();
    await eventually('the hub is back', 10_000, async () => (await hub.ready()) === 200 || undefined);
    await settled(hub, box, [2]);

    await hub.issue();
    await box.invited();
    await Promise.all([box.press(4), mosquitto.kill()]);
    await mosquitto.run();
    await settled(hub, box, [2, 4]);

    await mosquitto.kill();
    await hub.issue();
    await mosquitto.run();
    await box.invited();
    await box.press(1);
    await mosquitto.kill();
    await mosquitto.run();
    await settled(hub, box, [2, 4, 1]);
  }, 60_000);

  it('B5 a box moved while the hub could not reach it comes home by itself, and its unsent rating belongs to the old place', async () => {
    const { mosquitto, hub, box } = await office();
    await hub.issue();
    await box.invited();
    await mosquitto.kill();
    await box.press(2);
    expect(await hub.post('/boxes/box-w1/move', { office: 'west' })).toBe(200);
    expect(await hub.post('/boxes/box-1/move', { office: 'west', counter: '1' })).toBe(200);
    await mosquitto.run();
    await eventually('the box is heard under its new office', 15_000, async () => {
      const view = await hub.box('box-1');
      return (
        (view?.presence === 'online' && view.office === 'west' && view.heardAt === undefined) || undefined
      );
    });
    await eventually('the outbox is empty', 15_000, () => box.outbox.unsettled() === 0 || undefined);
    expect((await hub.list<RatingView>('ratings')).map(({ level, counter }) => [level, counter])).toEqual([
      [2, '1'],
    ]);
    await hub.issue('west');
    await box.invited();
    await hub.stop();
    await hub.start();
    await eventually('the hub knows it is there', 20_000, async () => {
      const view = await hub.box('box-1');
      return (view?.presence === 'online' && view.heardAt === undefined) || undefined;
    });
  }, 90_000);

  it('D2 the hub is restarted while a citizen presses: the rating waits in the box and is counted once', async () => {
    const { hub, box } = await office();
    await hub.issue();
    await box.invited();
    await hub.stop();
    await box.press(1);
    expect(box.outbox.unsettled()).toBeGreaterThan(0);
    await hub.start();
    await settled(hub, box, [1]);
    await online(hub);
    await hub.issue();
    await box.invited();
    await box.press(3);
    await settled(hub, box, [1, 3]);
  }, 60_000);
});
