import type { BenchOptions } from '../ground.js';
import type { Figure } from '../report.js';
import { measureKeptHistory } from './keptHistory.js';
import { measureSignInAttack } from './signInAttack.js';
import { measureTrustedPresses } from './trustedPresses.js';
import { measureVerifiedIngest } from './verifiedIngest.js';

/** What trust costs: encryption, accounts, seals, passwords, verification and backups, each beside its absence. */
export async function measureTrust(options: BenchOptions): Promise<Figure[]> {
  return [
    ...(await measureTrustedPresses(options)),
    ...(await measureVerifiedIngest(options)),
    ...(await measureSignInAttack(options)),
    ...(await measureKeptHistory(options)),
  ];
}
