import type { AlarmCause, AlarmOutcome, AlarmSource, AlarmState, AlarmStepName } from '#contract/alarms.js';

/** An alarm as far as its life is concerned; `undefined` where none was raised yet. */
export type AlarmLife =
  | { readonly state: Exclude<AlarmState, 'acknowledged' | 'closed'>; readonly source: AlarmSource }
  | { readonly state: 'acknowledged'; readonly source: AlarmSource; readonly by: string }
  /** `by` is null where it closed by itself. */
  | { readonly state: 'closed'; readonly source: AlarmSource; readonly by: string | null };

/** What a person says on closing (A2). */
export interface Closing {
  readonly outcome: AlarmOutcome;
  readonly cause: AlarmCause;
  readonly remark: string | null;
}

export type AlarmEvent =
  /** `gone`: the citizen had left by the time the hub heard of it. */
  | { readonly kind: 'raise'; readonly source: AlarmSource; readonly gone: boolean }
  | { readonly kind: 'call'; readonly person: string }
  | { readonly kind: 'acknowledge'; readonly by: string }
  | ({ readonly kind: 'close'; readonly by: string } & Closing)
  /** The citizen left: the next issuance, or the office's time. */
  | { readonly kind: 'depart' }
  /** What was wrong with the equipment has passed. */
  | { readonly kind: 'pass' };

export type AlarmRefusal =
  | 'alarm/already-acknowledged'
  | 'alarm/departed'
  | 'alarm/closed'
  | 'alarm/not-acknowledged'
  | 'alarm/not-a-rating';

export type AlarmVerdict =
  | { readonly kind: 'step'; readonly step: AlarmStepName; readonly life: AlarmLife }
  /** A person asked for what cannot be. `by` tells who was first. */
  | { readonly kind: 'refused'; readonly code: AlarmRefusal; readonly by: string | null }
  /** Nothing to do: it happened before, or cannot happen to this alarm. */
  | { readonly kind: 'nothing' };

const NOTHING: AlarmVerdict = { kind: 'nothing' };

/**
 * The life of an alarm (A2): unacknowledged → acknowledged → closed; only the one of a rating departs
 * (unacknowledged → departed → closed), and only the one of equipment closes by itself, from any state. No state is
 * entered twice, and nothing leads out of `closed`. A person's event that does not fit is refused with a code; any other
 * then does nothing.
 */
export function nextAlarm(life: AlarmLife | undefined, event: AlarmEvent): AlarmVerdict {
  if (life === undefined) return event.kind === 'raise' ? raised(event) : NOTHING;
  switch (event.kind) {
    case 'raise':
      return NOTHING;
    case 'call':
      return life.state === 'unacknowledged' ? { kind: 'step', step: 'called', life } : NOTHING;
    case 'acknowledge':
      return acknowledged(life, event.by);
    case 'close':
      return closed(life, event.by, event.outcome);
    case 'depart':
      return life.state === 'unacknowledged' && life.source === 'rating'
        ? { kind: 'step', step: 'departed', life: { state: 'departed', source: life.source } }
        : NOTHING;
    case 'pass':
      return life.state !== 'closed' && life.source === 'equipment' ? close(life, null) : NOTHING;
  }
}

function raised({ source, gone }: Extract<AlarmEvent, { kind: 'raise' }>): AlarmVerdict {
  const state = gone && source === 'rating' ? 'departed' : 'unacknowledged';
  return { kind: 'step', step: 'raised', life: { state, source } };
}

function acknowledged(life: AlarmLife, by: string): AlarmVerdict {
  switch (life.state) {
    case 'unacknowledged':
      return {
        kind: 'step',
        step: 'acknowledged',
        life: { state: 'acknowledged', source: life.source, by },
      };
    case 'acknowledged':
      return refuse('alarm/already-acknowledged', life.by);
    case 'departed':
      return refuse('alarm/departed');
    case 'closed':
      return refuse('alarm/closed', life.by);
  }
}

function closed(life: AlarmLife, by: string, outcome: AlarmOutcome): AlarmVerdict {
  switch (life.state) {
    case 'unacknowledged':
      return refuse('alarm/not-acknowledged');
    case 'closed':
      return refuse('alarm/closed', life.by);
    case 'acknowledged':
    case 'departed':
      return outcome === 'complaint' && life.source !== 'rating'
        ? refuse('alarm/not-a-rating')
        : close(life, by);
  }
}

const close = ({ source }: AlarmLife, by: string | null): AlarmVerdict => ({
  kind: 'step',
  step: 'closed',
  life: { state: 'closed', source, by },
});

const refuse = (code: AlarmRefusal, by: string | null = null): AlarmVerdict => ({
  kind: 'refused',
  code,
  by,
});
