import { hostname } from 'node:os';
import type { Clock } from '#platform/clock.js';
import { createLogger, type Logger, type LogLevel } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Sqlite } from '#platform/sqlite.js';
import { syslogAddress } from '../outbound/syslogAddress.js';
import { sendTcp, sendUdp } from '../outbound/syslogWire.js';
import type { GroupWriter } from '../store/groupWriter.js';
import { JournalFeed } from '../store/journalFeed.js';
import { LOG_TARGET, LogExport } from './logExport.js';
import { LogQueue } from './logQueue.js';

export interface LogSettings {
  readonly 'log-level': LogLevel;
  readonly 'log-syslog': string;
  readonly 'log-syslog-names': boolean;
}

export interface LogExportTools {
  readonly db: Sqlite;
  readonly writer: Pick<GroupWriter, 'write'>;
  readonly clock: Clock;
}

/** Undefined where nobody is told. */
export type AssembleLogExport = (tools: LogExportTools) => Service & { readonly target: string };

export interface ProgramLog {
  readonly logger: Logger;
  /** Absent where the log stays on this machine. */
  readonly logExport?: AssembleLogExport;
}

/** The program's own log, and where the settings name a collector, what passes it on together with the journal (P3). */
export function programLog(program: string, settings: LogSettings): ProgramLog {
  const { 'log-level': level, 'log-syslog': collector, 'log-syslog-names': names } = settings;
  if (collector === '') return { logger: createLogger(program, level) };
  const queue = new LogQueue();
  const address = syslogAddress(collector);
  return {
    logger: createLogger(program, level, { alert: (line) => queue.put(line) }),
    logExport: ({ db, writer, clock }) => {
      const service = new LogExport({
        ...{ queue, writer, address, names, clock },
        feed: new JournalFeed(db),
        send: address.transport === 'tcp' ? sendTcp : sendUdp,
        origin: { host: hostname(), process: String(process.pid) },
        random: Math.random,
        logger: createLogger(program, level),
      });
      return Object.assign(service, { target: LOG_TARGET });
    },
  };
}
