import type { AssignmentView, BoxView, WindowView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import type { BoxRecord } from '../store/boxStore.js';
import type { FaultRecord, SelfTestRecord } from '../store/conditionStore.js';
import type { Assignment } from '../store/placeStore.js';
import type { IssuanceRecord, WindowRecord } from '../windows/windowRecord.js';

/** Records as the outside sees them. */

export function windowView(window: WindowRecord, issuances: readonly IssuanceRecord[]): WindowView {
  return {
    id: window.id,
    office: window.office,
    counter: window.counter,
    clerk: window.clerk,
    ...given('service', window.service),
    ...given('visit', window.visit),
    ...given('box', window.box),
    state: window.state,
    issuedAt: timestamp(window.issuedMs),
    ...given('openedAt', time(window.openedMs)),
    ...given('closesAt', time(window.closesMs)),
    ...given('endedAt', time(window.endedMs)),
    ...given('outcome', window.outcome),
    ...given('reason', window.reason),
    extraPresses: window.extraPresses,
    extended: window.extended,
    flagged: window.flagged,
    issuances: issuances.map(({ id, kind, number, issuedMs, voidedMs }) => ({
      id,
      kind,
      number,
      issuedAt: timestamp(issuedMs),
      ...given('voidedAt', time(voidedMs)),
    })),
  };
}

/** All that is known of a box. */
export interface BoxFacts {
  readonly box: BoxRecord;
  readonly numbering: { readonly contiguous: number; readonly missing: number; readonly lost: number };
  readonly faults: readonly FaultRecord[];
  readonly selfTest: SelfTestRecord | undefined;
  /** Revision of its settings as decided. */
  readonly settingsRevision: number;
  readonly enrolledMs: number | undefined;
  readonly revokedMs: number | undefined;
  readonly certificateUntilMs: number | undefined;
}

export function boxView(facts: BoxFacts): BoxView {
  const { box, numbering, faults, settingsRevision } = facts;
  return {
    id: box.id,
    office: box.office,
    ...given('counter', box.counter),
    presence: box.presence,
    ...given('since', time(box.sinceMs)),
    ...given('seenAt', time(box.seenMs)),
    ...given('software', box.software),
    ...given('panel', box.panel),
    ...given('voice', box.voice),
    ...given('storage', box.storage),
    ...given('details', box.details),
    unacked: box.unacked,
    ...numbering,
    ...given('replaced', replaced(box)),
    setAside: box.setAside,
    idlePresses: [...box.idlePresses],
    stuckKeys: faults.filter(({ code }) => code === 'key-stuck').map(({ level }) => level),
    faults: faults
      .filter(({ code }) => code !== 'key-stuck')
      .map(({ code, detail, sinceMs }) => ({ code, since: timestamp(sinceMs), ...given('detail', detail) })),
    ...given('selfTest', selfTest(facts.selfTest)),
    settings: {
      wanted: settingsRevision,
      ...given('inForce', box.settingsRevision),
      ...given('refused', box.settingsRefused),
    },
    ...given('heardAt', box.heardOffice === box.office ? null : box.heardOffice),
    ...given('enrolledAt', time(facts.enrolledMs ?? null)),
    ...given('revokedAt', time(facts.revokedMs ?? null)),
    ...given('certificateUntil', time(facts.certificateUntilMs ?? null)),
  };
}

function replaced({ replacedMs, replacedDetail }: BoxRecord): BoxView['replaced'] | null {
  return replacedMs === null ? null : { at: timestamp(replacedMs), detail: replacedDetail ?? '' };
}

function selfTest(found: SelfTestRecord | undefined): BoxView['selfTest'] | null {
  return found === undefined
    ? null
    : { at: timestamp(found.atMs), trigger: found.trigger, checks: found.checks };
}

export function assignmentView({ office, counter, fromMs, untilMs }: Assignment): AssignmentView {
  return {
    office,
    ...given('counter', counter),
    from: timestamp(fromMs),
    ...given('until', time(untilMs)),
  };
}

function given<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

const time = (ms: number | null): string | null => (ms === null ? null : timestamp(ms));
