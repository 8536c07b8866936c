import type { IssuanceRequest } from '#contract/api.js';
import { momentOf } from '#contract/values.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { AlarmRaiser } from '../alarms/alarmRaiser.js';
import type { AlarmChange } from '../alarms/alarmRegister.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { CounterRecord, SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { BoxLine } from './boxLine.js';
import { decideIssuance } from './issuanceRules.js';
import { offeredWindow } from './windowProjector.js';
import type { IssuanceRecord, WindowRecord } from './windowRecord.js';

/** How far an issuance may be back-dated, for systems that were cut off, and post-dated, for clocks that differ. */
const OLDEST_MS = 7 * 86_400_000;
const FUTURE_MS = 60_000;

/** A box answers an offer within its age limit and this moment for the way. */
const ANSWER_GRACE_MS = 2_000;

export interface IssuanceDeskOptions {
  readonly writer: GroupWriter;
  readonly windows: WindowStore;
  readonly journal: JournalStore;
  readonly alarms: Pick<AlarmRaiser, 'followed'>;
  readonly sites: SiteStore;
  readonly line: BoxLine;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly isOnline: (box: string) => boolean;
  /** No window is opened for an issuance older than this (W5), ms. */
  readonly maxAgeOf: (box: string) => number;
  /** Called after the commit for each window that changed. */
  readonly changed: (window: string) => void;
  /** Called after the commit: citizens who alarmed at the counter have left (A2). */
  readonly alarmsChanged: (changes: readonly AlarmChange[]) => void;
}

/** What the journal calls a document that was made void. */
export const ISSUANCE_VOIDED = 'issuance/voided';

/** A document by what its issuing system calls it. */
export interface Document {
  readonly office: string;
  readonly kind: string;
  readonly number: string;
}

export interface IssuanceOutcome {
  /** False when the issuance was known already (W1). */
  readonly created: boolean;
  readonly issuance: string;
  readonly window: string;
}

/** Takes issuances and voids from issuing systems; each is durable before it is answered. */
export class IssuanceDesk {
  constructor(private readonly options: IssuanceDeskOptions) {}

  /**
   * Registers an issuance and offers it to the counter's box.
   *
   * Throws `CodedError`: `issuance/unknown-office`, `issuance/unknown-counter`, `issuance/time-out-of-range`,
   * `issuance/conflict`, `store/commit-failed`.
   */
  async issue(request: IssuanceRequest): Promise<IssuanceOutcome> {
    const { writer, changed, alarmsChanged } = this.options;
    const place = this.placeOf(request);
    const now = this.options.clock.wall();
    const issuedMs = issuedAt(request, now);
    const { stored, left } = await writer.write(() => {
      const done = this.store(request, place, issuedMs, now);
      return { stored: done, left: done.created ? this.leave(done.issuance, now) : [] };
    });
    if (stored.created) changed(stored.issuance.window);
    alarmsChanged(left);
    if (stored.offer && place.box !== null)
      this.options.line.offer(stored.issuance, place.box, place.windowMs);
    return { created: stored.created, issuance: stored.issuance.id, window: stored.issuance.window };
  }

  /**
   * Marks a document void in the name of a person or program, which the journal keeps, because it ends a window that is open
   * (P3). A second time changes nothing. Throws `CodedError` `issuance/unknown`.
   */
  async void({ office, kind, number }: Document, by: string): Promise<IssuanceOutcome> {
    const { writer, windows, line, changed } = this.options;
    const { issuance, cancel } = await writer.write(() => {
      const found = windows.issuance(office, kind, number);
      if (found === undefined) {
        throw new CodedError('issuance/unknown', `no ${kind} ${number} was issued at office ${office}`);
      }
      if (found.voidedMs !== null) return { issuance: found, cancel: undefined };
      this.voidOne(found, by);
      return { issuance: found, cancel: this.settleVoid(found) };
    });
    changed(issuance.window);
    if (cancel !== undefined) line.cancel(cancel.box, cancel.window);
    return { created: false, issuance: issuance.id, window: issuance.window };
  }

  private placeOf({ office, counter }: IssuanceRequest): CounterRecord {
    const { sites } = this.options;
    if (!sites.hasOffice(office)) {
      throw new CodedError('issuance/unknown-office', `office ${office} is not one of this hub's offices`);
    }
    const place = sites.counter(office, counter);
    if (place === undefined) {
      throw new CodedError('issuance/unknown-counter', `office ${office} has no counter ${counter}`);
    }
    return place;
  }

