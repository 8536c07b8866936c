import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { QueryOf, ResultOf } from '#contract/api.js';
import type { Figures } from '#contract/figures.js';
import type {
  ClerkView,
  EquipmentView,
  FunnelView,
  ScreeningView,
  StatisticsView,
  TrendView,
} from '#contract/statistics.js';
import { AlarmFigureDesk, type AlarmFigureSource } from './alarmFigureDesk.js';
import type { QuestionOf, WindowRow } from './analyst.js';
import { ClerkDesk } from './clerkDesk.js';
import type { PressCounter } from './coveredKeys.js';
import { EquipmentDesk, type StaySource } from './equipmentDesk.js';
import { FigureDesk } from './figureDesk.js';
import { figuresOf } from './figures.js';
import type { Extents } from './grouping.js';
import { taipeiDay } from './period.js';
import { RatingDesk, type RatingSource } from './ratingDesk.js';
import type { Readings } from './readings.js';
import { type PressSource, ScreeningDesk } from './screeningDesk.js';
import { ShareDesk } from './shareDesk.js';
import { sumOf } from './shares.js';
import type { CaseSource } from './trackedCases.js';
import { WindowDesk, type WindowSource } from './windowDesk.js';

export interface StatisticsDeskParts extends Readings {
  readonly extents: Extents;
  readonly alarms: AlarmFigureSource;
  readonly cases: CaseSource;
  readonly stays: StaySource;
  readonly presses: PressSource & PressCounter;
  readonly ratings: RatingSource;
  readonly windows: WindowSource;
  /** Runs a task on one state of the database, whatever others commit meanwhile. */
  readonly atOnce: <T>(task: () => T) => T;
}

/**
 * Answers questions about figures; screens, reports and the API all ask here, so that one number has one source. It reads
 * and never writes. Each answer is drawn from one state of the records. Whatever is wrong with a question is a
 * `CodedError` that names it and what was expected, before anything is counted.
 */
export class StatisticsDesk {
  private readonly figures: FigureDesk;
  private readonly shares: ShareDesk;
  private readonly alarms: AlarmFigureDesk;
  private readonly boxes: EquipmentDesk;
  private readonly screens: ScreeningDesk;
  private readonly clerks: ClerkDesk;
  private readonly records: RatingDesk;
  private readonly windows: WindowDesk;

  constructor(private readonly parts: StatisticsDeskParts) {
    this.figures = new FigureDesk(parts);
    this.shares = new ShareDesk(parts);
    this.alarms = new AlarmFigureDesk(parts);
    this.boxes = new EquipmentDesk(parts);
    this.screens = new ScreeningDesk(parts);
    this.clerks = new ClerkDesk(parts);
    this.records = new RatingDesk(parts);
    this.windows = new WindowDesk(parts);
  }

  /** An office's figures of today. */
  today(office: string): Figures {
    const { from: fromMs, to: toMs } = taipeiDay(this.parts.clock.wall());
    const cells = this.parts.cells.cells({ population: { office, fromMs, toMs }, by: [] });
    const { counts, running } = sumOf(cells);
    return figuresOf(counts, running);
  }

  statistics(query: QueryOf<'statistics'>): StatisticsView {
    return this.parts.atOnce(() => this.figures.statistics(query));
  }

  trend(query: QueryOf<'trend'>): TrendView {
    return this.parts.atOnce(() => this.shares.trend(query));
  }

  funnel(query: QueryOf<'funnel'>): FunnelView {
    return this.parts.atOnce(() => this.shares.funnel(query));
  }

  alarmFigures(query: QueryOf<'alarmFigures'>): AlarmFiguresView {
    return this.parts.atOnce(() => this.alarms.alarmFigures(query));
  }

  equipment(query: QueryOf<'equipment'>): EquipmentView {
    return this.parts.atOnce(() => this.boxes.equipment(query));
  }

  screening(query: QueryOf<'screening'>): ScreeningView {
    return this.parts.atOnce(() => this.screens.screening(query));
  }

  clerk(query: QuestionOf<'clerk'>): ClerkView {
    return this.parts.atOnce(() => this.clerks.clerk(query));
  }

  ratings(query: QueryOf<'ratings'>): ResultOf<'ratings'> {
    return this.parts.atOnce(() => this.records.ratings(query));
  }

  /** Ended windows in the order of issue, page by page; each page is of the state at which it is read. */
  rows(query: QueryOf<'exportWindows'>): Generator<readonly WindowRow[]> {
    return this.windows.rows(query);
  }
}
