import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashInputs, isCurrent, writeStamp } from '../../.setup/stamps.mjs';

describe('stamps', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stamps-'));
    mkdirSync(join(root, 'hub/node_modules'), { recursive: true });
    writeFileSync(join(root, 'hub/main.ts'), 'one');
    writeFileSync(join(root, 'hub/node_modules/other.js'), 'other');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const hash = (...facts: string[]): string => hashInputs(root, ['hub', 'absent'], facts);

  it('does not see a file only touched, nor what is in node_modules', () => {
    const before = hash();
    utimesSync(join(root, 'hub/main.ts'), 0, 0);
    writeFileSync(join(root, 'hub/node_modules/other.js'), 'newer');
    expect(hash()).toBe(before);
  });

  it('sees other content, another name, a file more or less, and another fact', () => {
    const seen = [hash(), hash('node 22')];
    writeFileSync(join(root, 'hub/main.ts'), 'two');
    seen.push(hash());
    writeFileSync(join(root, 'hub/more.ts'), '');
    seen.push(hash());
    rmSync(join(root, 'hub/main.ts'));
    seen.push(hash());
    writeFileSync(join(root, 'hub/other.ts'), 'two');
    seen.push(hash());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is current only with the same hash and everything it made', () => {
    const stamp = join(root, 'cache/build');
    const made = join(root, 'made');
    expect(isCurrent(stamp, 'a', [])).toBe(false);
    writeStamp(stamp, 'a');
    expect(isCurrent(stamp, 'a', [])).toBe(true);
    expect(isCurrent(stamp, 'b', [])).toBe(false);
    expect(isCurrent(stamp, 'a', [made])).toBe(false);
    writeFileSync(made, '');
    expect(isCurrent(stamp, 'a', [made])).toBe(true);
  });
});
