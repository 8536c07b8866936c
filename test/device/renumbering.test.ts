import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ack } from '#contract/commands.js';
import { MAX_EPOCHS } from '#contract/limits.js';
import { ManualClock } from '#platform/clock.js';
import { otherNumbers } from '../../device/otherNumbers.js';
import { OutboxPump } from '../../device/outboxPump.js';
import { RENUMBER_EVERY_MS, RenumberDesk, waitAfterStart, withRefused } from '../../device/renumbering.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { countedIds } from '../support/ids.js';
import { LogWitness } from '../support/logWitness.js';

const AT = '2026-07-07T01:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Outbox, pump and desk as a box has them, before a hub that says what the test wants. */
class DeskRig {
  readonly clock = new ManualClock();
  readonly outbox = new MemoryOutbox(countedIds());
  readonly log = new LogWitness();
  readonly failures: unknown[] = [];
  readonly epochs = new Set([this.outbox.epoch]);
  private pump = this.makePump();
  private desk = this.makeDesk();

  /** The next run of the program. */
  restart(): void {
    this.pump.disconnect();
    this.desk.stop();
    this.pump = this.makePump();
    this.desk = this.makeDesk();
    this.connect();
  }

  connect(): void {
    this.pump.connect();
    this.desk.consider();
  }

  record(count = 1): void {
    for (let n = 0; n < count; n++)
      this.pump.recorded(this.outbox.append({ kind: 'fault', code: 'voice', active: true }, AT));
  }

  hear(seqs: number[], setAside: Ack['setAside'] = [], epoch = this.outbox.epoch): void {
    this.pump.acknowledged({ epoch, seqs, contiguous: 0, setAside });
    this.desk.consider();
  }

  refuse(seqs: number[], reason = 'sequence-reused'): void {
    this.hear(
      seqs,
      seqs.map((seq) => ({ seq, reason })),
    );
  }

  get pending(): number[] {
    return this.outbox.pending(0, 999).map(({ seq }) => seq);
  }

  private makePump(): OutboxPump {
    const { outbox, clock } = this;
    return new OutboxPump({ outbox, clock, random: () => 0.5, uplink: { sendEvent: () => undefined } });
  }

  private makeDesk(): RenumberDesk {
    const { outbox, clock, log } = this;
    return new RenumberDesk({
      outbox,
      clock,
      hubTime: { now: () => clock.wall() },
      logger: log.logger,
      renumbered: () => {
        this.epochs.add(outbox.epoch);
        this.pump.renumbered();
      },
      failed: (error) => void this.failures.push(error),
    });
  }
}

describe('a box whose numbers the hub has given to other events', () => {
  it('D4 waits until the hub has told of every event, then sends what was refused, and that alone, under new numbers', () => {
    const rig = new DeskRig();
    rig.record(4);
    rig.connect();
    rig.refuse([2, 3], 'seal/broken-chain');
    expect([rig.epochs.size, rig.pending]).toEqual([1, [1, 4]]);
    rig.hear([1]);
    rig.record();
    rig.hear([4]);
    expect(rig.epochs.size).toBe(1);
    rig.hear([5]);
    expect(rig.epochs.size).toBe(2);
    expect(rig.outbox.pending(0, 9).map(({ kind }) => kind)).toEqual(['outbox-replaced', 'fault', 'fault']);
    expect(rig.outbox.pending(0, 1)).toMatchObject([{ detail: expect.stringContaining('2 refused') }]);
  });

  it('D2 an Ack of the numbers before settles nothing of the new ones', () => {
    const rig = new DeskRig();
    const { epoch } = rig.outbox;
    rig.record();
    rig.connect();
    rig.refuse([1]);
    rig.hear([1, 2], [], epoch);
    rig.hear([1, 2], [{ seq: 2, reason: 'sequence-reused' }], epoch);
    expect(rig.pending).toEqual([1, 2]);
    expect(rig.outbox.refused()).toBe(0);
  });

  it('says so once, and once more when it numbers anew', () => {
    const rig = new DeskRig();
    rig.record(3);
    rig.connect();
    for (const seq of [1, 2, 3]) rig.refuse([seq]);
    expect(rig.log.messages).toEqual([
      'the hub holds other events under the numbers of this outbox; the box was set back',
      'the box numbers its events anew; what the hub had refused follows again',
    ]);
  });

  it.each(['unknown-window', 'already-ended', 'seal/bad-signature', 'seal/missing', 'too-many-epochs'])(
    'D7 %s is a reason to keep an event aside, and none for new numbers',
    (reason) => {
      const rig = new DeskRig();
      rig.record();
      rig.connect();
      rig.refuse([1], reason);
      expect([rig.epochs.size, rig.outbox.unsettled()]).toEqual([1, 0]);
    },
  );

  it('D2 a number that is refused and not acknowledged is still to be sent', () => {
    const setAside = [{ seq: 7, reason: 'sequence-reused' }];
    expect([...otherNumbers({ epoch: 'a', seqs: [8], contiguous: 0, setAside })]).toEqual([]);
    expect([...otherNumbers({ epoch: 'a', seqs: [7, 8], contiguous: 0, setAside })]).toEqual([7]);
  });

  it('D6 a disk that refuses the new numbers is tried again', () => {
    const rig = new DeskRig();
    rig.record();
    rig.connect();
    rig.outbox.fill(true);
    const renumber = rig.outbox.renumber.bind(rig.outbox);
    rig.outbox.renumber = (order) => {
      rig.outbox.append({ kind: 'fault', code: 'storage', active: true }, AT);
      renumber(order);
    };
    rig.refuse([1]);
    expect([rig.failures.length, rig.epochs.size]).toEqual([1, 1]);
    rig.outbox.fill(false);
    rig.outbox.renumber = renumber;
    rig.clock.advance(10_000);
    expect(rig.epochs.size).toBe(2);
  });
});

