import { renameSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { AccountName } from '#contract/access.js';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { systemIds } from '#platform/identity.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  SettingsError,
} from '#platform/settings.js';
import { openSqlite } from '#platform/sqlite.js';
import { createFirstAccount } from './access/firstAccount.js';
import { docketKeyIn } from './docket/docketKey.js';
import { hubSettings } from './settings.js';
import { migrations } from './store/migrations/index.js';
import { Authority, makeAuthority, newKey } from './tls/authority.js';
import type { Hosts } from './tls/extensions.js';
import { HUB_CLIENT } from './tls/hubCertificates.js';
import { isInitialised, makeFolder, settle, TLS_FILES, tlsFolder, writeWhole } from './tls/tlsFolder.js';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const initSettings = {
  ...hubSettings,
  name: {
    type: 'string',
    default: '',
    help: 'DNS names of the hub, and of a broker outside, with commas between; the name of this machine if not given',
    pattern: /^$|^[a-z0-9-]+(\.[a-z0-9-]+)*(,[a-z0-9-]+(\.[a-z0-9-]+)*)*$/,
    expected: 'small letters, digits, hyphens and dots, such as hub.office',
  },
  address: {
    type: 'string',
    default: '',
    help: 'IP addresses by which it is reached too, with commas between',
    expected: 'IP addresses such as 10.1.2.3',
  },
  account: {
    type: 'string',
    default: '',
    help: 'name under which the first supervisor signs in',
    expected: 'a name',
  },
  person: { type: 'string', default: '', help: "that supervisor's own name", expected: 'a name' },
} as const satisfies SettingDeclarations;

const PREFIX = 'RATING_HUB';
const SHOWN = ['data', 'name', 'address', 'account', 'person'] as const;
const ALWAYS: Hosts = { names: ['localhost'], addresses: ['127.0.0.1', '::1'] };

/**
 * `rating-hub init`: makes what a hub needs to be trusted. Its exit status: 0 done, 1 failed or refused, 2 wrong
 * arguments. What is there already is never overwritten; with certificates there, only the first account is made.
 */
export async function init(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help')) {
    const shown = Object.fromEntries(SHOWN.map((name) => [name, initSettings[name]]));
    terminal.out(
      `rating-hub init: makes the certificates of a hub and its first account\n\n${describeSettings(shown, PREFIX)}\n`,
    );
    return 0;
  }
  try {
    await perform(args, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-hub init: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}

async function perform(args: readonly string[], { out, environment }: Terminal): Promise<void> {
  const flags = joined(args, ['name', 'address']);
  const { data, name, address, account, person } = readSettings(initSettings, {
    flags,
    environment,
    prefix: PREFIX,
  });
  const hosts = hostsFrom(name, address);
  refuseWrongAccount(account, person);
  makeFolder(data);
  const directory = claimDirectory(data);
  try {
    if (account === '') refuseAgain(data);
    if (isInitialised(data)) out(`The certificates in ${tlsFolder(data)} stay as they are.\n`);
    else tell(data, hosts, out);
    if (account !== '') await makeAccount(data, { account, name: person }, out);
  } finally {
    directory.release();
  }
}

function tell(data: string, hosts: Hosts, out: Terminal['out']): void {
  const fingerprint = makeTrust(data, hosts, systemClock.wall());
  out(`The hub is ${hosts.names.join(', ')}; its certificates are in ${tlsFolder(data)}.\n`);
  out(`Fingerprint of its authority, to be compared at each box: ${fingerprint}\n`);
  out(`Browsers trust it after ${join(tlsFolder(data), TLS_FILES.authority)} was installed in them.\n`);
}

/** Throws `SettingsError`. */
function refuseWrongAccount(account: string, person: string): void {
  if ((account === '') !== (person === '')) throw new SettingsError(['--account and --person go together']);
  if (account !== '' && !Value.Check(AccountName, account))
    throw new SettingsError([
      `--account is ${JSON.stringify(account)}; expected a name such as wang.ming, of 2 to 32 small letters, digits, dots, underscores and hyphens`,
    ]);
}

/** Throws `CodedError` as `createFirstAccount` does. */
async function makeAccount(
  data: string,
  who: { readonly account: string; readonly name: string },
  out: Terminal['out'],
): Promise<void> {
  const db = openSqlite(join(data, 'hub.db'), migrations);
  try {
    const made = await createFirstAccount({ db, clock: systemClock, ids: systemIds }, who);
    out(`One-time password of ${made.account}, shown this once, for one sign-in until ${made.expiresAt}:\n`);
    out(`${made.password}\n`);
  } finally {
    db.close();
  }
}

/** A flag given several times is one with commas. */
function joined(args: readonly string[], names: readonly string[]): string[] {
  const rest: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/.exec(args[index] ?? '') ?? [];
    if (!names.includes(name)) {
      rest.push(args[index] ?? '');
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined) rest.push(`--${name}`);
    else values.set(name, [...(values.get(name) ?? []), value]);
  }
  return [...rest, ...[...values].map(([name, given]) => `--${name}=${given.join(',')}`)];
}

/** Throws `SettingsError`. */
function hostsFrom(name: string, address: string): Hosts {
  const names = (name === '' ? hostname().toLowerCase() : name).split(',');
  const addresses = address === '' ? [] : address.split(',');
  const wrong = addresses.filter((one) => isIP(one) === 0);
  if (wrong.length > 0)
    throw new SettingsError(
      wrong.map((one) => `--address is ${one}; expected ${initSettings.address.expected}`),
    );
  return {
    names: [...new Set([...names, ...ALWAYS.names])],
    addresses: [...new Set([...addresses, ...ALWAYS.addresses])],
  };
}

function refuseAgain(data: string): void {
  if (isInitialised(data))
    throw new CodedError(
      'tls/already-initialised',
      `${tlsFolder(data)} has certificates already; every box would have to be enrolled anew with others`,
    );
}

/**
 * The authority, the certificates it begins with, and the key of dockets unless there is one. Whole or not at all: a
 * folder half made is never taken for a whole one. Returns the fingerprint of the authority.
 */
export function makeTrust(data: string, hosts: Hosts, nowMs: number): string {
  makeFolder(data);
  docketKeyIn(data);
  const folder = tlsFolder(data);
  const next = `${folder}.new`;
  rmSync(next, { recursive: true, force: true });
  makeFolder(next);
  const made = makeAuthority(hosts, nowMs);
  const authority = new Authority(made.key, made.certificate);
  const [server, client] = [newKey(), newKey()];
  const files = {
    hosts: JSON.stringify(hosts),
    authority: made.certificate,
    authorityKey: made.key,
    server: authority.forServer(hosts, server.spki, nowMs).certificate,
    serverKey: server.key,
    client: authority.forClient(HUB_CLIENT, client.spki, nowMs).certificate,
    clientKey: client.key,
  };
  for (const [name, content] of Object.entries(files))
    writeWhole(join(next, TLS_FILES[name as keyof typeof files]), content);
  renameSync(next, folder);
  settle(data);
  return authority.fingerprint;
}
