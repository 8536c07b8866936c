import type { Figures } from '#contract/figures.js';
import type { RatingView } from '#contract/records.js';
import type { ReportView } from '#contract/reports.js';
import type { ClerkView, Group, Population, StatisticsView } from '#contract/statistics.js';
import type { SurveyView } from '#contract/surveys.js';
import { opinionOf } from '../../hub/statistics/measures/opinion.js';
import { wilson } from '../../hub/statistics/measures/wilson.js';
import { at, figures, uuid } from './views.js';

/** What was asked, as the hub repeats it. */
export const asked: Population = { office: 'east', from: at(-86_400), to: at(0) };

/** Figures of so many ratings by level, with as many unanswered windows again. */
export function figuresOf(levels: readonly number[], change: Partial<Figures> = {}): Figures {
  const rated = levels.reduce((sum, count) => sum + count, 0);
  const responseRate = wilson(rated, 2 * rated);
  return {
    ...figures(),
    windows: 2 * rated,
    rated,
    expired: rated,
    excluded: 0,
    flagged: 0,
    ...opinionOf(levels),
    ...(responseRate && { responseRate }),
    ...change,
  };
}

export function ratingView(n: number, change: Partial<RatingView> = {}): RatingView {
  return {
    window: uuid(n),
    office: 'east',
    counter: String((n % 6) + 1),
    clerk: ['林雅婷', '陳志明', '王淑芬'][n % 3] ?? '',
    service: '戶籍謄本',
    kind: n % 4 === 0 ? 'notice' : 'receipt',
    numbers: [`115-1-${String(n).padStart(5, '0')}`],
    level: 5 - (n % 5),
    issuedAt: at(-60 * n),
    at: at(-60 * n + 8),
    afterMs: 3_250 + n,
    extended: false,
    flagged: false,
    imported: false,
    ...change,
  };
}

export const statisticsView = (total: Figures, groups: readonly Group[] = []): StatisticsView => ({
  asked,
  by: groups.length > 0 ? ['clerk'] : [],
  total,
  groups: [...groups],
});

export function clerkView(clerk: string, change: Partial<ClerkView> = {}): ClerkView {
  return {
    clerk,
    asked,
    total: { keys: [clerk], figures: figuresOf([30, 12, 5, 2, 1]) },
    office: figuresOf([300, 150, 40, 8, 2]),
    byKind: [
      { keys: ['notice'], figures: figuresOf([8, 4, 1, 1, 0]), countsOnly: true },
      { keys: ['receipt'], figures: figuresOf([22, 8, 4, 1, 1]) },
    ],
    byService: [
      { keys: [''], hidden: 'too-few' },
      { keys: ['戶籍謄本'], hidden: 'all-alike' },
      { keys: ['印鑑證明'], hidden: 'would-reveal' },
    ],
    byMonth: [
      { keys: ['2026-05'], figures: figuresOf([20, 8, 3, 1, 0]) },
      { keys: ['2026-06'], figures: figuresOf([21, 9, 2, 1, 1]) },
    ],
    ...change,
  };
}

/** Table 12 of requirements §4, its rating-system row and another, with the whole's counts. */
export function surveyView(change: Partial<SurveyView> = {}): SurveyView {
  const waves = ['6月', '8月', '10月', '12月'];
  const rows: Readonly<Record<string, readonly number[][]>> = {
    印鑑證明: [
      [1549, 1213, 211, 7, 1],
      [2027, 940, 44, 0, 0],
      [2213, 816, 19, 0, 0],
      [2347, 648, 12, 0, 0],
    ],
    評分系統: [
      [1407, 1236, 334, 4, 0],
      [1774, 1185, 52, 0, 0],
      [1980, 1038, 30, 0, 0],
      [2134, 858, 15, 0, 0],
    ],
  };
  const items = Object.keys(rows);
  const sum = (parts: readonly (readonly number[])[]): number[] =>
    [0, 1, 2, 3, 4].map((level) => parts.reduce((all, part) => all + (part[level] ?? 0), 0));
  return {
    id: uuid(700),
    title: '103 年服務滿意度調查（表 12）',
    importedAt: at(-3_600),
    importedBy: '李主任',
    items,
    waves,
    asked: 12_682,
    responded: 12_047,
    middle: '不清楚',
    cells: items.flatMap((item) =>
      waves.map((wave, index) => ({ item, wave, opinion: opinionOf(rows[item]?.[index] ?? []) })),
    ),
    byItem: items.map((item) => ({ item, opinion: opinionOf(sum(rows[item] ?? [])) })),
    byWave: [
      [9467, 7213, 1140, 64, 2],
      [11603, 6176, 287, 0, 0],
      [12757, 5398, 133, 0, 0],
      [13544, 4406, 92, 0, 0],
    ].map((levels, index) => ({ wave: waves[index] ?? '', opinion: opinionOf(levels) })),
    total: opinionOf([47371, 23193, 1652, 64, 2]),
    ...change,
  };
}

export function reportView(n: number, change: Partial<ReportView> = {}): ReportView {
  return {
    id: uuid(900 + n),
    office: 'east',
    from: '2026-05-31T16:00:00.000Z',
    to: '2026-06-30T16:00:00.000Z',
    occasion: 'monthly',
    askedAt: '2026-06-30T16:05:00.000Z',
    state: 'ready',
    madeAt: '2026-06-30T16:05:09.000Z',
    ...change,
  };
}
