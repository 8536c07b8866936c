import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHIMES, FADE_MS, type Priority } from '../../../../hub/dashboard/sound/chime.js';
import { TestBrowser, type Visit } from '../../../support/browser.js';
import { builtModule } from '../../../support/builtPages.js';
import { ScriptedHub } from '../../../support/scriptedHub.js';
import { loudness, toneStrength } from '../../../support/tones.js';

const RATE = 44_100;
/** Silence before the first note, so that its beginning can be looked at. */
const LEAD_MS = 50;

let code: string;
let hub: ScriptedHub;
let browser: TestBrowser;
let visit: Visit;

beforeAll(async () => {
  code = await builtModule('hub/dashboard/sound/chimeVoice.ts');
  hub = new ScriptedHub([code]);
  await hub.start();
  browser = await TestBrowser.share();
  visit = await browser.visit();
  await visit.page.goto(`${hub.origin}/module.js`);
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** Renders a chime in Chromium by the code that sounds it in a room; `hushAfterMs` cuts it short. */
async function render(priority: Priority, seconds: number, hushAfterMs?: number): Promise<Float32Array> {
  const hush =
    hushAfterMs === undefined
      ? ''
      : `context.suspend(${hushAfterMs / 1_000}).then(() => { hush(); context.resume(); });`;
  const samples: number[] = await visit.page.evaluate(`(async () => {
    const { sound } = await import('/module.js');
    const context = new OfflineAudioContext(1, ${seconds * RATE}, ${RATE});
    const hush = sound(context, ${JSON.stringify(CHIMES[priority])}, ${LEAD_MS / 1_000});
    ${hush}
    return Array.from((await context.startRendering()).getChannelData(0));
  })()`);
  return Float32Array.from(samples);
}

/** An octave above is part of the note itself. */
const isHarmonic = (ratio: number): boolean => Math.abs(ratio - Math.round(ratio)) < 1e-6;

const part = (samples: Float32Array, fromMs: number, toMs: number): Float32Array =>
  samples.subarray(Math.round((fromMs * RATE) / 1_000), Math.round((toMs * RATE) / 1_000));

describe.each(['medium', 'high'] as const)('A7 the %s chime as Chromium renders it', (priority) => {
  const { notes, lengthMs } = CHIMES[priority];
  let samples: Float32Array;
  beforeAll(async () => {
    samples = await render(priority, 3);
  });

  it('sounds each note at its pitch, and no other note of the chime under it', () => {
    const pitches = [...new Set(notes.map(({ frequency }) => frequency))];
    for (const { frequency, startMs, durationMs } of notes) {
      const from = LEAD_MS + startMs + FADE_MS;
      const held = part(samples, from, from + durationMs - 2 * FADE_MS);
      const strength = toneStrength(held, frequency, RATE);
      expect(strength).toBeGreaterThan(0.05);
      for (const other of pitches.filter((pitch) => !isHarmonic(pitch / frequency))) {
        expect(toneStrength(held, other, RATE), `${other} under ${frequency}`).toBeLessThan(strength / 2);
      }
    }
  });

  it('carries harmonics within 15 dB of the fundamental', () => {
    const [first] = notes;
    if (first === undefined) throw new Error('no note');
    const held = part(samples, LEAD_MS + FADE_MS, LEAD_MS + first.durationMs - FADE_MS);
    const fundamental = toneStrength(held, first.frequency, RATE);
    for (const multiple of [2, 3, 4, 5]) {
      const decibels = 20 * Math.log10(toneStrength(held, multiple * first.frequency, RATE) / fundamental);
      expect(Math.abs(decibels), `harmonic ${multiple}`).toBeLessThan(15);
    }
  });

  it('starts and ends every note softly, without a click', () => {
    for (const { startMs, durationMs } of notes) {
      const start = LEAD_MS + startMs;
      const middle = loudness(part(samples, start + FADE_MS, start + durationMs - FADE_MS));
      expect(loudness(part(samples, start, start + 2))).toBeLessThan(middle / 8);
      expect(loudness(part(samples, start + durationMs - 2, start + durationMs))).toBeLessThan(middle / 8);
    }
  });

  it('is silent between notes, before the first and after the last, and never clips', () => {
    expect(loudness(part(samples, 0, LEAD_MS - 1))).toBe(0);
    notes.forEach(({ startMs, durationMs }, index) => {
      const next = notes[index + 1];
      const end = LEAD_MS + startMs + durationMs;
      const until = next === undefined ? 2_900 : LEAD_MS + next.startMs;
      expect(loudness(part(samples, end + 1, until - 1))).toBe(0);
    });
    expect(loudness(part(samples, LEAD_MS + lengthMs + 1, 3_000))).toBe(0);
    expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.9);
  });
});

describe('A7 a chime cut short', () => {
  it('fades within 30 ms and stays silent', async () => {
    const samples = await render('high', 1.5, 300);
    expect(loudness(part(samples, 240, 290))).toBeGreaterThan(0.01);
    expect(loudness(part(samples, 330, 1_500))).toBe(0);
  });
});
