import { destination, type Logger as PinoLogger, pino } from 'pino';
import { type Clock, systemClock } from './clock.js';
import { LineAllowance } from './lineAllowance.js';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LoggerOptions {
  readonly clock?: Clock;
  /** Where lines go; default standard error. */
  readonly write?: (line: string) => void;
}

/**
 * One JSON line per entry on standard error, so that standard output stays for what a person asked for. A fault that
 * repeats itself cannot fill a disk: beyond 200 lines at once and 10 a second lines are left out, and the next one
 * that is written says how many. Fatal lines are always written.
 */
export function createLogger(program: string, level: LogLevel, options: LoggerOptions = {}): Logger {
  const { clock = systemClock, write } = options;
  const allowance = new LineAllowance(clock);
  return pino(
    {
      base: { program },
      level,
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
    write === undefined ? destination({ fd: 2, sync: true }) : { write },
  );
}

const FATAL = 60;

export const silentLogger: Logger = pino({ level: 'silent' });
