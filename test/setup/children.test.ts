import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mustForward, runLogged } from '../../.setup/children.mjs';

describe('programs run quietly', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'children-'));
    log = join(folder, 'logs', 'step.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps all their output', async () => {
    await runLogged(log, ['sh', '-c', 'echo out; echo err >&2; echo "$ANSWER"'], { env: { ANSWER: '42' } });
    expect(readFileSync(log, 'utf8')).toBe('out\nerr\n42\n');
    await runLogged(log, ['echo', 'more'], { append: true });
    expect(readFileSync(log, 'utf8')).toBe('out\nerr\n42\nmore\n');
  });

  it('names the log and the status of one that failed', async () => {
    const failing = runLogged(log, ['sh', '-c', 'echo why; exit 3']);
    await expect(failing).rejects.toMatchObject({ log, status: 3, message: 'sh ended with status 3' });
    expect(readFileSync(log, 'utf8')).toBe('why\n');
  });

  it('says when one was ended by a signal, or could not be started', async () => {
    await expect(runLogged(log, ['sh', '-c', 'kill -KILL $$'])).rejects.toMatchObject({ status: 137 });
    await expect(runLogged(log, [join(folder, 'none')])).rejects.toThrow('cannot start');
  });
});

describe('signals for the program in our place', () => {
  const stat = (group: number, foreground: number): string =>
    `4711 (no) de (x) S 4000 ${group} 4000 34816 ${foreground} 4194304 1 2 3`;

  it('leaves Ctrl-C to the terminal, which tells the whole foreground group', () => {
    expect(mustForward('SIGINT', stat(4000, 4000))).toBe(false);
    expect(mustForward('SIGHUP', stat(4000, 4000))).toBe(false);
  });

  it('passes on what a terminal does not: from the background, without a terminal, or SIGTERM', () => {
    expect(mustForward('SIGINT', stat(4000, 3999))).toBe(true);
    expect(mustForward('SIGINT', stat(4000, -1))).toBe(true);
    expect(mustForward('SIGINT', '')).toBe(true);
    expect(mustForward('SIGTERM', stat(4000, 4000))).toBe(true);
  });
});
