import { describe, expect, it } from 'vitest';
import { CHIMES, FADE_MS, type Priority, TEST_CHIME } from '../../../../hub/dashboard/sound/chime.js';

const NAMES = new Map([
  [262, 'C4'],
  [330, 'E4'],
  [392, 'G4'],
  [523, 'C5'],
]);
const melody = (priority: Priority) =>
  CHIMES[priority].notes.map(({ frequency }) => NAMES.get(Math.round(frequency))).join(' ');

describe('A7 chimes', () => {
  it('medium is C4 E4 G4, repeated every 4 s', () => {
    expect(melody('medium')).toBe('C4 E4 G4');
    expect(CHIMES.medium.repeatMs).toBe(4_000);
  });

  it('high is the same plus C5 G4, twice, repeated every 2.5 s', () => {
    expect(melody('high')).toBe('C4 E4 G4 C5 G4 C4 E4 G4 C5 G4');
    expect(CHIMES.high.repeatMs).toBe(2_500);
  });

  it('low is one soft G4, every 16 s (`standards` §2)', () => {
    expect(melody('low')).toBe('G4');
    expect(CHIMES.low.repeatMs).toBe(16_000);
    expect(CHIMES.low.strength).toBeLessThan(CHIMES.medium.strength);
  });

  it('the self-test is the medium one, soft', () => {
    expect(TEST_CHIME.notes).toEqual(CHIMES.medium.notes);
    expect(TEST_CHIME.strength).toBeLessThan(CHIMES.medium.strength / 2);
  });

  it('is tuned to A4 = 440 Hz', () => {
    expect(CHIMES.high.notes.slice(0, 4).map(({ frequency }) => frequency.toFixed(2))).toEqual([
      '261.63',
      '329.63',
      '392.00',
      '523.25',
    ]);
  });

  it.each(['low', 'medium', 'high'] as const)(
    '%s is over, with a pause, before it starts again',
    (priority) => {
      const { notes, lengthMs, repeatMs } = CHIMES[priority];
      const last = notes.at(-1);
      expect((last?.startMs ?? 0) + (last?.durationMs ?? 0)).toBe(lengthMs);
      expect(repeatMs - lengthMs).toBeGreaterThanOrEqual(400);
    },
  );

  it.each(['low', 'medium', 'high'] as const)(
    '%s never sounds two notes at once and fades within each',
    (priority) => {
      const { notes } = CHIMES[priority];
      expect(FADE_MS).toBeGreaterThanOrEqual(20);
      expect(FADE_MS).toBeLessThanOrEqual(30);
      notes.forEach(({ startMs, durationMs }, index) => {
        expect(durationMs).toBeGreaterThan(2 * FADE_MS);
        const next = notes[index + 1];
        if (next !== undefined) expect(next.startMs).toBeGreaterThan(startMs + durationMs);
      });
    },
  );
});