describe('a hub that refuses whatever it is sent', () => {
  it('gets one numbering an hour out of a box, and the box loses none of its events', () => {
    const rig = new DeskRig();
    rig.connect();
    for (let minute = 0; minute < 10 * 60; minute++) {
      rig.record();
      for (let round = 0; round < 3; round++) rig.refuse(rig.pending);
      rig.clock.advance(MINUTE);
    }
    // The first it had, one at once, and one at the end of each hour.
    expect(rig.epochs.size).toBe(1 + 1 + 10);
    const kept = rig.outbox.range(1, 9_999, 9_999).filter(({ kind }) => kind === 'fault');
    expect(kept).toHaveLength(600);
    expect(rig.outbox.unsettled()).toBe(rig.outbox.lastSeq());
  });

  it('gets no more by whatever it says when, or by the box being started again and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(20 * MINUTE), fc.constantFrom('refuse', 'restart', 'record', 'take')), {
          maxLength: 120,
        }),
        (steps) => {
          const rig = new DeskRig();
          rig.connect();
          let passed = 0;
          for (const [ms, step] of steps) {
            rig.clock.advance(ms);
            passed += ms;
            if (step === 'restart') rig.restart();
            else if (step === 'record') rig.record();
            else if (step === 'take') rig.hear(rig.pending);
            else rig.refuse(rig.pending);
          }
          expect(rig.epochs.size).toBeLessThanOrEqual(2 + Math.floor(passed / HOUR));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('could not use up what a hub takes of a box within four days', () => {
    expect(MAX_EPOCHS * RENUMBER_EVERY_MS).toBeGreaterThan(4 * 24 * HOUR);
  });

  it.each([
    ['never numbered anew', undefined, 5_000, 0],
    ['just did', 5_000, 5_000, HOUR],
    ['did a while ago', 5_000, 5_000 + 20 * MINUTE, 40 * MINUTE],
    ['did long ago', 5_000, 5_000 + 2 * HOUR, 0],
    ['finds its clock set back', 5_000, 4_999, 0],
  ])('a box that %s knows how long to wait after a start', (_what, renumberedMs, nowMs, wait) => {
    expect(waitAfterStart(renumberedMs, nowMs)).toBe(wait);
  });

  it('B4 the hub is told while events are refused', () => {
    const report = { panel: 'ok', voice: 'ok', storage: 'ok', details: { voice: 'hoarse' } } as const;
    expect(withRefused(report, 0)).toBe(report);
    expect(withRefused(report, 12)).toMatchObject({
      storage: 'fault',
      details: { voice: 'hoarse', storage: expect.stringContaining('12 refused') },
    });
  });
});
