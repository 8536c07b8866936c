import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How the parts of the hub are at the moment of asking. */
export interface PartGauges {
  /** Alarms by state, without closed ones; a state without any may be left out. */
  readonly openAlarms: () => ReadonlyMap<string, number>;
  /** Since the alarm was raised that calls longest; 0 when none calls. */
  readonly oldestCallSeconds: () => number;
  /** Most events any box still has to send. */
  readonly mostUnacked: () => number;
  /** Number of the newest entry of the journal. */
  readonly journalNumber: () => number;
  /** Of the newest backup that passed its check; undefined before the first. */
  readonly backupAgeSeconds: () => number | undefined;
  /** Until the certificate of the hub ends; undefined where there is none. */
  readonly certificateDays: () => number | undefined;
}

export interface Gauges {
  readonly parts: PartGauges;
  readonly boxesOnline: () => number;
  readonly streams: () => number;
  readonly writeQueue: () => number;
}

/** Figures about the hub itself, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly events: Counter<'kind'>;
  private readonly refusals: Counter<'code'>;
  private readonly denials: Counter<'code'>;
  private readonly sealFaults: Counter<'code'>;
  readonly alarms: Counter;
  readonly commitSeconds: Histogram;

  constructor(gauges: Gauges) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.events = new Counter({
      name: 'rating_events_total',
      help: 'Events stored for the first time',
      labelNames: ['kind'],
      registers,
    });
    this.refusals = new Counter({
      name: 'rating_refused_total',
      help: 'Messages refused or kept aside, by stable code',
      labelNames: ['code'],
      registers,
    });
    this.denials = new Counter({
      name: 'rating_denied_total',
      help: 'Requests that were denied to whoever asked, by stable code',
      labelNames: ['code'],
      registers,
    });
    this.sealFaults = new Counter({
      name: 'rating_seal_faults_total',
      help: 'Events kept aside because their signature or chain was wrong, by stable code',
      labelNames: ['code'],
      registers,
    });
    for (const code of SEAL_FAULTS) this.sealFaults.inc({ code }, 0);
    this.alarms = new Counter({ name: 'rating_alarms_total', help: 'Alarms raised', registers });
    this.commitSeconds = new Histogram({
      name: 'rating_commit_seconds',
      help: 'Duration of one group commit',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1],
      registers,
    });
    gauge('rating_boxes_online', 'Boxes present now', gauges.boxesOnline, registers);
    gauge('rating_streams', 'Live streams served', gauges.streams, registers);
    gauge('rating_write_queue', 'Jobs waiting for a commit', gauges.writeQueue, registers);
    gaugeParts(gauges.parts, registers);
  }

  /** `code` is a stable one. */
  denied(code: string): void {
    this.denials.inc({ code });
  }

  /** `code` comes from a fixed set, never from outside. */
  refused(code: string): void {
    this.refusals.inc({ code });
    if (code.startsWith('seal/')) this.sealFaults.inc({ code });
  }
}

/** Present from the start, so that the first one is seen to rise from 0. */
const SEAL_FAULTS = ['seal/missing', 'seal/bad-signature', 'seal/broken-chain'];
const OPEN_STATES = ['unacknowledged', 'acknowledged', 'departed'];

function gaugeParts(parts: PartGauges, registers: Registry[]): void {
  new Gauge({
    name: 'rating_alarms_open',
    help: 'Alarms that are not closed, by state',
    labelNames: ['state'],
    registers,
    collect() {
      const alarms = parts.openAlarms();
      for (const state of OPEN_STATES) this.set({ state }, alarms.get(state) ?? 0);
    },
  });
  gauge(
    'rating_alarm_oldest_unacknowledged_seconds',
    'Since the alarm was raised that calls longest; 0 when none calls',
    parts.oldestCallSeconds,
    registers,
  );
  gauge('rating_outbox_unacked_max', 'Most events any box still has to send', parts.mostUnacked, registers);
  gauge('rating_journal_number', 'Number of the newest entry of the journal', parts.journalNumber, registers);
  gauge(
    'rating_backup_age_seconds',
    'Age of the newest backup that passed its check; NaN before the first',
    () => parts.backupAgeSeconds() ?? Number.NaN,
    registers,
  );
  gauge(
    'rating_certificate_days',
    'Days until the certificate of the hub ends; NaN where there is none',
    () => parts.certificateDays() ?? Number.NaN,
    registers,
  );
}

function gauge(name: string, help: string, read: () => number, registers: Registry[]): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read());
    },
  });
}
