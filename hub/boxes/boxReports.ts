import type { BoxEvent } from '#contract/events.js';
import type { Ledgers } from '../ingest/ledgers.js';
import type { BoxStore } from '../store/boxStore.js';
import type { ConditionStore } from '../store/conditionStore.js';

/** What a box says of itself alone. */
export type BoxReport = Extract<BoxEvent, { kind: 'fault' | 'self-test' | 'outbox-replaced' }>;
type Idle = NonNullable<Extract<BoxEvent, { kind: 'presses' }>['idle']>;

export interface BoxReportsOptions {
  readonly boxes: BoxStore;
  readonly conditions: ConditionStore;
  readonly ledgers: Pick<Ledgers, 'replace'>;
}

/** Notes what boxes report about themselves. Runs inside the transaction that stores the event. */
export class BoxReports {
  constructor(private readonly options: BoxReportsOptions) {}

  note(event: BoxReport, box: string): void {
    const { boxes, conditions, ledgers } = this.options;
    const atMs = Date.parse(event.at);
    switch (event.kind) {
      case 'fault': {
        const { code, level = 0, active, detail = null } = event;
        conditions.noteFault(box, { code, level, active, detail, atMs }, event);
        break;
      }
      case 'self-test':
        conditions.noteSelfTest(box, { atMs, trigger: event.trigger, checks: event.checks }, event);
        break;
      case 'outbox-replaced':
        boxes.setReplaced(box, atMs, event.detail);
        ledgers.replace(box, event.epoch, event.lost);
        break;
    }
  }

  /** Presses outside any window (W6). */
  countIdle(idle: Idle, box: string): void {
    this.options.boxes.addIdlePresses(box, [idle['5'], idle['4'], idle['3'], idle['2'], idle['1']]);
  }
}
