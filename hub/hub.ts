import type { Clock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import { canWrite, type Sqlite } from '#platform/sqlite.js';
import { Access } from './access/access.js';
import { type AccessSettings, DEMONSTRATION_ACCESS } from './access/accessSettings.js';
import { alarmDesksOf } from './alarmDesks.js';
import type { AlarmChange } from './alarms/alarmRegister.js';
import type { BackupDesk } from './backup/backupDesk.js';
import type { AssembleBackups } from './backup/backupsOf.js';
import { BoxPapers } from './boxes/boxPapers.js';
import type { Broker } from './broker/broker.js';
import { assembleHandlers, type Shared, tellBox } from './desks.js';
import type { Dockets } from './docket/dockets.js';
import type { AssembleFileDesks, FileDesks } from './fileDesks.js';
import { type HubHealth, hubHealthOf } from './health/hubHealth.js';
import { HttpServer } from './http/httpServer.js';
import { Metrics } from './http/metrics.js';
import { Ledgers } from './ingest/ledgers.js';
import { Intake } from './intake.js';
import { DayHeads } from './integrity/dayHeads.js';
import { BoxWatch } from './live/boxWatch.js';
import { Feed } from './live/feed.js';
import { OfficeBoard } from './live/officeBoard.js';
import type { AssembleLogExport } from './logExport/logExportOf.js';
import type { Outbound } from './outbound/outbound.js';
import type { AssembleOutbound } from './outbound/outboundOf.js';
import { BoxCare } from './presence/boxCare.js';
import { BoxRegistry } from './presence/boxRegistry.js';
import { Whereabouts } from './presence/whereabouts.js';
import type { Analyst } from './statistics/analyst.js';
import { ensureCells } from './store/aggregates/rebuildCells.js';
import { GroupWriter } from './store/groupWriter.js';
import { openDesk } from './store/openDesk.js';
import type { SiteStore } from './store/siteStore.js';
import { openStores } from './store/stores.js';
import type { HubCertificates } from './tls/hubCertificates.js';
import { BoxLine } from './windows/boxLine.js';
import { WindowWatch } from './windows/windowWatch.js';

export interface HubParts {
  readonly db: Sqlite;
  readonly sites: SiteStore;
  readonly broker: Broker;
  /** Answers what people ask about figures; stopped with the hub. */
  readonly analyst: Analyst;
  readonly fileDesks: AssembleFileDesks;
  readonly backups: AssembleBackups;
  /** What boxes keep for a hub that is restored from a backup. */
  readonly dockets: Dockets;
  /** Those outside who are told of alarms; started and stopped with the hub. */
  readonly outbound: AssembleOutbound;
  /** Passes the log and the journal on; absent where they stay here. */
  readonly logExport?: AssembleLogExport;
  /** Who is let in; everybody without. */
  readonly access?: AccessSettings;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly software: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** What the server shows of itself; plain without. */
    readonly tls?: HubCertificates | undefined;
    readonly requestsPerMinute: number;
    /** Whose X-Forwarded-For is believed; nobody's without. */
    readonly trustedProxies?: readonly string[];
    readonly pages: string;
  };
}

const MAX_STREAMS = 200;

/** The hub, assembled from given parts: broker → ingest → store → windows, alarms, statistics → pages. */
export class Hub implements Service {
  readonly name = 'hub';
  readonly http: HttpServer;
  private readonly writer: GroupWriter;
  private readonly registry: BoxRegistry;
  private readonly board: OfficeBoard;
  private readonly metrics: Metrics;
  private readonly feed: Feed;
  private readonly outbound: Outbound;
  private readonly backups: BackupDesk;
  private readonly services: ServiceGroup;

