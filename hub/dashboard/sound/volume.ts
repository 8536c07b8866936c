import type { Memory } from '../ui/memory.js';

/** How loud this console chimes: 1 is as loud as the computer is set, and it is never zero (A7). */
export const VOLUME = { min: 0.1, max: 1, step: 0.1, first: 0.8 } as const;

/** How much softer the lowest volume is than the highest, in dB: about a quarter as loud, still heard in an office. */
const RANGE_DB = 20;

export const withinVolume = (volume: number): number => Math.min(VOLUME.max, Math.max(VOLUME.min, volume));

/** Factor of the amplitude. Equal steps of volume are equal steps of loudness, as hearing is logarithmic. */
export function gainOf(volume: number): number {
  const down = (VOLUME.max - withinVolume(volume)) / (VOLUME.max - VOLUME.min);
  return 10 ** ((-RANGE_DB * down) / 20);
}

/** What was chosen at this console before; anything else that is found there counts as nothing. */
export function rememberedVolume(memory: Memory): number {
  const kept = Number.parseFloat(memory.get('volume') ?? '');
  return Number.isFinite(kept) ? withinVolume(kept) : VOLUME.first;
}

export const rememberVolume = (memory: Memory, volume: number): void => memory.set('volume', String(volume));
