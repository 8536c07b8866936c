import { onTestFinished } from 'vitest';
import { type AlarmSettings, DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { Heartbeat } from '#contract/presence.js';
import type { CoveredKey, EquipmentView } from '#contract/statistics.js';
import type { Presence } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { AlarmRegister } from '../../../hub/alarms/alarmRegister.js';
import { ConditionDesk } from '../../../hub/alarms/conditionDesk.js';
import type { Condition, ConditionAlarms } from '../../../hub/alarms/conditions.js';
import type { BackupStanding } from '../../../hub/backup/backupRules.js';
import type { DataDisk } from '../../../hub/equipment/dataDisk.js';
import type { DiskSpace } from '../../../hub/equipment/equipmentRules.js';
import { EquipmentWatch } from '../../../hub/equipment/equipmentWatch.js';
import type { Analyst, QuestionId, QuestionOf } from '../../../hub/statistics/analyst.js';
import { AlarmStore } from '../../../hub/store/alarmStore.js';
import { BoxFactStore } from '../../../hub/store/boxFacts.js';
import { BoxStore } from '../../../hub/store/boxStore.js';
import { ConditionStore } from '../../../hub/store/conditionStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { type Site, SiteStore } from '../../../hub/store/siteStore.js';
import { countedIds, uuid } from '../../support/ids.js';
import { LogWitness } from '../../support/logWitness.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';
import { roomy } from './facts.js';

/** Remembers what it was told last, and hands it on. */
class RecordingAlarms implements ConditionAlarms {
  conditions: readonly Condition[] = [];
  looks = 0;
  failure: Error | undefined;

  constructor(private readonly next: () => ConditionAlarms) {}

  reconcile(conditions: readonly Condition[]): void {
    if (this.failure !== undefined) throw this.failure;
    this.looks++;
    this.conditions = conditions;
    this.next().reconcile(conditions);
  }
}

/** Answers with what it was given, or refuses. */
class ScriptedAnalyst implements Pick<Analyst, 'ask'> {
  coveredKeys: CoveredKey[] = [];
  busy = false;
  readonly asked: string[] = [];

  async ask<I extends QuestionId>(_: I, question: QuestionOf<I>): Promise<never> {
    const { office } = question as { office: string };
    this.asked.push(office);
    if (this.busy) throw new CodedError('statistics/busy', 'too many questions wait');
    const coveredKeys = this.coveredKeys.filter((key) => key.office === office);
    return { coveredKeys } satisfies Pick<EquipmentView, 'coveredKeys'> as never;
  }
}

class ScriptedDisk implements DataDisk {
  now: DiskSpace | Error = roomy;

  async space(): Promise<DiskSpace> {
    if (this.now instanceof Error) throw this.now;
    return this.now;
  }
}

const HEARTBEAT: Heartbeat = {
  boot: uuid(900),
  mono: 0,
  at: '2026-07-07T00:00:00.000Z',
  epoch: '0000000000000001',
  lastSeq: 0,
  unacked: 0,
  panel: 'ok',
  voice: 'ok',
  storage: 'ok',
};

const STEP_MS = 5_000;

/** What watches the equipment of a hub with a database file, and the alarms that come of it. */
export class WatchRig {
  readonly clock = new ManualClock();
  readonly log = new LogWitness();
  readonly analyst = new ScriptedAnalyst();
  readonly disk = new ScriptedDisk();
  readonly lamps = { all: [] as ReturnType<EquipmentLamps['facts']>, facts: () => this.lamps.all };
  readonly chime = { failed: new Set<string>(), untested: (office: string) => this.chime.failed.has(office) };
  readonly told = new RecordingAlarms(() => this.conditionDesk);
  readonly db: Sqlite;
  readonly sites: SiteStore;
  readonly boxes: BoxStore;
  readonly alarms: AlarmStore;
  settings: AlarmSettings = DEFAULT_ALARM_SETTINGS;
  backups: BackupStanding | undefined;
  private readonly faults: ConditionStore;
  private readonly ids = countedIds();
  private conditionDesk!: ConditionDesk;
  private writer!: GroupWriter;
  private watch!: EquipmentWatch;
  private seq = 0;

  private constructor(site: Site) {
    this.db = openSqlite(`${temporaryFolder()}/hub.db`, migrations);
    onTestFinished(() => void this.db.close());
    this.sites = new SiteStore(this.db);
    this.sites.apply(site, this.clock.wall());
    this.boxes = new BoxStore(this.db);
    this.faults = new ConditionStore(this.db);
    this.alarms = new AlarmStore(this.db);
  }

  static async start(site: Site = eastSite): Promise<WatchRig> {
    const rig = new WatchRig(site);
    await rig.up();
    return rig;
  }

  /** The conditions told last, without their office. */
  keys(): string[] {
    return this.told.conditions.map(({ key }) => key).sort();
  }

  /** Every alarm there ever was, as condition and state. */
  raised(): string[] {
    return (this.db.prepare('SELECT facts, state FROM alarm ORDER BY id').all() as AlarmRow[]).map(
      ({ facts, state }) => `${(JSON.parse(facts) as { code: string }).code} ${state}`,
    );
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.clock.advance(Math.min(STEP_MS, left));
      this.writer.flush();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  presence(box: string, presence: Presence): void {
    const now = this.clock.wall();
    this.boxes.setPresence(box, presence, now, presence === 'online' ? now : null);
  }

  beat(box: string, change: Partial<Heartbeat> = {}): void {
    this.presence(box, 'online');
    this.boxes.setHealth(box, { ...HEARTBEAT, ...change }, this.clock.wall());
  }

  fault(box: string, code: 'key-stuck' | 'voice', active: boolean, level = 0): void {
    const report = { code, level, active, detail: null, atMs: this.clock.wall() };
    this.faults.noteFault(box, report, { epoch: HEARTBEAT.epoch, seq: ++this.seq });
  }

  /** The process is killed; nothing of it is there for `ms`; then it starts and has heard nobody. */
  async restart(ms: number): Promise<void> {
    this.stop();
    this.clock.advance(ms);
    this.boxes.forgetPresence(this.clock.wall());
    await this.up();
  }

  stop(): void {
    this.watch.stop();
  }

  private async up(): Promise<void> {
    const { db, clock, alarms, ids, boxes: _, backups: __, ...parts } = this;
    const plans = { settingsOf: () => this.settings, presentAt: () => [] };
    this.writer = new GroupWriter({ db, clock });
    this.conditionDesk = new ConditionDesk({
      ...{ alarms, clock, writer: this.writer, logger: this.log.logger, changed: () => undefined },
      register: new AlarmRegister({ alarms, plans, ids }),
    });
    this.watch = new EquipmentWatch({
      ...{ ...parts, alarms, clock, boxes: new BoxFactStore(db) },
      settingsOf: plans.settingsOf,
      conditionAlarms: this.told,
      backups: () => this.backups,
      logger: this.log.logger,
    });
    await this.watch.start();
  }
}

type EquipmentLamps = ConstructorParameters<typeof EquipmentWatch>[0]['lamps'];
interface AlarmRow {
  readonly facts: string;
  readonly state: string;
}
