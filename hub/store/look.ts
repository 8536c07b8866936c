import { existsSync } from 'node:fs';
import { messageOf } from '#platform/errors.js';
import { openToRead, type Sqlite } from '#platform/sqlite.js';
import { migrations } from './migrations/index.js';

/** A database that is looked at and not changed, or why it cannot be. */
export type Look =
  | { readonly kind: 'open'; readonly db: Sqlite }
  | { readonly kind: 'missing' | 'older' }
  | { readonly kind: 'damaged'; readonly detail: string };

/** Whoever gets an open database closes it. */
export function lookInto(file: string): Look {
  if (!existsSync(file)) return { kind: 'missing' };
  let db: Sqlite | undefined;
  try {
    db = openToRead(file);
    const applied = db.pragma('user_version', { simple: true }) as number;
    if (applied === (migrations.at(-1)?.number ?? 0)) return { kind: 'open', db };
    db.close();
    return applied > 0 ? { kind: 'older' } : { kind: 'damaged', detail: 'it has no schema of a hub' };
  } catch (error) {
    db?.close();
    return { kind: 'damaged', detail: messageOf(error) };
  }
}
