import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';

/** Environment that adds `ms` to each flush of a process; undefined where there is no C compiler. */
export function slowDisk(ms: number): Readonly<Record<string, string>> | undefined {
  const root = packageRoot();
  const library = join(root, '.cache/bench/slowDisk.so');
  mkdirSync(join(root, '.cache/bench'), { recursive: true });
  const source = join(root, 'test/bench/slowDisk.c');
  const { status, error } = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error !== undefined || status !== 0) return undefined;
  return { LD_PRELOAD: library, SLOW_DISK_US: String(ms * 1000) };
}
