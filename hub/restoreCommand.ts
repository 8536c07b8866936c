import { resolve } from 'node:path';
import { type Clock, timestamp } from '#platform/clock.js';
import { SettingsError } from '#platform/settings.js';
import { restoreBackup } from './backup/restoreBackup.js';

export interface RestoreArguments {
  readonly from: string;
  readonly data: string;
  readonly clock: Clock;
}

/**
 * Restores a backup into an empty directory and says what to do next and what does not come back. Throws `SettingsError`
 * where no backup is named, and what `restoreBackup` throws.
 */
export function restore({ from, data, clock }: RestoreArguments): string {
  if (from === '')
    throw new SettingsError([
      '--from is missing; expected the folder of one backup, e.g. backups/20261121T043000Z-1a2b3c4d',
    ]);
  const { startedAt, counts } = restoreBackup({ from, data: resolve(data), clock });
  return `${[
    `restored the backup of ${startedAt}: ${counts.windows} windows, ${counts.events} events, ${counts.alarms} alarms.`,
    '',
    'Next:',
    `  1. start the hub: rating-hub --data ${data} with the address, ports and site file it had before;`,
    '     boxes look for it there. Then watch GET /boxes or the page of the boxes until no gap is left:',
    `     they send again, by themselves and within minutes, what they recorded since ${startedAt}`,
    '     (each box keeps its last 2,000 events; what is older than those and than the backup stays a gap).',
    '  2. issuing systems may send documents issued since then again; those that are known change nothing.',
    '',
    `Does not come back, if it happened between ${startedAt} and ${timestamp(clock.wall())}:`,
    '  - acknowledgements, closings and remarks of alarms; alarms of ratings sent again are raised as departed;',
    '  - cases, improvements, imports, reports, and ratings taken out of the figures or put back;',
    '  - the journal, and heads of it that were kept outside: number and hash begin again at the backup;',
    '  - documents no box took: of counters without a box, of boxes out of reach, or for a visit that was over;',
    '  - that a document was voided after its citizen had rated: void it again;',
    '  - changes of accounts, tokens, boxes and settings: passwords, blocked accounts, revoked tokens and boxes,',
    '    enrolled or moved boxes. Go through them again before you open the doors. Everybody signs in anew.',
  ].join('\n')}\n`;
}
