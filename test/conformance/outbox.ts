import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody } from '#contract/events.js';
import type { Outbox } from '../../device/ports/outbox.js';
import { windowOf } from '../support/offers.js';

const AT = '2026-07-07T01:02:03.456Z';
const LATER = '2026-07-07T02:02:03.456Z';
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

    it('D4 what the hub refuses is pending no longer, and owed until the hub has it after all', () => {
      fill(4);
      outbox.settle([1]);
      outbox.refuse([1, 3, 99]);
      expect(seqs(outbox.pending(0, 10))).toEqual([2, 4]);
      expect([outbox.refused(), outbox.unsettled()]).toEqual([2, 4]);
      outbox.settle([3]);
      expect([outbox.refused(), outbox.unsettled()]).toEqual([1, 3]);
      expect(seqs(outbox.range(1, 9, 9))).toEqual([1, 2, 3, 4]);
    });

    it('D3 D4 numbers anew: what it told of outboxes, the report, what was refused; nothing else and all of it pending', () => {
      const told: EventBody = { kind: 'outbox-replaced', detail: 'damaged' };
      outbox.append(told, AT);
      fill(4);
      outbox.settle([1, 2, 4]);
      outbox.refuse([3, 5]);
      const before = outbox.range(1, 9, 9);
      const { epoch } = outbox;
      outbox.renumber({ report: { kind: 'outbox-replaced', detail: 'set back' }, at: LATER, nowMs: 5_000 });
      const now = rig.reopen();
      expect(now.epoch).not.toBe(epoch);
      expect([now.renumberedMs, now.refused(), now.unsettled(), now.lastSeq()]).toEqual([5_000, 0, 4, 4]);
      const pending = now.pending(0, 10);
      expect(pending).toMatchObject([
        { ...told, seq: 1, at: AT },
        { kind: 'outbox-replaced', detail: 'set back', seq: 2, at: LATER },
        { ...body(2), seq: 3, at: AT },
        { ...body(4), seq: 4, at: AT },
      ]);
      expect(pending.every((event) => event.epoch === now.epoch)).toBe(true);
      const ids = new Set([...before, ...pending].map(({ id }) => id));
      expect(ids.size).toBe(before.length + pending.length);
      expect(now.append(body(5), AT).seq).toBe(5);
    });

    it('W1 W13 remembers windows of the numbering before, each once', () => {
      fill(4);
      outbox.settle([1, 2, 4]);
      outbox.refuse([3]);
      outbox.renumber({ report: { kind: 'outbox-replaced', detail: 'set back' }, at: LATER, nowMs: 5_000 });
      const windows = rig
        .reopen()
        .recent(9)
        .flatMap((event) => (event.kind === 'cancelled' ? [event.window] : []));
      expect(windows).toEqual([3, 4, 2, 1].map(windowOf));
    });

    it('D4 never gives a number twice, even when everything was settled before a restart', () => {
      fill(3);
      outbox.settle([1, 2, 3]);
      expect(rig.reopen().append(body(4), AT).seq).toBe(4);
    });
  });
}
