import { X509Certificate } from 'node:crypto';
import type { EnrolmentResult } from '#contract/enrolment.js';
import { authorityFingerprint, typedFingerprint } from '#platform/authorityFingerprint.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { CodedError } from '#platform/errors.js';
import { silentLogger } from '#platform/logger.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  SettingsError,
} from '#platform/settings.js';
import { FileMemory } from '../adapters/fileMemory.js';
import { ownKeys, readIdentity, writeIdentity } from '../adapters/identityFile.js';
import { enrol } from '../enrolment.js';
import type { Identity, KeyPair } from '../identity.js';
import { boxSettings } from '../settings.js';

const enrolSettings = {
  hub: {
    type: 'string',
    default: '',
    help: "address of the hub's pages, e.g. https://hub.office:8443",
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    expected: 'https://host:port',
  },
  code: {
    type: 'string',
    default: '',
    help: 'one-time code from the hub, good for 15 minutes',
    pattern: /^[0-9A-TV-Za-tv-z]{4}-?[0-9A-TV-Za-tv-z]{4}$/,
    expected: 'a code like 7K3M-Q9XT',
  },
  fingerprint: {
    type: 'string',
    default: '',
    help: "fingerprint of the hub's authority, as the hub shows it beside the code",
    pattern: /^([0-9A-TV-Za-tv-z]{4}[- ]?){4}$/,
    expected: 'a fingerprint like 7K3M-Q9XT-0A1B-2C3D',
  },
  data: boxSettings.data,
} as const satisfies SettingDeclarations;

const PREFIX = 'RATING_BOX';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** The certificate of the authority that a server shows, DER, whether or not it can be trusted. */
  readonly meet: (hub: string) => Promise<Uint8Array>;
  /** Trusts servers of this authority alone, under their own names. */
  readonly fetchTrusting: (authority: string) => typeof fetch;
}

/** `rating-box enrol`: its arguments to its exit status (0 done, 1 failed, 2 wrong arguments). Never rejects. */
export async function enrolCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help')) {
    terminal.out(
      `rating-box enrol: makes this box known to a hub\n\n${describeSettings(enrolSettings, PREFIX)}\n`,
    );
    return 0;
  }
  try {
    const settings = readSettings(enrolSettings, {
      flags: args,
      environment: terminal.environment,
      prefix: PREFIX,
    });
    requireGiven(settings);
    await perform({ ...settings, code: asPrinted(settings.code) }, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-box enrol: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}

function requireGiven(settings: { readonly hub: string; readonly code: string }): void {
  const missing = (['hub', 'code'] as const).filter((name) => settings[name] === '');
  if (missing.length > 0) throw new SettingsError(missing.map((name) => `--${name} is missing`));
}

/** As a person types it who reads I, L and O for the digits they look like (Crockford's base32). */
function asPrinted(code: string): string {
  const plain = code.toUpperCase().replace('-', '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}

interface Order {
  readonly hub: string;
  readonly code: string;
  readonly data: string;
  readonly fingerprint: string;
}

/** How to ask the hub, and the authority it showed there, PEM. */
interface Door {
  readonly fetch: typeof fetch;
  readonly met?: string;
}

/**
 * Whoever answers must show the authority whose fingerprint a person read at the hub. Throws `CodedError`
 * `enrolment/fingerprint-needed` or `enrolment/wrong-fingerprint`, both before the code is shown to anybody.
 */
async function trusted(hub: string, given: string, { meet, fetchTrusting }: Terminal): Promise<Door> {
  const der = await meet(hub);
  const met = authorityFingerprint(der);
  if (given === '')
    throw new CodedError(
      'enrolment/fingerprint-needed',
      `what answers at ${hub} shows ${met}. Compare it with the fingerprint beside the code on the hub's page of ` +
        `boxes; only if they are the same, run this again with --fingerprint ${met}. Nothing was sent or stored.`,
    );
  if (typedFingerprint(given) !== met)
    throw new CodedError(
      'enrolment/wrong-fingerprint',
      `what answers at ${hub} shows ${met}, not ${typedFingerprint(given)}: it is another hub, or somebody stands ` +
        'between. Nothing was sent or stored.',
    );
  const authority = toPem(der);
  return { fetch: fetchTrusting(authority), met: authority };
}

const toPem = (der: Uint8Array): string => new X509Certificate(der).toString();

/** The directory is claimed first: a running box would not notice its new identity. */
async function perform({ hub, code, data, fingerprint }: Order, terminal: Terminal): Promise<void> {
  const door = hub.startsWith('https:')
    ? await trusted(hub, fingerprint, terminal)
    : { fetch: terminal.fetch };
  const directory = claimDirectory(data);
  try {
    const { identity, result } = await enrol({
      hub,
      code,
      ...door,
      keys: keysSoFar(directory.path),
    });
    remember(directory.path, identity, result);
    writeIdentity(directory.path, identity);
    const place =
      result.counter === undefined ? identity.office : `${identity.office}, counter ${result.counter}`;
    terminal.out(`This box is now ${identity.box} of ${place}. Start rating-box to begin.\n`);
  } finally {
    directory.release();
  }
}

/** What a box that was never enrolled has sealed is verified by the key that it enrols with. */
function keysSoFar(folder: string): KeyPair | undefined {
  try {
    return readIdentity(folder) === undefined ? ownKeys(folder) : undefined;
  } catch (error) {
    // What cannot be read is what this enrolment replaces.
    if (error instanceof CodedError && error.code === 'identity/unreadable') return undefined;
    throw error;
  }
}

/** Before the identity, without which none of it counts: an enrolment is kept whole or not at all. */
function remember(folder: string, { box, office }: Identity, { counter, settings }: EnrolmentResult): void {
  const memory = new FileMemory({ folder, box, office, logger: silentLogger });
  memory.keepPlace({ office, counter });
  memory.keepSettings(settings);
}
