import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ack } from '#contract/commands.js';
import type { BoxEvent } from '#contract/events.js';
import { ManualClock } from '#platform/clock.js';
import { OutboxPump } from '../../device/outboxPump.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { countedIds } from '../support/ids.js';

const AT = '2026-07-07T01:00:00.000Z';

class PumpRig {
  readonly clock = new ManualClock();
  readonly outbox = new MemoryOutbox(countedIds());
  readonly sent: number[] = [];
  onSent: (event: BoxEvent) => void = () => undefined;
  readonly pump = new OutboxPump({
    outbox: this.outbox,
    clock: this.clock,
    random: () => 0.5,
    uplink: {
      sendEvent: (event) => {
        this.sent.push(event.seq);
        this.onSent(event);
      },
    },
  });

  record(count = 1): void {
    for (let n = 0; n < count; n++) {
      const event = this.outbox.append({ kind: 'fault', code: 'voice', active: true }, AT);
      this.pump.recorded(event);
    }
  }

  ack(seqs: number[], fields: Partial<Ack> = {}): void {
    this.pump.acknowledged({ epoch: this.outbox.epoch, seqs, contiguous: 0, ...fields });
  }

  get pending(): number[] {
    return this.outbox.pending(0, 10_000).map(({ seq }) => seq);
  }
}

describe('the outbox pump', () => {
  it('A8 sends a fresh event at once', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record();
    expect(rig.sent).toEqual([1]);
  });

  it('D2 keeps everything while disconnected and sends it oldest first, a few at a time', () => {
    const rig = new PumpRig();
    rig.record(30);
    expect(rig.sent).toEqual([]);
    rig.pump.connect();
    const first = rig.sent.length;
    expect(rig.sent).toEqual(Array.from({ length: first }, (_, index) => index + 1));
    expect(first).toBeLessThanOrEqual(20);
    rig.ack([1, 2]);
    expect(rig.sent.slice(first)).toEqual([first + 1, first + 2]);
  });

  it('keeps as many in flight as the hub says', () => {
    const rig = new PumpRig();
    rig.record(100);
    rig.pump.connect();
    rig.ack([...rig.sent], { inFlight: 20 });
    expect(rig.sent.length - rig.outbox.range(1, 100, 100).length + rig.pending.length).toBe(20);
    const before = rig.sent.length;
    rig.ack(rig.sent.slice(-20), { inFlight: 1 });
    expect(rig.sent.length).toBe(before + 1);
  });

  it('D2 an entry leaves by the Ack alone; sending it, and sending it again, settles nothing', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record(2);
    rig.clock.advance(120_000);
    expect(rig.pending).toEqual([1, 2]);
    rig.ack([2]);
    expect(rig.pending).toEqual([1]);
  });

  it('D2 an Ack for another epoch settles nothing', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record();
    rig.ack([1], { epoch: 'ffffffffffffffff' });
    expect(rig.pending).toEqual([1]);
  });

  it('D2 sends again what stays unacknowledged for 2 s, and ever more patiently', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record();
    rig.clock.advance(2_000);
    expect(rig.sent.length).toBe(2);
    rig.clock.advance(600_000);
    expect(rig.sent.length).toBeGreaterThan(15);
    expect(rig.sent.length).toBeLessThan(45);
  });

  it('D2 sends everything unacknowledged again after a reconnect', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record(2);
    rig.pump.disconnect();
    rig.clock.advance(60_000);
    expect(rig.sent).toEqual([1, 2]);
    rig.pump.connect();
    expect(rig.sent).toEqual([1, 2, 1, 2]);
  });

  it('D4 sends the numbers the hub asks for, settled ones too, of its own epoch alone', () => {
    const rig = new PumpRig();
    rig.pump.connect();
    rig.record(2);
    rig.ack([1, 2]);
    rig.record(1);
    rig.pump.resend(rig.outbox.epoch, 2, 3);
    rig.pump.resend('ffffffffffffffff', 1, 3);
    expect(rig.sent).toEqual([1, 2, 3, 2, 3]);
  });

  it('sends nothing twice when an Ack comes while it is still sending', () => {
    const rig = new PumpRig();
    rig.record(50);
    rig.onSent = ({ seq }) => rig.ack([seq]);
    rig.pump.connect();
    expect(rig.sent).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(rig.pending).toEqual([]);
  });

  it('D2 D3 whatever is lost, doubled or late, everything arrives and only what arrived is settled', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('record' as const), count: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 9_000 }) }),
      fc.record({ do: fc.constant('cut' as const) }),
      fc.record({ do: fc.constant('connect' as const) }),
      fc.record({ do: fc.constant('deliver' as const), pick: fc.nat(), ack: fc.boolean() }),
      fc.record({ do: fc.constant('repeat' as const), pick: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const rig = new PumpRig();
        const stored = new Set<number>();
        const onTheWay: number[] = [];
        rig.onSent = ({ seq }) => onTheWay.push(seq);
        for (const step of acts) {
          if (step.do === 'record') rig.record(step.count);
          else if (step.do === 'wait') rig.clock.advance(step.ms);
          else if (step.do === 'cut') rig.pump.disconnect();
          else if (step.do === 'connect') {
            rig.pump.disconnect();
            rig.pump.connect();
          } else if (step.do === 'repeat') {
            const [seq] = [...stored].slice(step.pick % Math.max(1, stored.size));
            if (seq !== undefined) rig.ack([seq]);
          } else if (onTheWay.length > 0) {
            const [seq] = onTheWay.splice(step.pick % onTheWay.length, 1);
            if (seq === undefined) continue;
            stored.add(seq);
            if (step.ack) rig.ack([seq]);
          }
          const settled = rig.outbox.range(1, 10_000, 10_000).filter(({ seq }) => !rig.pending.includes(seq));
          expect(settled.every(({ seq }) => stored.has(seq))).toBe(true);
        }
        rig.onSent = ({ seq }) => {
          stored.add(seq);
          rig.ack([seq]);
        };
        rig.pump.disconnect();
        rig.pump.connect();
        rig.clock.advance(120_000);
        expect(stored.size).toBe(rig.outbox.lastSeq());
        expect(rig.pending).toEqual([]);
      }),
    );
  });
});
