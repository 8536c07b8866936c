import type { Level } from '#contract/values.js';

/** The 29 offices of the city: id, district, counters, which are 370 in all. */
const OFFICES: ReadonlyArray<readonly [id: string, district: string, counters: number]> = [
  ['central', '中', 8],
  ['east', '東', 12],
  ['west', '西', 16],
  ['south', '南', 16],
  ['north', '北', 18],
  ['xitun', '西屯', 24],
  ['nantun', '南屯', 20],
  ['beitun', '北屯', 28],
  ['fengyuan', '豐原', 20],
  ['dali', '大里', 22],
  ['taiping', '太平', 20],
  ['qingshui', '清水', 12],
  ['shalu', '沙鹿', 12],
  ['dajia', '大甲', 12],
  ['dongshi', '東勢', 8],
  ['wuqi', '梧棲', 9],
  ['wuri', '烏日', 11],
  ['shengang', '神岡', 10],
  ['dadu', '大肚', 9],
  ['daya', '大雅', 13],
  ['houli', '后里', 8],
  ['wufeng', '霧峰', 10],
  ['tanzi', '潭子', 13],
  ['longjing', '龍井', 11],
  ['waipu', '外埔', 6],
  ['heping', '和平', 4],
  ['shigang', '石岡', 5],
  ['daan', '大安', 6],
  ['xinshe', '新社', 7],
];

/** Offices that have not been given boxes yet. */
const WITHOUT_BOXES = new Set(['heping', 'daan']);
const ALARM_LEVELS: readonly Level[] = [1, 2];

/** The first `offices` offices of the city as a site file would declare them; all 29 if not told otherwise. */
export function citySite(offices: number = OFFICES.length) {
  return {
    offices: OFFICES.slice(0, offices).map(([id, district, counters]) => ({
      id,
      name: { zh: `${district}區戶政事務所`, en: `${capital(id)} Household Registration Office` },
      alarmLevels: [...ALARM_LEVELS],
      counters: Array.from({ length: counters }, (_, index) => {
        const number = index + 1;
        const priority = number === counters;
        return {
          id: String(number),
          name: priority
            ? { zh: `${number} 號愛心櫃檯`, en: `Priority counter ${number}` }
            : { zh: `${number} 號櫃檯`, en: `Counter ${number}` },
          priority,
          windowMs: priority ? 60_000 : 30_000,
          ...(WITHOUT_BOXES.has(id) ? {} : { box: `${id}-${number}` }),
        };
      }),
    })),
  };
}

const capital = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);
