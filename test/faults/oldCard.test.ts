import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { RatingView } from '#contract/records.js';
import type { BoxView } from '#contract/views.js';
import { CounterRig } from '../support/counterRig.js';
import { eventually } from '../support/eventually.js';
import { HubRig } from '../support/hubRig.js';
import { LogWitness } from '../support/logWitness.js';
import { temporaryFolder } from '../support/temporary.js';

const BOX = 'box-1';
const RENUMBERED = 'the box numbers its events anew; what the hub had refused follows again';
const FILES = ['outbox.db', 'outbox.db-wal'] as const;

/** A box before its hub, whose card can be copied and put back. */
class Card {
  readonly log = new LogWitness();
  readonly copy = temporaryFolder();
  readonly rated: string[] = [];
  idle = 0;

  private constructor(
    readonly hub: HubRig,
    readonly counter: CounterRig,
  ) {}

  static async start(seals: boolean): Promise<Card> {
    const hub = await HubRig.start();
    const log = new LogWitness();
    const counter = new CounterRig({ hub, box: BOX, office: 'east', seals, logger: log.logger });
    const card = new Card(hub, counter);
    log.messages.push = (...messages: string[]) => card.log.messages.push(...messages);
    await counter.start();
    await card.connect();
    return card;
  }

  async connect(): Promise<void> {
    this.counter.uplink.restore();
    await this.home();
  }

  /** Until the hub has told of every event; seals are verified on other threads. */
  async home(): Promise<void> {
    await eventually('the hub has all', 10_000, async () => {
      await this.counter.uplink.settle();
      return this.counter.outbox.unsettled() === 0 ? true : undefined;
    });
  }

  async serve(level: 1 | 2 | 3 | 4 | 5): Promise<void> {
    const { window } = await this.hub.issue('1');
    await this.counter.uplink.settle();
    expect(this.counter.panel.scene.kind).toBe('invite');
    await this.counter.press(level);
    this.rated.push(`${window.id} ${level}`);
    this.counter.clock.advance(40_000);
    await this.home();
  }

  /** Presses that nobody invited, each reported by an event of its own. */
  press(count: number): void {
    for (let n = 0; n < count; n++) {
      this.counter.panel.key(5, true);
      this.counter.panel.key(5, false);
      this.counter.clock.advance(61_000);
    }
    this.idle += count;
  }

  /** As it lies on the card at this moment, whether or not the box runs. */
  keepCopy(): void {
    for (const file of FILES)
      if (existsSync(join(this.counter.folder, file)))
        copyFileSync(join(this.counter.folder, file), join(this.copy, file));
  }

  /** The copy takes the place of what the box has; `change` is done to it before. */
  async putBack(change: (folder: string) => void = () => undefined): Promise<void> {
    await this.counter.stop();
    for (const file of [...FILES, 'outbox.db-shm']) rmSync(join(this.counter.folder, file), { force: true });
    for (const file of FILES)
      if (existsSync(join(this.copy, file)))
        copyFileSync(join(this.copy, file), join(this.counter.folder, file));
    change(this.counter.folder);
    await this.counter.start();
  }

  async view(): Promise<BoxView | undefined> {
    const { items } = await this.hub.get<{ items: BoxView[] }>('/boxes?office=east');
    return items.find(({ id }) => id === BOX);
  }

  /** Each rating once, at its level, with its alarm; each press outside windows once. */
  async expectBooks(): Promise<void> {
    const { items } = await this.hub.get<{ items: RatingView[] }>('/ratings?office=east&limit=500');
    const counted = items.map(({ window, level }) => `${window} ${level}`);
    expect(counted.sort()).toEqual(this.rated.toSorted());
    const { items: alarms } = await this.hub.get<{ items: AlarmView[] }>('/alarms?office=east&limit=500');
    const raised = alarms.flatMap(({ about }) => (about.source === 'rating' ? [about.window] : []));
    const due = this.rated.filter((line) => /[12]$/.test(line)).map((line) => line.split(' ')[0]);
    expect(raised.sort()).toEqual(due.sort());
    const presses = Object.values((await this.view())?.idlePresses ?? {});
    expect(presses.reduce((sum, count) => sum + count, 0)).toBe(this.idle);
  }

  /** Of messages kept aside, by reason. */
  aside(): Record<string, number> {
    const db = new Database(join(this.hub.folder, 'hub.db'), { readonly: true });
    const rows = db.prepare('SELECT reason, count(*) AS times FROM set_aside GROUP BY reason').all();
    db.close();
    return Object.fromEntries(
      (rows as Array<{ reason: string; times: number }>).map(({ reason, times }) => [reason, times]),
    );
  }

