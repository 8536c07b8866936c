import { existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CodedError, messageOf } from '#platform/errors.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  SettingsError,
} from '#platform/settings.js';
import { openToRead } from '#platform/sqlite.js';
import { DOCKET_KEY_FILE, docketKeyIn } from './docket/docketKey.js';
import { Dockets } from './docket/dockets.js';
import { type AuditReport, audit, type VerifySegments } from './integrity/audit/audit.js';
import { auditOnThreads } from './integrity/audit/auditThreads.js';
import { EXPLANATIONS } from './integrity/audit/findings.js';
import type { GivenHead } from './integrity/audit/journalAudit.js';
import { hubSettings } from './settings.js';

export interface Verification {
  /** Data directory of a hub, stopped or running. */
  readonly data: string;
  /** Heads that were kept outside. */
  readonly heads?: readonly GivenHead[];
  /** Where signatures are verified; without it on a thread for each processor. */
  readonly verify?: VerifySegments;
}

/** No file of heads of a century is larger. */
const MOST_HEAD_BYTES = 16 * 1024 * 1024;
const HEAD = /^(\d{4}-\d{2}-\d{2}) (\d{1,15}) ([0-9a-f]{64})$/;

/**
 * Reads heads as `GET /journal/heads` and the health page give them: a line each of day, number and hash. Throws
 * `CodedError` `verify/bad-heads` naming the first line that is none.
 */
export function readHeads(text: string): GivenHead[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const found = HEAD.exec(line.trim());
    if (found === null)
      throw new CodedError(
        'verify/bad-heads',
        `line ${index + 1} is no head; expected DAY NUMBER HASH, e.g. 2026-11-21 17 5f…`,
      );
    const [, day = '', number, hash = ''] = found;
    return [{ day, number: Number(number), hash }];
  });
}

/**
 * Checks everything that a hub has stored. Throws `CodedError` `verify/no-data` where no hub has kept data and
 * `verify/older` where its data is of a version without seals.
 */
export async function verifyData({ data, heads = [], verify }: Verification): Promise<AuditReport> {
  const file = join(data, 'hub.db');
  if (!existsSync(file))
    throw new CodedError('verify/no-data', `${data} holds no hub.db; name the data directory of a hub`);
  const db = openToRead(file);
  try {
    return await audit(db, heads, verify ?? onAllProcessors(file), docketsOf(data));
  } catch (error) {
    if (/no such (table|column)/.test(messageOf(error)))
      throw new CodedError(
        'verify/older',
        `${file} is of a version without seals: start this hub on it once`,
        {
          cause: error,
        },
      );
    throw error;
  } finally {
    db.close();
  }
}

/** A database without the hub's key beside it, as on an auditor's machine, is audited without it. */
const docketsOf = (data: string): Dockets | undefined =>
  existsSync(join(data, DOCKET_KEY_FILE)) ? new Dockets(docketKeyIn(data)) : undefined;

const onAllProcessors =
  (file: string): VerifySegments =>
  (segments) =>
    auditOnThreads(
      new URL('./integrity/audit/auditWorker.js', import.meta.url),
      availableParallelism(),
      file,
      segments,
    );

const verifySettings = {
  ...hubSettings,
  head: {
    type: 'string',
    default: '',
    help: 'file of journal heads that were kept outside',
    expected: 'a path',
  },
} as const satisfies SettingDeclarations;

const { data, head } = verifySettings;
const HELP =
  'rating-hub verify: checks that nothing a hub has stored was added, removed or changed, while it runs or not\n\n' +
  `${describeSettings({ data, head }, 'RATING_HUB')}\n`;

interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `rating-hub verify`: its arguments to its exit status, 0 all is well, 1 something is not, 2 wrong arguments. */
export async function verifyCommand(
  args: readonly string[],
  { out, err, environment }: Terminal,
  verify?: VerifySegments,
): Promise<number> {
  if (args.includes('--help')) {
    out(HELP);
    return 0;
  }
  try {
    const settings = readSettings(verifySettings, { flags: args, environment, prefix: 'RATING_HUB' });
    const heads = settings.head === '' ? [] : readHeads(headFile(settings.head));
    const report = await verifyData({
      data: settings.data,
      heads,
      ...(verify === undefined ? {} : { verify }),
    });
    out(told(report));
    return report.findings.none ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    for (const line of error instanceof SettingsError ? error.faults : [`${error.code}: ${error.message}`])
      err(`rating-hub verify: ${line}\n`);
    return 2;
  }
}

function headFile(path: string): string {
  try {
    if (statSync(path).size > MOST_HEAD_BYTES) throw new Error(`it has more than ${MOST_HEAD_BYTES} bytes`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CodedError('verify/no-heads', `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

const count = (number: number): string => number.toLocaleString('en');

/** The report in words, a line for each thing. */
function told({ findings, chains, windows, journalEntries, dockets, cells }: AuditReport): string {
  const { withoutEvents } = windows;
  const lines = [
    `${count(chains.events)} events: ${count(chains.verified)} proven by signatures of their boxes, ${count(chains.unsealed)} without a seal, ` +
      `${count(chains.unknownKey)} sealed with a key that is not known; ${count(chains.gaps)} still missing`,
    `${count(windows.windows)} windows, ${count(windows.rated)} of them rated; without events: ` +
      `${count(withoutEvents.imported)} imported, ${count(withoutEvents.simulated)} simulated`,
    `${count(journalEntries)} journal entries`,
    `${count(dockets.compared)} documents compared with their sealed copies in signed events; ${count(dockets.unopened)} ` +
      'not, for want of docket.key beside hub.db',
    cells === undefined
      ? 'counted figures: due to be counted anew'
      : `counted figures: ${count(cells.differing)} differ`,
    ...findings
      .all()
      .map(
        ({ code, where, count: times }) =>
          `${code} (${count(times)}), first: ${where}: ${EXPLANATIONS[code]}`,
      ),
    findings.none ? 'Nothing was added, removed or changed.' : 'THIS DATA IS NOT AS IT WAS RECORDED.',
  ];
  return `${lines.join('\n')}\n`;
}
