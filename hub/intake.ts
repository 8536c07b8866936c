import { ContractError } from '#contract/errors.js';
import { MAX_IN_FLIGHT } from '#contract/limits.js';
import { type BoxStatus, boxStatus, heartbeat } from '#contract/presence.js';
import type { BoxTopic } from '#contract/topics.js';
import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { QuietLog } from '#platform/quietLog.js';
import { BoxReports } from './boxes/boxReports.js';
import type { Broker } from './broker/broker.js';
import type { Shared } from './desks.js';
import type { Dockets } from './docket/dockets.js';
import type { Metrics } from './http/metrics.js';
import { AckDesk } from './ingest/ackDesk.js';
import { Ingestor } from './ingest/ingestor.js';
import { KeyDesk } from './integrity/keyDesk.js';
import { SealGate } from './integrity/sealGate.js';
import type { BoxRegistry } from './presence/boxRegistry.js';
import type { SiteStore } from './store/siteStore.js';
import { type Projection, WindowProjector } from './windows/windowProjector.js';
import { WindowRebuilder } from './windows/windowRebuilder.js';

interface IntakeParts {
  readonly shared: Shared;
  readonly registry: BoxRegistry;
  readonly broker: Broker;
  readonly sites: SiteStore;
  readonly dockets: Dockets;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Below this many waiting writes boxes may keep the most events in flight; a storm is slowed at its source. */
const CALM_QUEUE = 200;
const IN_FLIGHT_UNDER_LOAD = 1;

/** Everything that boxes send: sorted by channel, stored, acknowledged, shown; the rest refused and counted. */
export class Intake {
  private readonly ingestor: Ingestor;
  private readonly gate: SealGate;
  private readonly keys: KeyDesk;
  private readonly log: QuietLog;

  constructor(private readonly parts: IntakeParts) {
    const { shared, registry, broker, sites, dockets, metrics, clock, logger } = parts;
    const { stores, writer, ledgers, alarms } = shared;
    this.log = new QuietLog(logger, clock);
    this.gate = new SealGate(stores.seals);
    this.keys = new KeyDesk({
      ...{ ...stores, writer, clock },
      refused: (reason, detail) => this.refused(reason, detail),
    });
    const acks = new AckDesk(broker, ledgers, () =>
      writer.depth + this.gate.depth > CALM_QUEUE ? IN_FLIGHT_UNDER_LOAD : MAX_IN_FLIGHT,
    );
    writer.hook({
      beforeCommit: () => {
        ledgers.save();
        stores.cells.save();
      },
      afterCommit: (ms) => {
        ledgers.settle();
        metrics.commitSeconds.observe(ms / 1000);
        acks.flush();
      },
      onRollback: () => {
        ledgers.forgetChanges();
        stores.cells.forget();
        sites.places.forget();
      },
    });
    const reports = new BoxReports({ ...stores, ledgers });
    this.ingestor = new Ingestor({
      writer,
      events: stores.events,
      seals: stores.seals,
      gate: this.gate,
      ledgers,
      acks,
      clock,
      logger,
      projector: new WindowProjector({
        ...{ ...stores, reports, alarms: alarms.raiser },
        rebuilder: new WindowRebuilder({ ...stores, places: sites.places, dockets }),
        restoredMs: stores.restorations.last()?.atMs,
      }),
      listener: {
        projected: (place, kind, projection) => this.show(place, kind, projection),
        gap: (place, epoch) => registry.gapSeen(place.box, epoch),
        refused: (place, reason) => this.refused(reason, `${place.office}/${place.box}`),
      },
    });
  }

  receive(place: BoxTopic, payload: Uint8Array): void {
    const { sites, registry } = this.parts;
    const { office, box } = place;
    if (!sites.places.officesOf(box)?.has(office)) {
      this.refused('mqtt/unknown-box', `${office}/${box} is no known box`);
      return;
    }
    try {
      switch (place.channel) {
        case 'evt':
          registry.heard(box);
          this.ingestor.receive(place, payload);
          break;
        case 'beat':
          registry.heartbeat(office, box, heartbeat.decode(payload));
          break;
        case 'state':
          if (payload.byteLength > 0) this.heardOf(place, boxStatus.decode(payload));
          break;
        default:
          this.refused('mqtt/topic', `${box} sent on ${place.channel}`);
      }
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.refused(error.code, `${office}/${box}/${place.channel}: ${error.message}`);
    }
  }

  /** What is still being verified is not stored any more; its box sends it again. */
  close(): void {
    this.gate.close();
  }

  private heardOf(place: BoxTopic, status: BoxStatus): void {
    const believed = this.parts.registry.status(place.office, place.box, status);
    if (believed && status.status === 'online') this.keys.announced(place, status);
  }

  refused(code: string, detail: string): void {
    this.parts.metrics.refused(code);
    this.log.warn(code, detail);
  }

  private show({ box }: BoxTopic, kind: string, { windows, alarms, box: boxChanged }: Projection): void {
    const { shared, metrics } = this.parts;
    metrics.events.inc({ kind });
    for (const window of windows) shared.windowChanged(window);
    if (alarms !== undefined) shared.alarmsChanged(alarms);
    if (boxChanged === true) shared.board.boxChanged(box);
  }
}
