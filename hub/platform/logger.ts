import { type DestinationStream, destination, multistream, type Logger as PinoLogger, pino } from 'pino';
import { type Clock, systemClock } from './clock.js';
import { LineAllowance } from './lineAllowance.js';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LoggerOptions {
  readonly clock?: Clock;
  /** Where lines go; default standard error. */
  readonly write?: (line: string) => void;
  /** Gets every line of `warn` and above besides, also where `level` keeps it from being written. Must not log. */
  readonly alert?: (line: string) => void;
}

/**
 * One JSON line per entry on standard error, so that standard output stays for what a person asked for. A fault that
 * repeats itself cannot fill a disk: beyond 200 lines at once and 10 a second lines are left out, and the next one
 * that is written says how many. Fatal lines are always written.
 */
export function createLogger(program: string, level: LogLevel, options: LoggerOptions = {}): Logger {
  const { clock = systemClock, write, alert } = options;
  const allowance = new LineAllowance(clock);
  const main = write === undefined ? destination({ fd: 2, sync: true }) : { write };
  return pino(
    {
      base: { program },
      level: alert === undefined || level === 'debug' || level === 'info' ? level : 'warn',
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(args, method, severity) {
          const verdict = allowance.ask();
          if (!verdict.granted && severity < FATAL) return;
          if (verdict.leftOut > 0) method.apply(this, [{ leftOut: verdict.leftOut }, 'lines were left out']);
          method.apply(this, args);
        },
      },
    },
    alert === undefined ? main : both(main, level, alert),
  );
}

const FATAL = 60;

const both = (main: DestinationStream, level: LogLevel, alert: (line: string) => void): DestinationStream =>
  multistream([
    ...(level === 'silent' ? [] : [{ level, stream: main }]),
    { level: 'warn', stream: { write: alert } },
  ]);

export const silentLogger: Logger = pino({ level: 'silent' });
