import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { verifyData } from '../../../hub/verifyCommand.js';
import { makeHonestData } from './honestData.js';

/**
 * How long an honest history takes to verify (D5). By hand: built as the hub is, then `node …/test/bench/verify/main.js
 * [EVENTS]`.
 */
const events = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'rating-verify-'));
try {
  const seconds = (since: number): string => ((systemClock.monotonic() - since) / 1000).toFixed(1);
  const begun = systemClock.monotonic();
  makeHonestData(folder, events);
  process.stdout.write(`${events} events made in ${seconds(begun)} s\n`);
  const verified = systemClock.monotonic();
  const { findings, chains } = await verifyData({ data: folder });
  process.stdout.write(
    `${chains.verified} of ${chains.events} signatures verified in ${seconds(verified)} s, ` +
      `${Math.round(process.memoryUsage().rss / 1e6)} MB; findings: ${JSON.stringify(findings.all())}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
