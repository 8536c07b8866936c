import type { Site } from '../../hub/store/siteStore.js';

/**
 * The moves of the document (requirements §3, Tables 2 and 21): 29 offices with 370 counters. Six offices had boxes
 * for NT$480,000, and a gift was worth NT$100,000: at NT$10,000 for a box with its counter's software, the largest
 * round price that fits both, that is eight boxes for each of the six and ten for the gift. A box that stands
 * somewhere came from somewhere: every later move splits or merges what was there, as evenly as it can.
 */
const OFFICES = [
  ['west', '西區'],
  ['central', '中區'],
  ['east', '東區'],
  ['taiping', '太平區'],
  ['daya', '大雅區'],
  ['wuqi', '梧棲區'],
  ['longjing', '龍井區'],
  ['fengyuan', '豐原區'],
  ['dajia', '大甲區'],
  ['xinshe', '新社區'],
  ['shengang', '神岡區'],
  ['nantun', '南屯區'],
  ['dongshi', '東勢區'],
  ['wufeng', '霧峰區'],
  ['qingshui', '清水區'],
  ['south', '南區'],
  ['north', '北區'],
  ['xitun', '西屯區'],
  ['beitun', '北屯區'],
  ['dali', '大里區'],
  ['shalu', '沙鹿區'],
  ['wuri', '烏日區'],
  ['dadu', '大肚區'],
  ['houli', '后里區'],
  ['tanzi', '潭子區'],
  ['waipu', '外埔區'],
  ['heping', '和平區'],
  ['shigang', '石岡區'],
  ['daan', '大安區'],
] as const;
export type Office = (typeof OFFICES)[number][0];

export interface Transfer {
  /** Taipei noon of the ROC date; undated ones are placed between their neighbours. */
  readonly at: number;
  readonly from: readonly Office[] | 'new';
  readonly to: readonly Office[];
  /** How many boxes, when they are new. */
  readonly boxes?: number;
}

const noon = (rocYear: number, month: number, day: number): number =>
  Date.UTC(rocYear + 1911, month - 1, day, 4);

export const TRANSFERS: readonly Transfer[] = [
  {
    at: noon(100, 7, 1),
    from: 'new',
    to: ['central', 'east', 'taiping', 'daya', 'wuqi', 'longjing'],
    boxes: 48,
  },
  {
    at: noon(101, 12, 4),
    from: ['central', 'east', 'daya', 'wuqi'],
    to: ['fengyuan', 'dajia', 'xinshe'],
  },
  { at: noon(102, 3, 29), from: ['longjing'], to: ['shengang'] },
  { at: noon(102, 6, 11), from: ['taiping'], to: ['nantun', 'dongshi'] },
  {
    at: noon(103, 5, 1),
    from: ['fengyuan', 'dajia', 'shengang', 'xinshe'],
    to: ['west', 'daya', 'wufeng'],
  },
  { at: noon(103, 6, 1), from: 'new', to: ['qingshui'], boxes: 10 },
];

/** 29 offices, 370 counters, no box yet. */
export const citySite: Site = {
  offices: OFFICES.map(([id, zh], index) => ({
    id,
    name: { zh: `${zh}戶政事務所`, en: `${id} household registration office` },
    alarmLevels: [1, 2],
    counters: Array.from({ length: countersOf(index) }, (_, counter) => ({
      id: String(counter + 1),
      name: { zh: `${counter + 1} 號櫃檯`, en: `Counter ${counter + 1}` },
      priority: false,
      windowMs: 30_000,
    })),
  })),
};

/** 14 + 20 × 13 + 8 × 12 = 370. */
function countersOf(index: number): number {
  if (index === 0) return 14;
  return index <= 20 ? 13 : 12;
}