  private store(request: IssuanceRequest, place: CounterRecord, issuedMs: number, now: number) {
    const { windows, ids } = this.options;
    const known = windows.issuance(request.office, request.kind, request.number);
    const decision = decideIssuance(request, {
      known,
      ofVisit: request.visit === undefined ? undefined : windows.ofVisit(request.office, request.visit, now),
      running: windows.running(request.office, request.counter),
      now,
    });
    if (decision.kind === 'conflict') {
      throw new CodedError(
        'issuance/conflict',
        `${request.kind} ${request.number} was issued before with other content: ${decision.fields.join(', ')} differ`,
      );
    }
    if (known !== undefined) return { created: false, issuance: known, offer: false };
    const offered = ids.uuid();
    const issuance = issuanceRecord(request, ids.uuid(), offered, issuedMs, now);
    if (decision.kind === 'join') {
      const joined = { ...issuance, window: decision.window.id };
      windows.insertIssuance(joined);
      return { created: true, issuance: joined, offer: decision.offer };
    }
    const window = this.firstState(issuance, place, now);
    windows.insert(window);
    windows.insertIssuance(issuance);
    return { created: true, issuance, offer: window.state === 'pending' };
  }

  private leave({ office, counter, window, visit }: IssuanceRecord, now: number): AlarmChange[] {
    return this.options.alarms.followed({ office, counter, window, visit }, now);
  }

  /** A window waits for its box; without one, or with one out of reach, it is missed (W4). */
  private firstState(issuance: IssuanceRecord, place: CounterRecord, now: number): WindowRecord {
    const window = offeredWindow(issuance, { lengthMs: place.windowMs, box: place.box });
    const missed = { ...window, state: 'ended', endedMs: now, outcome: 'missed' } as const;
    if (place.box === null) return { ...missed, reason: 'no-box' };
    const { isOnline, maxAgeOf } = this.options;
    if (isOnline(place.box)) return { ...window, dueMs: now + maxAgeOf(place.box) + ANSWER_GRACE_MS };
    return { ...missed, reason: 'box-offline', provisional: true };
  }

  private voidOne({ id, office, window }: IssuanceRecord, by: string): void {
    const { windows, journal, clock } = this.options;
    const atMs = clock.wall();
    const { state, outcome } = windows.byId(window) ?? { state: 'gone', outcome: null };
    windows.voidIssuance(id, atMs);
    const detail = `its window was ${outcome ?? state}`;
    journal.append({ atMs, by, action: ISSUANCE_VOIDED, office, subject: id, detail });
  }

  private settleVoid(issuance: IssuanceRecord): { box: string; window: string } | undefined {
    const { windows } = this.options;
    const window = windows.byId(issuance.window);
    if (window === undefined) return undefined;
    if (window.outcome === 'rated') {
      windows.update(window, { flagged: true });
      return undefined;
    }
    const allVoided = windows
      .issuancesOf(window.id)
      .every(({ id, voidedMs }) => voidedMs !== null || id === issuance.id);
    return allVoided && window.state !== 'ended' && window.box !== null
      ? { box: window.box, window: window.id }
      : undefined;
  }
}

/** In hub time: an issuing system whose clock is ahead must not make an opening look earlier than its issuance (D7). */
function issuedAt(request: IssuanceRequest, now: number): number {
  const issuedMs = request.issuedAt === undefined ? now : momentOf(request.issuedAt);
  if (Number.isNaN(issuedMs) || issuedMs > now + FUTURE_MS || issuedMs < now - OLDEST_MS) {
    throw new CodedError(
      'issuance/time-out-of-range',
      `issuedAt must be a time within the last 7 days and at most 1 min ahead, not ${request.issuedAt}`,
    );
  }
  return Math.min(issuedMs, now);
}

function issuanceRecord(
  request: IssuanceRequest,
  id: string,
  offered: string,
  issuedMs: number,
  now: number,
): IssuanceRecord {
  const { office, kind, number, counter, clerk } = request;
  return {
    id,
    office,
    kind,
    number,
    counter,
    clerk,
    service: request.service ?? null,
    visit: request.visit ?? null,
    issuedMs,
    receivedMs: now,
    voidedMs: null,
    offered,
    window: offered,
  };
}
