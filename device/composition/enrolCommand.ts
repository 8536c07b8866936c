import type { EnrolmentResult } from '#contract/enrolment.js';
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
import { writeIdentity } from '../adapters/identityFile.js';
import { enrol } from '../enrolment.js';
import type { Identity } from '../identity.js';
import { boxSettings } from '../settings.js';

const enrolSettings = {
  hub: {
    type: 'string',
    default: '',
    help: "address of the hub's pages, e.g. http://hub.office:8080",
    pattern: /^https?:\/\/[^\s/]+\/?$/,
    expected: 'http://host:port',
  },
  code: {
    type: 'string',
    default: '',
    help: 'one-time code from the hub, good for 15 minutes',
    pattern: /^[0-9A-TV-Za-tv-z]{4}-?[0-9A-TV-Za-tv-z]{4}$/,
    expected: 'a code like 7K3M-Q9XT',
  },
  data: boxSettings.data,
} as const satisfies SettingDeclarations;

const PREFIX = 'RATING_BOX';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
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

/** The directory is claimed first: a running box would not notice its new identity. */
async function perform(
  { hub, code, data }: { readonly hub: string; readonly code: string; readonly data: string },
  terminal: Terminal,
): Promise<void> {
  const directory = claimDirectory(data);
  try {
    const { identity, result } = await enrol({ hub, code, fetch: terminal.fetch });
    remember(directory.path, identity, result);
    writeIdentity(directory.path, identity);
    const place =
      result.counter === undefined ? identity.office : `${identity.office}, counter ${result.counter}`;
    terminal.out(`This box is now ${identity.box} of ${place}. Start rating-box to begin.\n`);
  } finally {
    directory.release();
  }
}

/** Before the identity, without which none of it counts: an enrolment is kept whole or not at all. */
function remember(folder: string, { box, office }: Identity, { counter, settings }: EnrolmentResult): void {
  const memory = new FileMemory({ folder, box, office, logger: silentLogger });
  memory.keepPlace({ office, counter });
  memory.keepSettings(settings);
}
