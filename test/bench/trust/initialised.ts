import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OneTimePassword } from '#contract/access.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite } from '#platform/sqlite.js';
import { createFirstAccount } from '../../../hub/access/firstAccount.js';
import { makeTrust } from '../../../hub/initCommand.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { TLS_FILES, tlsFolder } from '../../../hub/tls/tlsFolder.js';

const HOSTS = { names: ['localhost'], addresses: ['127.0.0.1'] };

/** A hub that asks everybody who they are and encrypts everything, on free ports. */
export const TRUSTED_FLAGS = ['--demonstration=false', '--https-port', '0', '--mqtts-port', '0'] as const;

/** Makes the certificates of the hub in `folder`/hub, as `rating-hub init` does. Returns its authority, PEM. */
export function certify(folder: string): string {
  const data = join(folder, 'hub');
  makeTrust(data, HOSTS, systemClock.wall());
  return readFileSync(join(tlsFolder(data), TLS_FILES.authority), 'utf8');
}

/** Makes the first account of the hub in `folder`/hub, as `rating-hub init` does. */
export async function firstAccount(folder: string): Promise<OneTimePassword> {
  const db = openSqlite(join(folder, 'hub', 'hub.db'), migrations);
  try {
    const parts = { db, clock: systemClock, ids: systemIds };
    return await createFirstAccount(parts, { account: 'boss', name: '主任' });
  } finally {
    db.close();
  }
}
