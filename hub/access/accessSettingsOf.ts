import { readFileSync } from 'node:fs';
import { messageOf } from '#platform/errors.js';
import { type Settings, SettingsError } from '#platform/settings.js';
import type { hubSettings } from '../settings.js';
import type { AccessSettings, ProviderSettings } from './accessSettings.js';

type Given = Pick<
  Settings<typeof hubSettings>,
  | 'demonstration'
  | 'session-idle-minutes'
  | 'session-hours'
  | 'password-days'
  | 'public-url'
  | 'oidc-issuer'
  | 'oidc-client'
  | 'oidc-secret-file'
  | 'oidc-name'
  | 'oidc-claim'
>;

/** Who is let in, from the settings. Throws `SettingsError` when a provider is named by halves. */
export function accessSettingsOf(given: Given): AccessSettings {
  const provider = providerOf(given);
  return {
    demonstration: given.demonstration,
    idleMs: given['session-idle-minutes'] * 60_000,
    absoluteMs: given['session-hours'] * 3_600_000,
    passwordAgeMs: given['password-days'] * 86_400_000,
    ...(provider === undefined ? {} : { provider }),
  };
}

function providerOf(given: Given): ProviderSettings | undefined {
  const issuer = given['oidc-issuer'];
  if (issuer === '') return undefined;
  const needed = ['oidc-client', 'oidc-secret-file', 'public-url'] as const;
  const missing = needed.filter((name) => given[name] === '');
  if (missing.length > 0)
    throw new SettingsError(missing.map((name) => `--${name} is missing; expected one with --oidc-issuer`));
  return {
    issuer,
    client: given['oidc-client'],
    secret: secretIn(given['oidc-secret-file']),
    name: given['oidc-name'],
    claim: given['oidc-claim'],
    origin: new URL(given['public-url']).origin,
  };
}

function secretIn(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret === '') throw new Error('it is empty');
    return secret;
  } catch (error) {
    throw new SettingsError([
      `--oidc-secret-file is ${JSON.stringify(file)}; expected a file with a secret: ${messageOf(error)}`,
    ]);
  }
}