  get renumberings(): number {
    return this.log.messages.filter((message) => message === RENUMBERED).length;
  }
}

/** Turns bytes of the newest transaction over. */
function damageLastTransaction(folder: string): void {
  const file = join(folder, 'outbox.db-wal');
  const bytes = readFileSync(file);
  bytes.fill(0x5a, bytes.length - 64);
  writeFileSync(file, bytes);
}

describe('a box whose card was put back to an older image', () => {
  it.each([false, true])(
    "D2 D3 D4 numbers anew and loses nobody's thanked rating, counts none twice, and says so once (sealed: %s)",
    async (seals) => {
      const card = await Card.start(seals);
      await card.serve(5);
      card.keepCopy();
      const { epoch } = card.counter.outbox;
      for (const level of [4, 1] as const) await card.serve(level);
      await card.putBack();
      expect(card.counter.outbox.epoch).toBe(epoch);
      await card.connect();
      for (const level of [2, 3, 1] as const) await card.serve(level);
      expect(card.counter.outbox.epoch).not.toBe(epoch);
      await card.expectBooks();
      expect(card.renumberings).toBe(1);
      expect(Object.keys(card.aside())).toEqual(['sequence-reused']);
      expect(await card.view()).toMatchObject({
        storage: 'ok',
        missing: 0,
        lost: 0,
        replaced: {
          detail: expect.stringMatching(/^set back: .* under the numbers of [0-9a-f]{16}; \d+ refused/),
        },
      });
    },
  );

  it('D4 D5 works off what it did before it reached the hub, part of which the hub takes under the old numbers', async () => {
    const card = await Card.start(true);
    card.keepCopy();
    card.press(3);
    await card.home();
    await card.putBack();
    card.press(8);
    await card.connect();
    await card.serve(1);
    const aside = card.aside();
    expect(aside['sequence-reused']).toBeGreaterThan(0);
    expect(aside['seal/broken-chain']).toBe(1);
    await card.expectBooks();
    expect(card.renumberings).toBe(1);
  });

  it('D1 D4 is one whose last transaction was damaged: what followed it is counted all the same', async () => {
    const card = await Card.start(true);
    await card.serve(5);
    const { window } = await card.hub.issue('1');
    await card.counter.uplink.settle();
    await card.counter.press(2);
    card.rated.push(`${window.id} 2`);
    await eventually('the rating is stored', 5_000, async () => {
      await card.counter.uplink.settle();
      return card.counter.outbox.pending(0, 1).length === 0 ? true : undefined;
    });
    card.counter.clock.advance(40_000);
    card.press(1);
    card.keepCopy();
    await card.home();
    const { epoch } = card.counter.outbox;
    await card.putBack(damageLastTransaction);
    expect(card.counter.outbox.epoch).toBe(epoch);
    await card.connect();
    await card.serve(1);
    await card.expectBooks();
    expect(card.renumberings).toBe(1);
  });

  it('D4 a second time within the hour it goes on, tells the hub, and brings everything when the hour is over', async () => {
    const card = await Card.start(true);
    await card.serve(5);
    card.keepCopy();
    await card.serve(4);
    await card.putBack();
    await card.connect();
    await card.serve(2);
    card.keepCopy();
    await card.serve(3);
    await card.putBack();
    card.counter.uplink.restore();
    const { window } = await card.hub.issue('1');
    const settled = () => card.counter.outbox.pending(0, 1).length === 0;
    await eventually('the hub has told of all', 5_000, async () => {
      await card.counter.uplink.settle();
      return settled() ? true : undefined;
    });
    expect(card.counter.panel.scene.kind).toBe('invite');
    await card.counter.press(1);
    card.rated.push(`${window.id} 1`);
    card.counter.clock.advance(40_000);
    await eventually('the hub has told of all', 5_000, async () => {
      await card.counter.uplink.settle();
      return settled() ? true : undefined;
    });
    expect(card.renumberings).toBe(1);
    expect(card.counter.outbox.unsettled()).toBeGreaterThan(0);
    card.counter.clock.advance(15_000);
    await card.counter.uplink.settle();
    expect(await card.view()).toMatchObject({ storage: 'fault' });
    card.counter.clock.advance(3_600_000);
    await card.home();
    expect(card.renumberings).toBe(2);
    await card.expectBooks();
    card.counter.clock.advance(15_000);
    await card.counter.uplink.settle();
    expect(await card.view()).toMatchObject({ storage: 'ok' });
  });
});
