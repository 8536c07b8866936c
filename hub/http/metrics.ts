import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Gauges {
  readonly boxesOnline: () => number;
  readonly streams: () => number;
  readonly writeQueue: () => number;
}

/** Figures about the hub itself, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly events: Counter<'kind'>;
  readonly refused: Counter<'code'>;
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
    this.refused = new Counter({
      name: 'rating_refused_total',
      help: 'Messages refused or kept aside, by stable code',
      labelNames: ['code'],
      registers,
    });
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
  }
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
