import { describe, expect, it } from 'vitest';
import { endLine, runningLine, step } from '../../.setup/progress.mjs';

function output(isTTY: boolean) {
  const texts: string[] = [];
  return { isTTY, texts, write: (text: string) => texts.push(text) };
}

describe('progress of a step', () => {
  it('counts whole seconds while it runs and tenths when it was short', () => {
    expect(runningLine('building', 61_999)).toBe('building … 61 s');
    expect(endLine('building', 1_240, true)).toBe('building: done in 1.2 s');
    expect(endLine('building', 61_500, true)).toBe('building: done in 62 s');
    expect(endLine('building', 400, false)).toBe('building: failed after 0.4 s');
  });

  it('is one line at the end of short work where there is no terminal', async () => {
    const log = output(false);
    expect(await step('building', async () => 7, log)).toBe(7);
    expect(log.texts).toEqual([expect.stringMatching(/^building: done in \d\.\d s\n$/)]);
  });

  it('is one line written over itself on a terminal', async () => {
    const terminal = output(true);
    await step('building', async () => undefined, terminal);
    const text = terminal.texts.join('').replaceAll('\r\x1b[K', '|');
    expect(text).toMatch(/^\|building … 0 s\|building: done in \d\.\d s\n$/u);
  });

  it('says that work failed and passes its error on', async () => {
    const log = output(false);
    const failing = step('building', () => Promise.reject(new Error('no disk')), log);
    await expect(failing).rejects.toThrow('no disk');
    expect(log.texts.join('')).toMatch(/^building: failed after/);
  });
});
