import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AlarmState, AlarmStepName, AlarmView } from '#contract/alarms.js';
import type { Presence } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { Courier } from '../../../hub/outbound/courier.js';
import type { OutboundNews, OutboundPart, OutboundTarget } from '../../../hub/outbound/outboundTarget.js';
import { AlarmStore } from '../../../hub/store/alarmStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { OutboundStore } from '../../../hub/store/outboundStore.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { LogWitness } from '../../support/logWitness.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';
import { alarmView, NOW, uuid } from '../../support/views.js';

/** Alarms in a real database, and whoever is told of them; the clock is the test's. */
export class OutboundRig {
  clock = new ManualClock(NOW);
  readonly log = new LogWitness();
  private readonly views = new Map<string, AlarmView>();
  private running: OutboundPart[] = [];
  private open: Sqlite;
  private alarms: AlarmStore;

  constructor(private readonly file = join(temporaryFolder(), 'hub.db')) {
    this.open = this.connect();
    this.alarms = new AlarmStore(this.open);
    new SiteStore(this.open).apply(eastSite, this.clock.wall());
    onTestFinished(async () => {
      for (const part of this.running) await part.stop();
      this.open.close();
    });
  }

  get db(): Sqlite {
    return this.open;
  }

  get store(): OutboundStore {
    return new OutboundStore(this.open);
  }

  get writer(): GroupWriter {
    return new GroupWriter({ db: this.open, clock: this.clock });
  }

  /** Raises an alarm at counter 1; `n` names it. */
  raise(n: number, change: Partial<AlarmView> & { readonly isolated?: boolean } = {}): void {
    const { isolated = false, ...rest } = change;
    const view = alarmView(n, '1', { level: 1, ...rest } as never);
    this.views.set(view.id, view);
    this.open.transaction(() => {
      this.alarms.insert({
        id: view.id,
        source: 'rating',
        office: 'east',
        counter: view.counter ?? null,
        window: null,
        level: 1,
        priority: view.priority,
        condition: null,
        facts: null,
        state: view.state,
        raisedMs: this.clock.wall(),
        acknowledgedMs: null,
        acknowledgedBy: null,
        departedMs: null,
        closedMs: null,
        closedBy: null,
        outcome: null,
        cause: null,
        remark: null,
        rung: 0,
        dueMs: null,
        isolated,
      });
    })();
    this.step(n, 'raised');
  }

  /** Something happens to an alarm; `change` is how its view is from then on. */
  step(n: number, step: AlarmStepName, by: string | null = null, change: Partial<AlarmView> = {}): void {
    const alarm = alarmId(n);
    const view = this.views.get(alarm);
    if (view !== undefined) this.views.set(alarm, { ...view, ...change });
    this.alarms.addStep({ alarm, atMs: this.clock.wall(), step, by, detail: null });
    for (const part of this.running) part.poke();
  }

  /** The alarm is in another state from now on. */
  change(n: number, state: AlarmState): void {
    this.alarms.update(alarmId(n), { state });
    for (const part of this.running) part.poke();
  }

  /** A box is heard, or not any more. */
  presence(box: string, presence: Presence): void {
    this.open.prepare('UPDATE box SET presence = ? WHERE id = ?').run(presence, box);
  }

  /** As many returns of one alarm, at once. */
  returnMany(n: number, count: number): void {
    const returns = `WITH RECURSIVE nth (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < ?)
      INSERT INTO alarm_step (alarm, at_ms, step) SELECT ?, ?, 'returned' FROM nth`;
    this.open.prepare(returns).run(count, alarmId(n), this.clock.wall());
  }

  async courier(target: OutboundTarget): Promise<Courier> {
    const { store, writer, clock } = this;
    const courier = new Courier({
      target,
      store,
      writer,
      viewOf: (alarm) => this.views.get(alarm),
      clock,
      random: () => 0.5,
      logger: this.log.logger,
    });
    await this.run(courier);
    return courier;
  }

  async run(part: OutboundPart): Promise<void> {
    this.running.push(part);
    await part.start();
  }

  /** The process is gone at once, with whatever it was doing; what is on the disk is there for the next one. */
  kill(): void {
    this.running = [];
    this.clock = new ManualClock(this.clock.wall());
    this.open.close();
    this.open = this.connect();
    this.alarms = new AlarmStore(this.open);
  }

  private connect(): Sqlite {
    return openSqlite(this.file, migrations);
  }
}

export const alarmId = (n: number): string => uuid(5_000 + n);

export const news = (n: number, step: AlarmStepName, alarm: AlarmView, atMs = NOW): OutboundNews => ({
  step: { number: n, alarm: alarm.id, atMs, step, by: null, detail: null, isolated: false },
  alarm,
});

/** Lets everything that needs no clock and no network happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}
