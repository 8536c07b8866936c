import { systemClock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import { describeSettings, readSettings, SettingsError } from '#platform/settings.js';
import { giveHistory } from './giveHistory.js';
import type { Progress } from './loadHistory.js';
import { historySettings } from './settings.js';

const NAME = 'rating-sim history';
const PREFIX = 'RATING_SIM_HISTORY';
const BETWEEN_MS = 2_000;

/** Fills the database of a stopped hub with a made history, and tells how far it is. The exit status. */
export function runHistory(args: readonly string[]): number {
  if (args.includes('--help')) {
    say(
      `${NAME}: gives a new hub a past, to look at its figures\n\n${describeSettings(historySettings, PREFIX)}`,
    );
    return 0;
  }
  try {
    const settings = readSettings(historySettings, { flags: args, environment: process.env, prefix: PREFIX });
    const begun = systemClock.monotonic();
    const windows = giveHistory({
      ...settings,
      nowMs: systemClock.wall(),
      progress: nowAndThen((done, share) =>
        say(`${done.toLocaleString('en')} windows, ${Math.round(100 * share)} %`),
      ),
    });
    const seconds = (systemClock.monotonic() - begun) / 1000;
    say(`${windows.toLocaleString('en')} windows in ${seconds.toFixed(1)} s`);
    return 0;
  } catch (error) {
    return complain(error);
  }
}

/** Passes on what comes at least so long after what was passed on before. */
function nowAndThen(tell: Progress): Progress {
  let toldMs = systemClock.monotonic();
  return (windows, share) => {
    const now = systemClock.monotonic();
    if (now - toldMs < BETWEEN_MS) return;
    toldMs = now;
    tell(windows, share);
  };
}

function complain(error: unknown): number {
  const wrongUsage = error instanceof SettingsError;
  const lines = wrongUsage ? error.faults : [error instanceof CodedError ? error.message : describe(error)];
  for (const line of lines) process.stderr.write(`${NAME}: ${line}\n`);
  return wrongUsage ? 2 : 1;
}

const describe = (error: unknown): string => (error as Error).stack ?? messageOf(error);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