  constructor(private readonly parts: HubParts) {
    const { db, sites, broker, clock } = parts;
    this.feed = new Feed({ clock, run: parts.ids.epoch() });
    ensureCells(db);
    const stores = openStores(db);
    const writer = new GroupWriter({
      ...{ db, clock, arrivals: () => broker.accepted },
      faulted: (error) =>
        parts.logger.error({ error: messageOf(error) }, 'what was stored could not be passed on'),
    });
    const access = new Access({ ...parts, settings: parts.access ?? DEMONSTRATION_ACCESS, stores, writer });
    const ledgers = new Ledgers(stores.events);
    this.backups = parts.backups({ ...parts, stores, writer });
    const watch = new BoxWatch({ ...stores, ledgers });
    const statistics = openDesk(db, clock);
    const alarms = alarmDesksOf({
      ...{ ...parts, stores, writer },
      backups: () => this.backups.standing(),
      listener: {
        changed: (changes) => this.alarmsChanged(changes),
        taken: (alarm) => tellBox(alarm, shared, sites),
        board: () => board,
      },
    });
    const board: OfficeBoard = new OfficeBoard({
      ...{ ...stores, feed: this.feed, sites, boxes: watch, statistics, clock },
      alarmViews: alarms.views,
      signals: alarms.signals,
      shelvesOf: (office) => alarms.shelves.of(office),
      dutyOf: (office) => alarms.plans.duty(office),
    });
    this.outbound = parts.outbound({ ...parts, writer, viewOf: (id) => alarms.views.byId(id) });
    const logExport = parts.logExport?.({ db, writer, clock });
    const health = this.watchHealth(logExport === undefined ? [] : [logExport.target]);
    const whereabouts = new Whereabouts({ boxes: stores.boxes, places: sites.places, writer });
    const papers = new BoxPapers({
      ...stores,
      clock,
      trust: parts.http.tls?.trustAt('url' in broker.address ? 'outside' : 'here'),
    });
    const line = new BoxLine({ ...parts, listensAt: (box) => whereabouts.listensAt(box) });
    const shared: Shared = {
      access,
      stores,
      writer,
      ledgers,
      watch,
      board,
      line,
      papers,
      listensAt: (box) => whereabouts.listensAt(box),
      alarms,
      health: health.desk,
      backups: this.backups,
      alarmsChanged: (changes) => this.alarmsChanged(changes),
      windowChanged: (window) => board.windowChanged(window),
      isOnline: (box) => this.registry.isOnline(box),
      maxAgeOf: (box) => stores.settings.of(box).maxAgeMs,
    };
    const windowWatch = this.watchWindows(shared);
    this.registry = this.lookAfterBoxes(shared, whereabouts, windowWatch);
    this.writer = writer;
    this.board = board;
    this.metrics = new Metrics({
      boxesOnline: () => this.registry.online(),
      streams: () => this.feed.count(),
      writeQueue: () => writer.depth,
      parts: health.gauges,
    });
    const intake = new Intake({ ...parts, shared, registry: this.registry, metrics: this.metrics });
    const fileDesks = parts.fileDesks({ ...parts, stores, writer });
    this.http = this.serve(shared, fileDesks);
    broker.listen({
      message: (place, payload) => intake.receive(place, payload),
      refused: (code, detail) => intake.refused(code, detail),
    });
    const verification = { name: 'verification', start: () => undefined, stop: () => intake.close() };
    const analyst = { name: 'analyst', start: () => undefined, stop: () => parts.analyst.stop() };
    const days = new DayHeads({ ...parts, ...stores, writer });
    this.services = new ServiceGroup('hub', [
      verification,
      days,
      this.registry,
      health.watch,
      windowWatch,
      ...alarms.services,
      this.outbound,
      ...(logExport === undefined ? [] : [logExport]),
      analyst,
      ...fileDesks.services,
      this.backups,
      this.http,
      broker,
    ]);
  }

  start(): Promise<void> {
    return this.services.start();
  }

  /** Stops taking anything in, then makes durable what was taken. */
  async stop(): Promise<void> {
    await this.services.stop();
    this.writer.flush();
    this.board.stop();
  }

  /** The parts answer, and what boxes send could be stored. */
  healthy(): boolean {
    return this.services.healthy() && canWrite(this.parts.db);
  }

  private lookAfterBoxes(
    { stores, writer, ledgers, line, board, papers }: Shared,
    whereabouts: Whereabouts,
    windowWatch: WindowWatch,
  ): BoxRegistry {
    const { sites, clock } = this.parts;
    return new BoxRegistry({
      ...{ boxes: stores.boxes, writer, ledgers, line, whereabouts, clock },
      care: new BoxCare({ ...stores, places: sites.places, writer, papers, whereabouts, line, clock }),
      changed: (box) => {
        board.boxChanged(box);
        this.outbound.poke();
      },
      cameOnline: (box) => windowWatch.reoffer(box),
    });
  }

  private watchWindows({ stores, writer, line, windowChanged, isOnline, maxAgeOf }: Shared): WindowWatch {
    const { sites, clock, logger } = this.parts;
    return new WindowWatch({
      windows: stores.windows,
      places: sites.places,
      writer,
      line,
      clock,
      logger,
      isOnline,
      maxAgeOf,
      changed: windowChanged,
    });
  }

  private watchHealth(more: readonly string[]): HubHealth {
    const { broker, http } = this.parts;
    return hubHealthOf({
      ...this.parts,
      sources: {
        backup: () => this.backups.standing(),
        certificateUntil: () => http.tls?.until,
        targets: () => [...this.outbound.targets, ...more],
        brokerUp: () => broker.up,
      },
    });
  }

  private serve(shared: Shared, fileDesks: FileDesks): HttpServer {
    const { clock, logger, software, http } = this.parts;
    return new HttpServer({
      ...http,
      software,
      logger,
      metrics: this.metrics,
      access: shared.access,
      handlers: assembleHandlers(shared, fileDesks, this.parts),
      stream: { feed: this.feed, board: shared.board, clock, maxStreams: MAX_STREAMS },
      troubles: () => this.troubles(),
    });
  }

  private alarmsChanged(changes: readonly AlarmChange[]): void {
    if (changes.length === 0) return;
    this.metrics.alarms.inc(changes.filter(({ step }) => step === 'raised').length);
    this.board.alarmsChanged(changes);
    this.outbound.poke();
  }

  private troubles(): string[] {
    const troubles: string[] = [];
    if (!this.parts.broker.up) troubles.push('broker/down');
    if (!this.parts.db.open) troubles.push('store/closed');
    return troubles;
  }
}
