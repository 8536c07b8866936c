import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchOptions, inFolder } from '../ground.js';
import { type Figure, quantile } from '../report.js';
import { makeHonestData } from '../verify/honestData.js';
import { type BackedUp, backupFigures, timeBackup } from './backupTime.js';
import { timeVerify, type Verified, verifyFigures } from './verifyTime.js';

const EVENTS = 1_000_000;

/** What an honest history of a million events takes to verify by `rating-hub verify`, and to back up while windows open. */
export function measureKeptHistory(options: BenchOptions): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const events = EVENTS / (options.quick ? 10 : 1);
    const data = join(folder, 'hub');
    mkdirSync(data);
    makeHonestData(data, events);
    const megabytes = statSync(join(data, 'hub.db')).size / 1e6;
    options.say(`  ${events} honest events: ${megabytes.toFixed(0)} MB`);
    const verified: Verified[] = [];
    const backups: BackedUp[] = [];
    for (let run = 0; run < options.runs; run++) {
      const one = await timeVerify(data, events);
      verified.push(one);
      options.say(`  verify: ${one.seconds.toFixed(1)} s a million, ${one.peakMb.toFixed(0)} MB`);
    }
    for (let run = 0; run < options.runs; run++) {
      const one = await timeBackup(folder, `B${run}`, options);
      backups.push(one);
      options.say(
        `  backup: ${one.secondsOfGb.toFixed(1)} s/GB; window offered p99 ${quantile(one.offers.without, 0.99).toFixed(1)} ` +
          `ms, meanwhile ${quantile(one.offers.with, 0.99).toFixed(1)} ms of ${one.offers.with.length}`,
      );
    }
    return [...verifyFigures(verified), ...backupFigures(backups, megabytes)];
  });
}
