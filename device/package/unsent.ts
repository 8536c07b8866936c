import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemIds } from '#platform/identity.js';
import { SqliteOutbox } from '../adapters/sqliteOutbox.js';

/**
 * Prints how many events of the outbox in the given data directory the hub has not acknowledged, for whoever is about
 * to delete it. Ends with an error when the outbox cannot be read, since that is no reason to call it empty.
 */
const file = join(process.argv[2] ?? '', 'outbox.db');
if (existsSync(file)) {
  const outbox = new SqliteOutbox(file, systemIds);
  process.stdout.write(`${outbox.unsettled()}\n`);
  outbox.close();
} else {
  process.stdout.write('0\n');
}
