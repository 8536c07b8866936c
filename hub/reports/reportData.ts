import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { JournalHead } from '#contract/care.js';
import type { CaseView } from '#contract/cases.js';
import type { ShareName } from '#contract/figures.js';
import type { ImprovementView, ReportView } from '#contract/reports.js';
import type { EquipmentView, FunnelView, StatisticsView, TrendView, Unit } from '#contract/statistics.js';
import type { Words as Names } from '#contract/views.js';

/** Name of the form in which `ReportData` is handed out as JSON; a new form gets a new number. */
export const REPORT_SCHEMA = 'counter-rating/report/1';

/** What a report is to be made of. Times are Unix ms, the period half-open. */
export interface ReportOrder {
  readonly id: string;
  /** Null: the whole city. */
  readonly office: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly occasion: ReportView['occasion'];
  /** Who asked; null for one that is made by itself. */
  readonly by: string | null;
  /** The time of making, which is printed and is the only time in the files that does not come from the records. */
  readonly madeMs: number;
}

/** One person's period and office; the same in every file of the report. */
export interface ReportHead {
  readonly id: string;
  readonly occasion: ReportView['occasion'];
  readonly office?: string;
  readonly from: string;
  readonly to: string;
  /** The period it is compared with. */
  readonly beforeFrom: string;
  readonly beforeTo: string;
  readonly madeAt: string;
  readonly by?: string;
}

/** Shares of which a report shows the trend. */
export const TREND_MEASURES = [
  'satisfaction',
  'dissatisfaction',
  'responseRate',
] as const satisfies ShareName[];
export const FUNNEL_MEASURES = ['satisfaction', 'responseRate'] as const satisfies ShareName[];

/** Groupings of a report; `place` is counters in a report of an office, and offices in that of the city. */
export const REPORT_GROUPS = ['place', 'kind', 'service', 'weekday', 'hour', 'weekHour', 'span'] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** A complaint as it stood at the end of the period, or at the making where that is earlier (A9). */
export interface CaseOfPeriod extends Pick<CaseView, 'name' | 'office' | 'cause' | 'owner' | 'due'> {
  readonly openedAt: string;
  readonly state: CaseView['state'];
  readonly releasedAt?: string;
  readonly overdue: boolean;
}

/**
 * Everything a report says, as numbers. All of one state of the records, so that its parts add up to each other. No clerk
 * is in it (S6, P5).
 */
export interface ReportData {
  readonly schema: typeof REPORT_SCHEMA;
  readonly report: ReportHead;
  /** Names of offices and counters ("office/counter"), in their order. */
  readonly names: Readonly<Record<string, Names>>;
  readonly offices: number;
  readonly counters: number;
  /** What trends are drawn by. */
  readonly unit: Unit;
  /** The whole period, against the one before. */
  readonly overall: StatisticsView;
  /** A grouping with too many groups to be listed is left out. */
  readonly groups: Readonly<Partial<Record<ReportGroup, StatisticsView>>>;
  readonly trends: readonly TrendView[];
  readonly funnels: readonly FunnelView[];
  readonly alarms: AlarmFiguresView;
  readonly equipment: EquipmentView;
  /** Those tracked at any moment of the period, oldest first. */
  readonly cases: readonly CaseOfPeriod[];
  /** Those that are not listed. */
  readonly moreCases: number;
  /** Oldest first. */
  readonly improvements: readonly ImprovementView[];
  /** Improvements of the period that are not listed. */
  readonly moreImprovements: number;
  /** What covers the journal and all records at the making of the report, to be compared with later (D5). */
  readonly journalHead?: JournalHead;
}
