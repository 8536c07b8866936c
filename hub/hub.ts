import { ContractError } from '#contract/errors.js';
import { MAX_IN_FLIGHT } from '#contract/limits.js';
import { boxStatus, heartbeat } from '#contract/presence.js';
import type { BoxTopic } from '#contract/topics.js';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import { QuietLog } from '#platform/quietLog.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import type { Sqlite } from '#platform/sqlite.js';
import { AlarmDesk } from './alarms/alarmDesk.js';
import type { Broker } from './broker/broker.js';
import { createHandlers } from './http/handlers.js';
import { HttpServer } from './http/httpServer.js';
import { Metrics } from './http/metrics.js';
import { AckDesk } from './ingest/ackDesk.js';
import { Ingestor } from './ingest/ingestor.js';
import { Ledgers } from './ingest/ledgers.js';
import { Feed } from './live/feed.js';
import { OfficeBoard } from './live/officeBoard.js';
import { BoxRegistry } from './presence/boxRegistry.js';
import { StatisticsDesk } from './statistics/statisticsDesk.js';
import { AlarmStore } from './store/alarmStore.js';
import { BoxStore } from './store/boxStore.js';
import { EventStore } from './store/eventStore.js';
import { GroupWriter } from './store/groupWriter.js';
import { ListStore } from './store/listStore.js';
import type { SiteStore } from './store/siteStore.js';
import { StatisticsStore } from './store/statisticsStore.js';
import { WindowStore } from './store/windowStore.js';
import { BoxLine } from './windows/boxLine.js';
import { IssuanceDesk } from './windows/issuanceDesk.js';
import { type Projection, WindowProjector } from './windows/windowProjector.js';
import { WindowWatch } from './windows/windowWatch.js';

export interface HubParts {
  readonly db: Sqlite;
  readonly sites: SiteStore;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly software: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly requestsPerMinute: number;
    readonly pages: string;
  };
}

/** Below this many waiting writes boxes may keep the most events in flight; a storm is slowed at its source. */
const CALM_QUEUE = 200;
const IN_FLIGHT_UNDER_LOAD = 1;
const MAX_STREAMS = 200;

/** The hub, assembled from given parts: broker → ingest → store → windows, alarms, statistics → pages. */
export class Hub implements Service {
  readonly name = 'hub';
  readonly http: HttpServer;
  private readonly writer: GroupWriter;
  private readonly registry: BoxRegistry;
  private readonly board: OfficeBoard;
  private readonly ingestor: Ingestor;
  private readonly metrics: Metrics;
  private readonly log: QuietLog;
  private readonly services: ServiceGroup;

  constructor(private readonly parts: HubParts) {
    const { db, sites, broker, clock, ids, logger } = parts;
    const windows = new WindowStore(db);
    const boxes = new BoxStore(db);
    const alarms = new AlarmStore(db);
    const events = new EventStore(db);
    const feed = new Feed();
    const writer = new GroupWriter({ db, clock, arrivals: () => broker.accepted });
    const ledgers = new Ledgers(events);
    const line = new BoxLine(broker, clock);
    const statistics = new StatisticsDesk(new StatisticsStore(db), clock);
    const board = new OfficeBoard({ feed, sites, windows, boxes, alarms, statistics, ledgers, clock });
    const changed = (window: string): void => board.windowChanged(window);
    const watch = new WindowWatch({
      windows,
      writer,
      line,
      clock,
      logger,
      changed,
      isOnline: (box) => registry.isOnline(box),
    });
    const registry = new BoxRegistry({
      boxes,
      writer,
      ledgers,
      line,
      clock,
      changed: (box) => board.boxChanged(box),
      cameOnline: (office, box) => watch.reoffer(office, box),
    });
    const metrics = new Metrics({
      boxesOnline: () => registry.online(),
      streams: () => feed.count(),
      writeQueue: () => writer.depth,
    });
    const acks = new AckDesk(broker, ledgers, () =>
      writer.depth > CALM_QUEUE ? IN_FLIGHT_UNDER_LOAD : MAX_IN_FLIGHT,
    );
    const isOnline = (box: string): boolean => registry.isOnline(box);
    const ingestor = new Ingestor({
      writer,
      events,
      ledgers,
      acks,
      clock,
      logger,
      projector: new WindowProjector({ windows, sites, boxes, alarms, ids }),
      listener: {
        projected: (place, kind, projection) => this.show(place, kind, projection),
        gap: (place, epoch) => registry.gapSeen(place.office, place.box, epoch),
        refused: (place, reason) => this.refused(reason, `${place.office}/${place.box}`),
      },
    });
    writer.hook({
      beforeCommit: () => ledgers.save(),
      afterCommit: (ms) => {
        metrics.commitSeconds.observe(ms / 1000);
        acks.flush();
      },
      onRollback: () => ledgers.forgetChanges(),
    });
    this.http = new HttpServer({
      ...parts.http,
      software: parts.software,
      logger,
      metrics,
      handlers: createHandlers({
        issuances: new IssuanceDesk({ writer, windows, sites, line, clock, ids, isOnline, changed }),
        alarmDesk: new AlarmDesk({ alarms, writer, clock, changed: (alarm) => board.alarmChanged(alarm) }),
        lists: new ListStore(db),
        statistics,
        board,
        sites,
        windows,
        alarms,
        events,
      }),
      stream: { feed, board, clock, boot: ids.epoch(), maxStreams: MAX_STREAMS },
      troubles: () => this.troubles(),
    });
    this.writer = writer;
    this.registry = registry;
    this.board = board;
    this.ingestor = ingestor;
    this.metrics = metrics;
    this.log = new QuietLog(logger, clock);
    broker.listen({
      message: (place, payload) => this.receive(place, payload),
      refused: (code, detail) => this.refused(code, detail),
    });
    this.services = new ServiceGroup('hub', [registry, watch, this.http, broker]);
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

  private receive(place: BoxTopic, payload: Uint8Array): void {
    const { office, box } = place;
    if (this.parts.sites.officeOf(box) !== office) {
      this.refused('mqtt/unknown-box', `${office}/${box} is no known box`);
      return;
    }
    try {
      switch (place.channel) {
        case 'evt':
          this.registry.heard(office, box);
          this.ingestor.receive(place, payload);
          break;
        case 'beat':
          this.registry.heartbeat(office, box, heartbeat.decode(payload));
          break;
        case 'state':
          if (payload.byteLength > 0) this.registry.status(office, box, boxStatus.decode(payload));
          break;
        default:
          this.refused('mqtt/topic', `${box} sent on ${place.channel}`);
      }
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.refused(error.code, `${office}/${box}/${place.channel}: ${error.message}`);
    }
  }

  private show({ box }: BoxTopic, kind: string, { windows, alarm, box: boxChanged }: Projection): void {
    this.metrics.events.inc({ kind });
    for (const window of windows) this.board.windowChanged(window);
    if (alarm !== undefined) {
      this.metrics.alarms.inc();
      this.board.alarmChanged(alarm);
    }
    if (boxChanged === true) this.board.boxChanged(box);
  }

  private refused(code: string, detail: string): void {
    this.metrics.refused.inc({ code });
    this.log.warn(code, detail);
  }

  private troubles(): string[] {
    const troubles: string[] = [];
    if (!this.parts.broker.up) troubles.push('broker/down');
    if (!this.parts.db.open) troubles.push('store/closed');
    return troubles;
  }
}
