import type { SyslogMessage } from '../outbound/rfc5424.js';
import type { JournalLine } from '../store/journalFeed.js';

/** Lines of the log and entries of the journal as syslog messages. Pure. */

/** Where a message comes from. */
export interface Origin {
  readonly host: string;
  readonly process: string;
}

/** Local use 0, and log audit (RFC 5424 §6.2.1). */
const FACILITY_LOG = 16;
const FACILITY_AUDIT = 13;
const NOTICE = 5;
/** 32473 is the number kept for examples (RFC 5612), so that nobody else's data is meant. */
const LOG_DATA = 'log@32473';
const JOURNAL_DATA = 'journal@32473';

/** From the logger's levels: warn, error, fatal. */
const severityOf = (level: number): number => (level >= 60 ? 2 : level >= 50 ? 3 : 4);

/** Said in the header of the message already, or the same for all. */
const NOT_DATA = new Set(['level', 'time', 'program', 'msg']);

/** A JSON line of the program's own log. Undefined for what is none. */
export function logMessage(line: string, origin: Origin): SyslogMessage | undefined {
  const entry = parsed(line);
  if (entry === undefined) return undefined;
  const { level, time, program, msg, code } = entry;
  const atMs = Date.parse(String(time));
  if (typeof level !== 'number' || Number.isNaN(atMs)) return undefined;
  const parameters = Object.entries(entry)
    .filter(([name]) => !NOT_DATA.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return {
    facility: FACILITY_LOG,
    severity: severityOf(level),
    atMs,
    ...origin,
    app: String(program),
    kind: typeof code === 'string' ? code : 'log',
    data: { id: LOG_DATA, parameters: Object.fromEntries(parameters) },
    text: String(msg ?? ''),
  };
}

/**
 * An entry of the journal. Without `names` it tells what was done, where and when, and the hash that proves the entry, but
 * neither who did it nor to what: either may be a person's name. The number leads whoever may know to the entry itself.
 */
export function journalMessage(line: JournalLine, names: boolean, origin: Origin): SyslogMessage {
  const { number, atMs, action, office, hash, by, subject, detail } = line;
  return {
    facility: FACILITY_AUDIT,
    severity: NOTICE,
    atMs,
    ...origin,
    app: 'rating-hub',
    kind: action,
    data: {
      id: JOURNAL_DATA,
      parameters: {
        number: String(number),
        action,
        ...given({ office, hash }),
        ...(names ? given({ by, subject, detail }) : {}),
      },
    },
    text: `journal ${number} ${action}`,
  };
}

const given = (values: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
