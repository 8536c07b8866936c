import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type PlanOptions, planFaults } from '../../simulators/faults/faultPlan.js';

const usual: PlanOptions = { seed: 1, faults: 400, boxes: 3, broker: 'mosquitto', pace: 1 };

describe('the plan of a fault campaign', () => {
  it('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (seed, faults, boxes) => {
          const options = { ...usual, seed, faults, boxes };
          expect(planFaults(options)).toEqual(planFaults(options));
          expect(planFaults(options)).not.toEqual(planFaults({ ...options, seed: seed + 1 }));
        },
      ),
    );
  });

  it('begins alike however long it is', () => {
    expect(planFaults({ ...usual, faults: 30 })).toEqual(planFaults(usual).slice(0, 30));
  });

  it('has every kind of fault, at each of the boxes, numbered through', () => {
    const plan = planFaults(usual);
    expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
    expect(new Set(plan.map(({ box }) => box))).toEqual(new Set([1, 2, 3]));
    expect(plan.map(({ number }) => number)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  });

  it('leaves a broker alone that is a part of the hub', () => {
    const kinds = new Set(planFaults({ ...usual, broker: 'embedded' }).map(({ kind }) => kind));
    expect([...kinds].filter((kind) => /broker|part-hub/.test(kind))).toEqual([]);
  });

  it('takes its times from the pace and nothing else', () => {
    const [slow, quick] = [planFaults(usual), planFaults({ ...usual, pace: 0.5 })];
    for (const [index, fault] of quick.entries()) {
      const same = slow[index];
      expect(fault).toMatchObject({ kind: same?.kind, box: same?.box, choice: same?.choice });
      expect(Math.abs(2 * fault.gapMs - (same?.gapMs ?? 0))).toBeLessThanOrEqual(1);
      expect(Math.abs(2 * fault.lastsMs - (same?.lastsMs ?? 0))).toBeLessThanOrEqual(1);
    }
  });
});
