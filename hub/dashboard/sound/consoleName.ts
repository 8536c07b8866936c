import type { Memory } from '../ui/memory.js';

/** Digits and letters that are not taken for each other when read aloud or copied. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 5;
const NAME = /^console-[2-9a-z]{5}$/;

/** The console's own name for itself in results of tests, made once and kept by the browser. `random` is uniform in [0, 1). */
export function consoleName(memory: Memory, random: () => number): string {
  const kept = memory.get('console');
  if (kept !== undefined && NAME.test(kept)) return kept;
  const letters = Array.from({ length: LENGTH }, () => LETTERS[Math.floor(random() * LETTERS.length)]);
  const name = `console-${letters.join('')}`;
  memory.set('console', name);
  return name;
}
