import type { IssuanceKind } from '#contract/values.js';
import { type Random, weighted } from '../random.js';

/** Receipts and notices as in the three years of the source documents: 3,379,575 and 180,193. */
const KINDS: ReadonlyArray<readonly [IssuanceKind, number]> = [
  ['receipt', 3_379_575],
  ['notice', 180_193],
];

const SERVICES: ReadonlyArray<readonly [string, number]> = [
  ['戶籍謄本', 34],
  ['印鑑證明', 16],
  ['國民身分證', 14],
  ['遷徙登記', 12],
  ['戶口名簿', 6],
  ['出生登記', 4],
  ['更改姓名', 3],
  ['結婚登記', 3],
  ['死亡登記', 3],
  ['自然人憑證', 3],
  ['離婚登記', 1],
  ['歸化國籍', 1],
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
