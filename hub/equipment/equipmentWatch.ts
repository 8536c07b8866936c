import type { AlarmSettings } from '#contract/alarms.js';
import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Condition, ConditionAlarms } from '../alarms/conditions.js';
import type { BackupStanding } from '../backup/backupRules.js';
import type { LampFact } from '../signals/lampRegistry.js';
import type { Analyst } from '../statistics/analyst.js';
import type { AlarmRecord } from '../store/alarmStore.js';
import type { BoxFact, BoxFactStore } from '../store/boxFacts.js';
import type { SiteStore } from '../store/siteStore.js';
import { CoveredKeyWatch } from './coveredKeyWatch.js';
import type { DataDisk } from './dataDisk.js';
import { DiskWatch } from './diskWatch.js';
import { conditionsOf, type EquipmentFacts, isStillUnknown, type WatchedBox } from './equipmentRules.js';
import { calmOutbox, growingOutbox, nextGrowth, type OutboxGrowth } from './outboxGrowth.js';
import { Silences } from './silences.js';

/** What of an alarm tells the condition it is about. */
type Lasting = Pick<AlarmRecord, 'office' | 'counter' | 'condition' | 'facts'>;

export interface EquipmentWatchOptions {
  readonly boxes: BoxFactStore;
  readonly sites: Pick<SiteStore, 'offices'>;
  readonly lamps: { facts(): LampFact[] };
  readonly chime: { untested(office: string): boolean };
  readonly settingsOf: (office: string) => Pick<AlarmSettings, 'silentAfterMs' | 'outboxAbove'>;
  /** What has an alarm already; asked once, at the start. */
  readonly alarms: { lasting(): readonly Lasting[] };
  readonly conditionAlarms: ConditionAlarms;
  readonly analyst: Pick<Analyst, 'ask'>;
  readonly disk: DataDisk;
  /** Undefined where no backups are made. */
  readonly backups: () => BackupStanding | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LOOK_MS = 5_000;
/** What was forged stays an alarm's matter for so long after the last time (D5). */
const FORGED_LASTS_MS = 3_600_000;

/**
 * Looks every 5 s for what is wrong with boxes, lamps, the chime, the hub's disk and its backups, and has it turned into
 * alarms (A6, A7, S8). A look that fails is logged once and made up for by the next. What was wrong before a restart is
 * taken to last until the hub knows better, so that a restart neither closes an alarm nor raises it twice.
 */
export class EquipmentWatch implements Service {
  readonly name = 'equipment watch';
  private readonly silences: Silences;
  private readonly disk: DiskWatch;
  private readonly covered: CoveredKeyWatch;
  private readonly growths = new Map<string, OutboxGrowth>();
  private offices: readonly string[] = [];
  private unknown: readonly Condition[] = [];
  private ticker: Timer | undefined;
  private failing = false;

  constructor(private readonly options: EquipmentWatchOptions) {
    this.silences = new Silences(options.clock);
    this.disk = new DiskWatch(options);
    this.covered = new CoveredKeyWatch({ ...options, offices: () => this.offices });
  }

  async start(): Promise<void> {
    const { sites, alarms, clock } = this.options;
    this.offices = sites.offices().map(({ id }) => id);
    this.silences.start();
    this.unknown = alarms.lasting().flatMap(conditionOf);
    for (const { about } of this.unknown) {
      if (about.code === 'outbox-growing' && about.box !== undefined)
        this.growths.set(about.box, growingOutbox);
    }
    await this.disk.start();
    this.covered.start();
    this.ticker = every(clock, LOOK_MS, () => this.look());
  }

  stop(): void {
    this.ticker?.cancel();
    this.covered.stop();
    this.disk.stop();
  }

  private look(): void {
    try {
      const facts = this.gather();
      const found = conditionsOf(facts);
      this.unknown = this.unknown.filter((condition) => isStillUnknown(condition, facts));
      const known = new Set(found.map(nameOf));
      this.options.conditionAlarms.reconcile([
        ...found,
        ...this.unknown.filter((condition) => !known.has(nameOf(condition))),
      ]);
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.options.logger.error({ error: messageOf(error) }, 'equipment could not be looked at');
      this.failing = true;
    }
  }

  private gather(): EquipmentFacts {
    const { boxes, lamps, chime, settingsOf, clock } = this.options;
    const settings = new Map(this.offices.map((office) => [office, settingsOf(office)]));
    return {
      offices: [...settings].map(([office, { silentAfterMs }]) => ({
        office,
        silentAfterMs,
        chimeUntested: chime.untested(office),
        coveredKeys: this.covered.of(office),
      })),
      boxes: boxes
        .all(clock.wall() - FORGED_LASTS_MS)
        .map((box) => this.watched(box, settings.get(box.office)?.outboxAbove)),
      lamps: lamps.facts(),
      diskLow: this.disk.tooLittle(),
      backups: this.options.backups(),
      nowMs: this.options.clock.wall(),
    };
  }

  private watched(box: BoxFact, above = Number.POSITIVE_INFINITY): WatchedBox {
    const { id, presence, seenMs, unacked } = box;
    const before = this.growths.get(id) ?? calmOutbox;
    const look = { online: presence === 'online', unacked, above };
    const growth = nextGrowth(before, look, this.options.clock.monotonic());
    this.growths.set(id, growth);
    const lost = presence === 'lost';
    if (!lost) this.silences.end(id);
    return {
      ...box,
      silentMs: lost ? this.silences.of(id, seenMs) : 0,
      growing: growth.kind === 'growing',
    };
  }
}

const nameOf = ({ office, key }: Condition): string => `${office} ${key}`;

function conditionOf({ office, counter, condition: key, facts }: Lasting): Condition[] {
  if (key === null || facts === null) return [];
  return [
    {
      ...{ office, key, about: { ...JSON.parse(facts), source: 'equipment' } },
      ...(counter === null ? {} : { counter }),
    },
  ];
}
