import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import { CHIMES, type Note } from '../../../../hub/dashboard/sound/chime.js';
import type { Cue } from '../../../support/announcerModule.js';
import { TestBrowser, type Visit } from '../../../support/browser.js';
import { builtModule } from '../../../support/builtPages.js';
import { ScriptedHub } from '../../../support/scriptedHub.js';
import { loudness, toneStrength } from '../../../support/tones.js';
import { alarmView, equipmentAlarm } from '../../../support/views.js';

const RATE = 16_000;
/** Web Audio works in blocks of 128 samples, so what is told between two of them begins with the next. */
const BLOCK_MS = 128_000 / RATE;

let code: string;
let hub: ScriptedHub;
let browser: TestBrowser;
let visit: Visit;

beforeAll(async () => {
  code = await builtModule('test/support/announcerModule.ts');
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

const medium = alarmView(1, '1');
const high = alarmView(2, '2', { level: 1 });
const low = equipmentAlarm(3, { code: 'box-silent' });

/** What a page's announcer sends to the loudspeaker when it is told of alarms as by the cues. */
async function record(seconds: number, cues: readonly Cue[]): Promise<Float32Array> {
  const text: string = await visit.page.evaluate(
    `import('/module.js').then(({ record }) => record(${seconds}, ${RATE}, ${JSON.stringify(cues)}))`,
  );
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
}

const call = (atMs: number, ...sound: AlarmView[]): Cue => ({ atMs, sound });

const part = (samples: Float32Array, fromMs: number, toMs: number): Float32Array =>
  samples.subarray(Math.round((fromMs * RATE) / 1_000), Math.round((toMs * RATE) / 1_000));

const peakOf = (samples: Float32Array): number =>
  samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** When sound began after at least 300 ms of silence, ms. */
function beginnings(samples: Float32Array): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  samples.forEach((sample, index) => {
    if (Math.abs(sample) < 1e-6) return;
    const at = (index * 1_000) / RATE;
    if (at - last > 300) found.push(at);
    last = at;
  });
  return found;
}

const near = (found: readonly number[], expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((at, index) => {
    expect(found[index]).toBeGreaterThanOrEqual(at - 1);
    expect(found[index]).toBeLessThanOrEqual(at + BLOCK_MS + 2);
  });
};

/** The note sounds at its pitch and no other one of the chime does, from its start to its end. */
function hasNote(samples: Float32Array, from: number, { frequency, startMs, durationMs }: Note): void {
  const held = part(samples, from + startMs + 30, from + startMs + durationMs - 30);
  const strength = (pitch: number): number => toneStrength(held, pitch, RATE);
  const others = CHIMES.high.notes.map((note) => note.frequency);
  for (const other of others) {
    const ratio = other / frequency;
    if (Math.abs(ratio - Math.round(ratio)) > 1e-6)
      expect(strength(other)).toBeLessThan(strength(frequency) / 2);
  }
  expect(strength(frequency)).toBeGreaterThan(0.03);
}

/** From the first sample of a note until it has reached 95 % of its peak, ms; read off the peaks of 4 ms pieces. */
function attackMs(samples: Float32Array, from: number, note: Note): number {
  const pieces = Array.from({ length: Math.floor(note.durationMs / 4) }, (_, index) =>
    peakOf(part(samples, from + note.startMs + 4 * index, from + note.startMs + 4 * index + 4)),
  );
  return 4 * pieces.findIndex((peak) => peak >= 0.95 * Math.max(...pieces));
}

describe('A3 A7 what leaves for the loudspeaker', () => {
  it('a medium alarm sounds C4 E4 G4 at once and every 4 s, softly, until it is acknowledged', async () => {
    const samples = await record(12, [call(1_000, medium), call(9_300)]);
    near(beginnings(samples), [1_000, 5_000, 9_000]);
    const [from = 0] = beginnings(samples);
    for (const note of CHIMES.medium.notes) {
      hasNote(samples, from, note);
      expect(attackMs(samples, from, note)).toBeGreaterThanOrEqual(16);
      expect(attackMs(samples, from, note)).toBeLessThanOrEqual(32);
    }
    expect(loudness(part(samples, 9_200, 9_290))).toBeGreaterThan(0.01);
    expect(loudness(part(samples, 9_400, 12_000))).toBe(0);
  });

  it('an urgent one cuts the milder chime short and repeats every 2.5 s; the milder goes on after it', async () => {
    const samples = await record(10, [call(1_000, medium), call(1_400, medium, high), call(7_000, medium)]);
    for (const note of CHIMES.high.notes) hasNote(samples, 1_404, note);
    const { lengthMs } = CHIMES.high;
    near(beginnings(samples), [1_000, 3_900, 6_400]);
    expect(loudness(part(samples, 1_404 + lengthMs + 10, 3_890))).toBe(0);
    for (const note of CHIMES.medium.notes) hasNote(samples, 7_004, note);
    expect(loudness(part(samples, 7_004 + CHIMES.medium.lengthMs + 10, 10_000))).toBe(0);
  });

  it('equipment sounds one soft note every 16 s', async () => {
    const samples = await record(18, [call(1_000, low)]);
    near(beginnings(samples), [1_000, 17_000]);
    const [note] = CHIMES.low.notes as [Note];
    hasNote(samples, 1_002, note);
    expect(loudness(part(samples, 1_000 + note.durationMs + 10, 16_990))).toBe(0);
  });

  it('is as much softer as the volume says, never clips, and is heard at the lowest', async () => {
    const at = async (volume: number): Promise<number> =>
      peakOf(await record(2, [{ atMs: 500, volume }, call(1_000, medium)]));
    const [full, half, lowest, below] = [await at(1), await at(0.55), await at(0.1), await at(0)];
    expect(full).toBeLessThan(0.9);
    expect(full).toBeGreaterThan(0.3);
    expect(20 * Math.log10(half / full)).toBeCloseTo(-10, 0);
    expect(20 * Math.log10(lowest / full)).toBeCloseTo(-20, 0);
    expect(below).toBeCloseTo(lowest, 5);
  });
});
