import { readFileSync } from 'node:fs';
import { systemClock, timestamp } from '#platform/clock.js';
import { meetCitizen, usualTemper } from '../../../simulators/people/citizen.js';
import { seededRandom } from '../../../simulators/random.js';
import { LeanBox } from './leanBox.js';
import type { LoadOrder, LoadReport, PlannedBox } from './loadMessages.js';

/** How long after the issuance a window opens. */
const WAY_MS = 300;

/** All boxes of a load in one process: `loadProcess.js PLAN`, then `LoadOrder`s from its parent. */
class Load {
  private readonly boxes: LeanBox[] = [];
  readonly events: number;
  private acknowledged = 0;
  private connected = 0;
  private begun = 0;
  private connectMs = 0;
  private readonly random = seededRandom(20_260_707);
  /** Events each box has yet to see acknowledged. */
  private readonly open = new Map<LeanBox, number>();
  private port = 0;

  constructor(private readonly plan: readonly PlannedBox[]) {
    this.events = 2 * plan.reduce((sum, { windows }) => sum + windows.length, 0);
  }

  take(order: LoadOrder): void {
    if (order.kind === 'flow') {
      this.begun = systemClock.monotonic();
      for (const box of this.boxes) box.flow();
      return;
    }
    this.port = order.port;
    for (const planned of this.plan) this.boxes.push(this.boxOf(planned));
    if (order.kind === 'connect') {
      for (const box of this.boxes) box.open();
      return;
    }
    report({ kind: 'sending' });
    this.begun = systemClock.monotonic();
    for (const box of this.boxes) {
      box.flow();
      box.reconnect();
    }
  }

  stop(): void {
    for (const box of this.boxes) box.stop();
  }

  private boxOf({ office, box, windows, keys, credentials }: PlannedBox): LeanBox {
    let greeted = false;
    const lean = new LeanBox({
      port: this.port,
      office,
      box,
      keys,
      credentials,
      clock: systemClock,
      random: this.random,
      connected: () => {
        if (!greeted) this.arrived();
        greeted = true;
      },
      settled: () => this.count(lean),
    });
    for (const { window, issuance, issuedMs } of windows) {
      const { level = 5, hesitationMs } = meetCitizen(this.random, { ...usualTemper, silence: 0 });
      const openedMs = issuedMs + WAY_MS;
      lean.add({ kind: 'opened', window, issuance, lengthMs: 30_000 }, timestamp(openedMs));
      const afterMs = Math.round(hesitationMs);
      lean.add({ kind: 'rated', window, level, afterMs }, timestamp(openedMs + afterMs));
    }
    this.open.set(lean, lean.outbox.unsettled());
    return lean;
  }

  private arrived(): void {
    if (++this.connected < this.plan.length) return;
    if (this.begun > 0) this.connectMs = systemClock.monotonic() - this.begun;
    report({ kind: 'connected' });
  }

  private count(box: LeanBox): void {
    const left = box.outbox.unsettled();
    this.acknowledged += (this.open.get(box) ?? 0) - left;
    this.open.set(box, left);
    if (this.acknowledged < this.events) return;
    const sent = this.boxes.reduce((sum, each) => sum + each.sent, 0);
    report({ kind: 'done', ms: systemClock.monotonic() - this.begun, connectMs: this.connectMs, sent });
  }
}

const report = (message: LoadReport): void => void process.send?.(message);
const load = new Load(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as PlannedBox[]);
const end = (): void => {
  load.stop();
  process.exit(0);
};
process.on('message', (order: LoadOrder) => load.take(order));
process.once('disconnect', end);
process.once('SIGTERM', end);
report({ kind: 'ready', events: load.events });
