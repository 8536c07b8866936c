import type { IssuanceKind } from '#contract/values.js';
import { type Random, weighted } from '../random.js';

/** Receipts and notices as in the three years of the source documents: 3,379,575 and 180,193. */
const KINDS: ReadonlyArray<readonly [IssuanceKind, number]> = [
  ['receipt', 3_379_575],
  ['notice', 180_193],
];

const SERVICES: ReadonlyArray<readonly [string, number]> = [
  ['戶籍謄本', 40],
  ['印鑑證明', 18],
  ['國民身分證', 15],
  ['遷徙登記', 14],
  ['出生登記', 5],
  ['結婚登記', 4],
  ['更改姓名', 4],
];

export interface Errand {
  readonly kind: IssuanceKind;
  readonly service: string;
}

/** What a citizen came for. */
export const nextErrand = (random: Random): Errand => ({
  kind: weighted(random, KINDS),
  service: weighted(random, SERVICES),
});
