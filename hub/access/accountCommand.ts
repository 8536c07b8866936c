import { join } from 'node:path';
import { type Clock, systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { type IdSource, systemIds } from '#platform/identity.js';
import { describeSettings, readSettings, SettingsError } from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { hubSettings } from '../settings.js';
import { migrations } from '../store/migrations/index.js';
import { resetAccount } from './firstAccount.js';
import type { PasswordHasher } from './passwordHasher.js';

/** Where a command prints, and what it can read beside its arguments. */
export interface AccountTerminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly hasher?: PasswordHasher;
}

const PREFIX = 'RATING_HUB';
const HELP =
  'rating-hub account reset NAME: gives an account a new one-time password with the hub stopped, ' +
  'for an office that has locked itself out\n\n' +
  `${describeSettings({ data: hubSettings.data }, PREFIX)}\n`;

/** The command to its exit status: 0 done, 1 refused, 2 wrong arguments. Never rejects for what is known. */
export async function runAccountCommand(args: readonly string[], terminal: AccountTerminal): Promise<number> {
  if (args.includes('--help')) {
    terminal.out(HELP);
    return 0;
  }
  try {
    await reset(args, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-hub account: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}

async function reset([deed, name, ...flags]: readonly string[], terminal: AccountTerminal): Promise<void> {
  if (deed !== 'reset' || name === undefined || name.startsWith('--'))
    throw new SettingsError(['expected rating-hub account reset NAME']);
  const { environment, out, clock = systemClock, ids = systemIds, hasher } = terminal;
  const { data } = readSettings(hubSettings, { flags, environment, prefix: PREFIX });
  const directory = claimDirectory(data);
  try {
    const db = openSqlite(join(directory.path, 'hub.db'), migrations);
    try {
      const parts = { db, clock, ids, ...(hasher === undefined ? {} : { hasher }) };
      const { account, password, expiresAt } = await resetAccount(parts, name);
      out(`One-time password of ${account}, shown this once, for one sign-in until ${expiresAt}:\n`);
      out(`${password}\n`);
    } finally {
      db.close();
    }
  } finally {
    directory.release();
  }
}
