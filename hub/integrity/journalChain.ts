import { hash } from 'node:crypto';

/** An entry of the journal as its hash covers it. Times are Unix milliseconds UTC. */
export interface ChainedDeed {
  readonly number: number;
  readonly atMs: number;
  readonly by: string;
  readonly action: string;
  readonly office: string | null;
  readonly subject: string;
  readonly detail: string | null;
}

/** What stands for the hash of the entry before the first. */
export const JOURNAL_START = '0'.repeat(64);

/**
 * SHA-256 in hexadecimal over an entry and the hash before it (D5). As JSON no two entries have the same text, however
 * their fields are filled.
 */
export function entryHash(deed: ChainedDeed, prev: string): string {
  const { number, atMs, by, action, office, subject, detail } = deed;
  const text = JSON.stringify(['rating/v1 journal', number, atMs, by, action, office, subject, detail, prev]);
  return hash('sha256', text, 'hex');
}
