import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimDirectory } from '#platform/dataDirectory.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A process of its own that claims the directory and says so. */
async function holder(path: string) {
  const child = fork(fileURLToPath(new URL('../../support/lockHolder.mjs', import.meta.url)), [path], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

describe('a data directory', () => {
  it('is made when it is not there', () => {
    const path = join(temporaryFolder(), 'a/b');
    claimDirectory(path).release();
    expect(existsSync(path)).toBe(true);
  });

  it('is refused to a second process until it is released', () => {
    const path = temporaryFolder();
    const first = claimDirectory(path);
    expect(() => claimDirectory(path)).toThrow(expect.objectContaining({ code: 'data/in-use' }));
    first.release();
    claimDirectory(path).release();
  });

  it('is refused while another process holds it, and free again when that is killed', async () => {
    const path = temporaryFolder();
    const child = await holder(path);
    expect(() => claimDirectory(path)).toThrow(expect.objectContaining({ code: 'data/in-use' }));
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    claimDirectory(path).release();
  });

  it('is named in one line when it cannot be written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => claimDirectory(join(file, 'data'))).toThrow(
      expect.objectContaining({ code: 'data/unwritable', message: expect.stringContaining(file) }),
    );
  });
});
