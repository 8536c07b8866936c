import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmSource, AlarmState } from '#contract/alarms.js';
import { type AlarmEvent, type AlarmLife, nextAlarm } from '../../../hub/alarms/alarmMachine.js';

type EventName = 'raise' | 'call' | 'acknowledge' | 'close' | 'complaint' | 'depart' | 'pass';

const closing = { kind: 'close', by: 'wu', cause: 'waiting', remark: null } as const;
const eventOf = (name: EventName, source: AlarmSource): AlarmEvent => {
  switch (name) {
    case 'raise':
      return { kind: 'raise', source, gone: false };
    case 'call':
      return { kind: 'call', person: 'chen' };
    case 'acknowledge':
      return { kind: 'acknowledge', by: 'wu' };
    case 'close':
      return { ...closing, outcome: 'solved' };
    case 'complaint':
      return { ...closing, outcome: 'complaint' };
    default:
      return { kind: name };
  }
};

const lifeOf = (state: AlarmState | 'none', source: AlarmSource): AlarmLife | undefined => {
  switch (state) {
    case 'none':
      return undefined;
    case 'acknowledged':
    case 'closed':
      return { state, source, by: 'chen' };
    default:
      return { state, source };
  }
};

/** What comes of an event: the state after a step, the code of a refusal, or nothing. */
function told(state: AlarmState | 'none', name: EventName, source: AlarmSource): string {
  const verdict = nextAlarm(lifeOf(state, source), eventOf(name, source));
  if (verdict.kind === 'step') return `${verdict.step} → ${verdict.life.state}`;
  return verdict.kind === 'refused' ? verdict.code : '-';
}

const CLOSED = 'closed → closed';
const EVENTS = ['raise', 'call', 'acknowledge', 'close', 'complaint', 'depart', 'pass'] as const;
/** Per state, in the order of `EVENTS`, for a rating; where another source differs, its own row follows. */
const TABLE: ReadonlyArray<readonly [AlarmState | 'none', AlarmSource, readonly string[]]> = [
  ['none', 'rating', ['raised → unacknowledged', '-', '-', '-', '-', '-', '-']],
  ['none', 'equipment', ['raised → unacknowledged', '-', '-', '-', '-', '-', '-']],
  [
    'unacknowledged',
    'rating',
    [
      '-',
      'called → unacknowledged',
      'acknowledged → acknowledged',
      'alarm/not-acknowledged',
      'alarm/not-acknowledged',
      'departed → departed',
      '-',
    ],
  ],
  [
    'unacknowledged',
    'rate',
    [
      '-',
      'called → unacknowledged',
      'acknowledged → acknowledged',
      'alarm/not-acknowledged',
      'alarm/not-acknowledged',
      '-',
      '-',
    ],
  ],
  [
    'unacknowledged',
    'equipment',
    [
      '-',
      'called → unacknowledged',
      'acknowledged → acknowledged',
      'alarm/not-acknowledged',
      'alarm/not-acknowledged',
      '-',
      CLOSED,
    ],
  ],
  ['acknowledged', 'rating', ['-', '-', 'alarm/already-acknowledged', CLOSED, CLOSED, '-', '-']],
  ['acknowledged', 'rate', ['-', '-', 'alarm/already-acknowledged', CLOSED, 'alarm/not-a-rating', '-', '-']],
  [
    'acknowledged',
    'equipment',
    ['-', '-', 'alarm/already-acknowledged', CLOSED, 'alarm/not-a-rating', '-', CLOSED],
  ],
  ['departed', 'rating', ['-', '-', 'alarm/departed', CLOSED, CLOSED, '-', '-']],
  ['closed', 'rating', ['-', '-', 'alarm/closed', 'alarm/closed', 'alarm/closed', '-', '-']],
  ['closed', 'rate', ['-', '-', 'alarm/closed', 'alarm/closed', 'alarm/closed', '-', '-']],
  ['closed', 'equipment', ['-', '-', 'alarm/closed', 'alarm/closed', 'alarm/closed', '-', '-']],
];

describe('A2 the life of an alarm', () => {
  it.each(TABLE)('%s, about a %s, answers every event', (state, source, expected) => {
    expect(EVENTS.map((name) => told(state, name, source))).toEqual(expected);
  });

  it('a citizen who had left before the hub heard of it departs at once; equipment never does', () => {
    expect(nextAlarm(undefined, { kind: 'raise', source: 'rating', gone: true })).toMatchObject({
      step: 'raised',
      life: { state: 'departed' },
    });
    expect(nextAlarm(undefined, { kind: 'raise', source: 'equipment', gone: true })).toMatchObject({
      life: { state: 'unacknowledged' },
    });
  });

  it('a refusal names who was first', () => {
    const life = { state: 'acknowledged', source: 'rating', by: 'chen' } as const;
    expect(nextAlarm(life, { kind: 'acknowledge', by: 'wu' })).toEqual({
      kind: 'refused',
      code: 'alarm/already-acknowledged',
      by: 'chen',
    });
  });

  const person = fc.constantFrom('chen', 'wu', 'lin');
  const event: fc.Arbitrary<AlarmEvent> = fc.oneof(
    fc.record({ kind: fc.constant('call' as const), person }),
    fc.record({ kind: fc.constant('acknowledge' as const), by: person }),
    fc.record({
      kind: fc.constant('close' as const),
      by: person,
      outcome: fc.constantFrom('solved' as const, 'complaint' as const),
      cause: fc.constant('other' as const),
      remark: fc.constant(null),
    }),
    fc.constantFrom({ kind: 'depart' as const }, { kind: 'pass' as const }),
  );
  const RANK: Readonly<Record<AlarmState, number>> = {
    unacknowledged: 0,
    acknowledged: 1,
    departed: 1,
    closed: 2,
  };

  it('whatever happens: one acknowledger, never backwards, and nothing after the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<AlarmSource>('rating', 'rate', 'equipment'),
        fc.boolean(),
        fc.array(event, { maxLength: 20 }),
        (source, gone, events) => {
          const first = nextAlarm(undefined, { kind: 'raise', source, gone });
          if (first.kind !== 'step') throw new Error('a raised alarm lives');
          let life = first.life;
          const takers = new Set<string>();
          let steps = 0;
          for (const each of events) {
            const verdict = nextAlarm(life, each);
            if (verdict.kind !== 'step') continue;
            expect(life.state).not.toBe('closed');
            expect(RANK[verdict.life.state]).toBeGreaterThanOrEqual(RANK[life.state]);
            expect(verdict.life.source).toBe(source);
            if (verdict.step !== 'called') {
              expect(RANK[verdict.life.state]).toBeGreaterThan(RANK[life.state]);
              steps++;
            }
            if (verdict.life.state === 'acknowledged') takers.add(verdict.life.by);
            life = verdict.life;
          }
          expect(takers.size).toBeLessThanOrEqual(1);
          expect(steps).toBeLessThanOrEqual(2);
        },
      ),
    );
  });
});
