import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody } from '#contract/events.js';
import type { Outbox } from '../../device/ports/outbox.js';
import { windowOf } from '../support/offers.js';

const AT = '2026-07-07T01:02:03.456Z';
const body = (n: number): EventBody => ({ kind: 'cancelled', window: windowOf(n) });

export interface OutboxRig {
  readonly outbox: Outbox;
  /** The outbox as the next run of the program finds it. */
  reopen(): Outbox;
  dispose(): void;
}

/** What every outbox does, wherever it keeps its events. */
export function outboxConformance(name: string, createRig: () => OutboxRig): void {
  describe(`outbox conformance: ${name}`, () => {
    let rig: OutboxRig;
    let outbox: Outbox;
    const fill = (count: number) => {
      for (let n = 1; n <= count; n++) outbox.append(body(n), AT);
    };
    const seqs = (events: ReadonlyArray<{ seq: number }>) => events.map(({ seq }) => seq);

    beforeEach(() => {
      rig = createRig();
      outbox = rig.outbox;
    });
    afterEach(() => rig.dispose());

    it('D4 numbers events 1, 2, 3 … within its epoch', () => {
      expect(outbox.lastSeq()).toBe(0);
      fill(3);
      expect(seqs(outbox.pending(0, 10))).toEqual([1, 2, 3]);
      expect(outbox.lastSeq()).toBe(3);
      expect(outbox.epoch).toMatch(/^[0-9a-f]{16}$/);
    });

    it('returns what it keeps: the body with its header', () => {
      const event = outbox.append(body(1), AT);
      expect(event).toMatchObject({ ...body(1), epoch: outbox.epoch, seq: 1, at: AT });
      expect(outbox.pending(0, 1)).toEqual([event]);
    });

    it('D3 gives every event an id of its own', () => {
      fill(50);
      expect(new Set(outbox.pending(0, 100).map(({ id }) => id)).size).toBe(50);
    });

    it('gives out pending events after a number, oldest first, at most so many', () => {
      fill(9);
      outbox.settle([2, 5]);
      expect(seqs(outbox.pending(0, 4))).toEqual([1, 3, 4, 6]);
      expect(seqs(outbox.pending(6, 4))).toEqual([7, 8, 9]);
      expect(outbox.pending(9, 4)).toEqual([]);
    });

    it('D2 an entry leaves only when settled, and settling again or anything unknown changes nothing', () => {
      fill(3);
      outbox.settle([2, 2, 99]);
      outbox.settle([2]);
      outbox.settle([]);
      expect(seqs(outbox.pending(0, 10))).toEqual([1, 3]);
      expect(outbox.unsettled()).toBe(2);
      expect(outbox.lastSeq()).toBe(3);
    });

    it('D4 gives out a range with the settled ones in it', () => {
      fill(6);
      outbox.settle([1, 2, 3, 4]);
      expect(seqs(outbox.range(2, 5, 10))).toEqual([2, 3, 4, 5]);
      expect(seqs(outbox.range(2, 99, 3))).toEqual([2, 3, 4]);
    });

    it('W13 remembers the newest events, newest first', () => {
      fill(5);
      outbox.settle([5]);
      expect(seqs(outbox.recent(3))).toEqual([5, 4, 3]);
    });

    it('D4 W13 the next run goes on with the same epoch, numbers and unsettled events', () => {
      fill(4);
      outbox.settle([1, 3]);
      const again = rig.reopen();
      expect(again.epoch).toBe(outbox.epoch);
      expect(seqs(again.pending(0, 10))).toEqual([2, 4]);
      expect(again.unsettled()).toBe(2);
      expect(again.append(body(5), AT).seq).toBe(5);
    });

    it('D4 never gives a number twice, even when everything was settled before a restart', () => {
      fill(3);
      outbox.settle([1, 2, 3]);
      expect(rig.reopen().append(body(4), AT).seq).toBe(4);
    });
  });
}
