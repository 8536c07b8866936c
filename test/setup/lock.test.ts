import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../.setup/lock.mjs';

describe('the lock around set-up', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    lock = join(folder, 'cache', 'setup.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const unexpected = (): void => expect.unreachable('nobody holds the lock');

  it('is held during the work and given back after it, also when it failed', async () => {
    expect(await withLock(lock, async () => existsSync(lock), unexpected)).toBe(true);
    expect(existsSync(lock)).toBe(false);
    await expect(withLock(lock, () => Promise.reject(new Error('no')), unexpected)).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it('lets a second command wait for the first, and says so once', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = withLock(lock, () => held.then(() => void order.push('first')), unexpected);
    const second = withLock(
      lock,
      async () => void order.push('second'),
      () => {
        order.push('waiting');
        finish();
      },
    );
    await Promise.all([first, second]);
    expect(order).toEqual(['waiting', 'first', 'second']);
  });

  it('is taken over from an owner that has ended', async () => {
    await withLock(lock, async () => undefined, unexpected);
    writeFileSync(lock, String(spawnSync('true').pid));
    expect(
      await withLock(
        lock,
        async () => 'done',
        () => undefined,
      ),
    ).toBe('done');
  });
});
