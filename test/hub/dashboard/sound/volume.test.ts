import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleName } from '../../../../hub/dashboard/sound/consoleName.js';
import { gainOf, rememberedVolume, rememberVolume, VOLUME } from '../../../../hub/dashboard/sound/volume.js';
import { browserMemory, type Memory } from '../../../../hub/dashboard/ui/memory.js';

function memory(kept: Record<string, string> = {}): Memory {
  const texts = new Map(Object.entries(kept));
  return { get: (name) => texts.get(name), set: (name, value) => void texts.set(name, value) };
}

describe('A7 the volume of a console', () => {
  it('is never silent and never more than full, whatever is asked or was kept', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.string()), (value) => {
        const volume = rememberedVolume(memory({ volume: String(value) }));
        expect(volume).toBeGreaterThanOrEqual(VOLUME.min);
        expect(volume).toBeLessThanOrEqual(VOLUME.max);
        expect(gainOf(volume)).toBeGreaterThanOrEqual(0.1);
        expect(gainOf(volume)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('changes by equal steps of loudness: a tenth of the way is a tenth of 20 dB', () => {
    const decibels = [1, 0.91, 0.55, 0.1].map((volume) => 20 * Math.log10(gainOf(volume)));
    [0, -2, -10, -20].forEach((expected, index) => {
      expect(decibels[index]).toBeCloseTo(expected, 9);
    });
  });

  it('is kept by the browser, and loud where the browser keeps nothing', () => {
    const kept = memory();
    rememberVolume(kept, 0.3);
    expect(rememberedVolume(kept)).toBe(0.3);
    expect(rememberedVolume(memory())).toBe(VOLUME.first);
    const forbidden = browserMemory(() => {
      throw new Error('not allowed');
    });
    expect(rememberedVolume(forbidden)).toBe(VOLUME.first);
  });
});

describe("A7 a console's own name", () => {
  it('is made once and kept; anything else found in its place is replaced', () => {
    const kept = memory();
    const name = consoleName(kept, () => 0);
    expect(name).toBe('console-22222');
    expect(consoleName(kept, () => 0.999)).toBe(name);
    expect(consoleName(memory({ console: '<b>' }), () => 0.999)).toBe('console-zzzzz');
  });
});
