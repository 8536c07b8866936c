import { hash } from 'node:crypto';
import type { ChainHead } from '../store/journalHeads.js';

/** The journal's entry that ends a day; its subject is the day. */
export const DAY_CLOSED = 'journal/day-closed';

/** What the entry of a day holds of what the journal itself does not cover (D5). */
export interface DayFacts {
  /** The chains of boxes that grew on it. */
  readonly chains: readonly ChainHead[];
  /** Documents ever taken in, until then. */
  readonly documents: number;
}

/** The entry's detail; `dayFactsOf` reads it. */
export const dayDetail = ({ chains, documents }: DayFacts): string =>
  `chains ${chains.length} sha256 ${chainDigest(chains)}, documents ${documents}`;

/** Over the heads in the order of box and epoch. */
export const chainDigest = (chains: readonly ChainHead[]): string =>
  hash(
    'sha256',
    chains.map(({ box, epoch, seq, hash }) => `${box} ${epoch} ${seq} ${hash}\n`).join(''),
    'hex',
  );

const DETAIL = /^chains (\d+) sha256 ([0-9a-f]{64}), documents (\d+)$/;

export interface DayClaim {
  readonly chains: number;
  readonly digest: string;
  readonly documents: number;
}

/** Undefined for a detail that is none. */
export function dayClaimOf(detail: string | null): DayClaim | undefined {
  const found = DETAIL.exec(detail ?? '');
  if (found === null) return undefined;
  const [, chains, digest = '', documents] = found;
  return { chains: Number(chains), digest, documents: Number(documents) };
}
