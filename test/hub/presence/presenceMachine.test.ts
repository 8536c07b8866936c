import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SILENT_AFTER_MS } from '#contract/limits.js';
import {
  type BoxPresence,
  nextPresence,
  type PresenceInput,
  unknownPresence,
} from '../../../hub/presence/presenceMachine.js';

const status = (is: 'online' | 'offline' | 'lost', boot = 'b1'): PresenceInput => ({
  kind: 'status',
  status: is,
  boot,
});
const heard: PresenceInput = { kind: 'heard' };
const tick: PresenceInput = { kind: 'tick' };
type Step = readonly [at: number, input: PresenceInput];
const after = (steps: readonly Step[]): BoxPresence =>
  steps.reduce((state, [at, input]) => nextPresence(state, input, at), unknownPresence);

describe('B4 presence', () => {
  it.each<[string, readonly Step[], BoxPresence['presence']]>([
    ['nothing was heard', [], 'unknown'],
    ['time passes and nothing was heard', [[1e9, tick]], 'unknown'],
    ['it says so', [[0, status('online')]], 'online'],
    ['it sends anything at all', [[0, heard]], 'online'],
    [
      'it stops cleanly',
      [
        [0, status('online')],
        [1, status('offline')],
      ],
      'offline',
    ],
    [
      'its will is published',
      [
        [0, status('online')],
        [1, status('lost')],
      ],
      'lost',
    ],
    [
      'its last sign is just short of too old',
      [
        [0, heard],
        [SILENT_AFTER_MS - 1, tick],
      ],
      'online',
    ],
    [
      'its last sign is too old',
      [
        [0, heard],
        [SILENT_AFTER_MS, tick],
      ],
      'lost',
    ],
    [
      'each sign starts the count again',
      [
        [0, heard],
        [40_000, heard],
        [80_000, tick],
      ],
      'online',
    ],
    [
      'it comes back from a silence',
      [
        [0, heard],
        [50_000, tick],
        [50_001, heard],
      ],
      'online',
    ],
    [
      'it comes back from a clean stop',
      [
        [0, status('offline')],
        [1, status('online', 'b2')],
      ],
      'online',
    ],
    [
      'a stopped box stays stopped however long',
      [
        [0, status('offline')],
        [1e9, tick],
      ],
      'offline',
    ],
    [
      'the will of an earlier run comes after the next run said hello',
      [
        [0, status('online', 'b1')],
        [1, status('online', 'b2')],
        [2, status('lost', 'b1')],
      ],
      'online',
    ],
    [
      'the goodbye of an earlier run comes late',
      [
        [0, status('online', 'b2')],
        [1, status('offline', 'b1')],
      ],
      'online',
    ],
    ['a retained will is all that is known', [[0, status('lost', 'b1')]], 'lost'],
    [
      'a box heard before its status says goodbye',
      [
        [0, heard],
        [1, status('offline', 'b7')],
      ],
      'offline',
    ],
    [
      'it says hello twice',
      [
        [0, status('online')],
        [1, status('online')],
      ],
      'online',
    ],
  ])('%s', (_what, steps, presence) => {
    expect(after(steps).presence).toBe(presence);
  });

  it('a silent death shows within 45 s, looked for every 2 s', () => {
    expect(SILENT_AFTER_MS + 2_000).toBeLessThanOrEqual(45_000);
  });

  it('whatever happens, a box is online exactly while its last sign of life is young and no run said goodbye since', () => {
    const input = fc.oneof(
      fc.constant(heard),
      fc.constant(tick),
      fc
        .tuple(fc.constantFrom('online', 'offline', 'lost'), fc.constantFrom('b1', 'b2'))
        .map(([is, boot]) => status(is, boot)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60_000), input)), (moves) => {
        let state = unknownPresence;
        let now = 0;
        for (const [pause, move] of moves) {
          now += pause;
          const before = state;
          state = nextPresence(state, move, now);
          if (move.kind === 'heard' || (move.kind === 'status' && move.status === 'online'))
            expect(state).toMatchObject({ presence: 'online', heardAt: now });
          if (move.kind === 'tick' && before.presence !== 'online') expect(state).toBe(before);
          if (move.kind === 'status' && move.status !== 'online' && move.boot === before.boot)
            expect(state.presence).toBe(move.status);
        }
        const settled = nextPresence(state, tick, now + SILENT_AFTER_MS);
        expect(settled.presence).not.toBe('online');
      }),
    );
  });
});
