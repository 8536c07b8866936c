import { ContractError } from '#contract/errors.js';
import { type BoxEvent, boxEvent } from '#contract/events.js';
import type { AuditedEvent, AuditedWindow } from '../../store/auditStore.js';
import { placeOf } from './chainAudit.js';
import type { DocketAudit } from './docketAudit.js';
import type { Findings } from './findings.js';
import { type Aside, contradictions, couldBeAside, learn, noFacts, type WindowFacts } from './windowFacts.js';

/** Reasons under which an event is kept aside and not stored as an event too. */
const NOT_STORED = /^(seal\/|sequence-reused|not-json|too-large)/;

export interface RecordSources {
  readonly setAside: Iterable<{ readonly reason: string; readonly payload: string }>;
  /** Boxes of which not all that was kept aside is there: nothing can be said of what is not. */
  readonly overfull: ReadonlySet<string>;
  /** Looks at each event that was not kept aside. */
  readonly dockets: Pick<DocketAudit, 'take'>;
}

/**
 * Compares what windows say with what the events of boxes say (D3, D5, D7): first every event is taken, then every window.
 * Needs some 500 bytes of memory for each window that boxes reported on.
 */
export class EventAudit {
  private readonly facts = new Map<string, WindowFacts>();
  /** By the id of the event. */
  private readonly aside = new Map<string, string>();

  constructor(
    private readonly findings: Findings,
    private readonly sources: RecordSources,
  ) {
    for (const { reason, payload } of sources.setAside) {
      if (NOT_STORED.test(reason)) continue;
      const id = idOf(payload);
      if (id !== undefined) this.aside.set(id, reason);
    }
  }

  take(row: AuditedEvent): void {
    const where = placeOf(row, row.seq);
    const event = parsed(row.body);
    const { id, epoch, seq } = event ?? {};
    if (event === undefined || id !== row.id || epoch !== row.epoch || seq !== row.seq) {
      this.findings.add('event/differs', where);
      return;
    }
    const reason = this.aside.get(event.id);
    if (reason !== undefined && isContractReason(reason)) this.checkContract(event, where);
    else this.note(event, row, reason, where);
  }

  /** A window of this hub, which no import brought. */
  compare(window: AuditedWindow): void {
    const facts = this.facts.get(window.id);
    this.facts.delete(window.id);
    const where = `window ${window.id}`;
    for (const code of contradictions(window, facts)) this.findings.add(code, where);
    if (facts === undefined) return;
    if (facts.uncounted !== undefined) this.findings.add('event/uncounted', facts.uncounted);
    this.checkAsides(facts, window);
  }

  /** After the last window: whatever is left speaks of windows that are not there. */
  finish(): void {
    for (const facts of this.facts.values()) {
      if (facts.box !== undefined && !this.sources.overfull.has(facts.box))
        this.findings.add('event/no-window', facts.where);
    }
    this.facts.clear();
  }

  private note(event: BoxEvent, row: AuditedEvent, reason: string | undefined, where: string): void {
    if (!('window' in event) || event.window === undefined) return;
    let facts = this.facts.get(event.window);
    if (facts === undefined) {
      facts = noFacts(where);
      this.facts.set(event.window, facts);
    }
    const { box, receivedMs } = row;
    if (reason === undefined) {
      learn(facts, event, box, receivedMs, where);
      this.sources.dockets.take(event, box, where);
    } else facts.asides.push({ event, box, receivedMs, reason, where });
  }

  /** A rating that this hub understands was never kept aside for not being understood. */
  private checkContract(event: BoxEvent, where: string): void {
    if (event.kind !== 'rated') return;
    try {
      boxEvent.check(event);
      this.findings.add('event/wrongly-aside', where);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
    }
  }

  private checkAsides(facts: WindowFacts, window: AuditedWindow): void {
    for (const aside of facts.asides satisfies readonly Aside[])
      if (!couldBeAside(aside, window, facts)) this.findings.add('event/wrongly-aside', aside.where);
  }
}

const isContractReason = (reason: string): boolean => /^(invalid|unknown-kind)(:|$)/.test(reason);

function parsed(text: string): BoxEvent | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as BoxEvent) : undefined;
  } catch {
    return undefined;
  }
}

function idOf(payload: string): string | undefined {
  const id = parsed(payload)?.id;
  return typeof id === 'string' ? id : undefined;
}
