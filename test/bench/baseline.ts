import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '#platform/packageFacts.js';

const run = promisify(execFile);

/** One-row commits a second of raw better-sqlite3 (WAL, FULL) in the folder, in a process of its own. */
export async function rawCommits(
  folder: string,
  rows: number,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const program = join(packageRoot(), '.build/test/bench/baselineProcess.js');
  const { stdout } = await run(process.execPath, [program, join(folder, 'baseline.db'), String(rows)], {
    env: { ...process.env, ...environment },
  });
  return Number(stdout);
}
