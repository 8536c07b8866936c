import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ShareName } from '#contract/figures.js';
import type { EquipmentView, FunnelView, StatisticsView, TrendView } from '#contract/statistics.js';
import type { HeatMeasure } from '../../charts/heat.js';
import type { FrameModel } from '../figures/frameModel.js';
import { MEASURES } from '../figures/measures.js';
import { stepped, yearBefore } from '../figures/period.js';
import { Question } from '../figures/question.js';
import { trendSpan } from '../figures/trendSpan.js';

/** A trend of one office or counter, by the key of its group. */
export interface KeyedTrend {
  readonly key: string;
  readonly trend: TrendView;
}

const HEAT_MEASURES = ['windows', 'dissatisfied'] as const satisfies readonly HeatMeasure[];
/** What to set beside the period: the one before, the same a year earlier, or an office as `office:east`. */
export const BEFORE = '';
export const YEAR = 'year';
const OFFICE = 'office:';
export const besideOffice = (office: string): string => OFFICE + office;

/** Everything the page of counters and offices asks; one question for each part of the page. */
export class CountersModel {
  readonly measure: Signal<ShareName>;
  readonly heatMeasure: Signal<HeatMeasure>;
  /** For the city, offices or all counters; one office always shows its counters. */
  readonly grouping: Signal<'office' | 'counter'>;
  readonly by: ReadonlySignal<'office' | 'counter'>;
  readonly beside: Signal<string>;
  readonly funnel: Question<FunnelView>;
  readonly trends: Question<readonly KeyedTrend[]>;
  readonly heat: Question<StatisticsView>;
  readonly equipment: Question<EquipmentView>;
  readonly comparison: Question<StatisticsView>;

  constructor(readonly frame: FrameModel) {
    const { hub, population } = frame;
    this.measure = frame.keptChoice('measure', MEASURES);
    this.heatMeasure = frame.keptChoice('cells', HEAT_MEASURES);
    this.grouping = frame.keptChoice('by', ['office', 'counter']);
    this.by = computed(() => (frame.office.value === '' ? this.grouping.value : 'counter'));
    this.beside = frame.kept('beside');
    this.funnel = new Question(async () => {
      const query = { ...population.value, by: this.by.value, measure: this.measure.value };
      return (await hub.ask('funnel', { query })).body;
    });
    this.trends = new Question(() => this.askTrends());
    this.heat = new Question(async () => {
      // biome-ignore lint/suspicious/noThenProperty: the name of a query parameter, never awaited
      const query = { ...population.value, by: 'weekday', then: 'hour' } as const;
      return (await hub.ask('statistics', { query })).body;
    });
    this.equipment = new Question(async () => (await hub.ask('equipment', { query: population.value })).body);
    this.comparison = new Question(async () => {
      const query = { ...population.value, ...this.against() };
      return (await hub.ask('statistics', { query })).body;
    });
  }

  start(): void {
    const { funnel, trends, heat, equipment, comparison } = this;
    for (const question of [funnel, trends, heat, equipment, comparison]) question.start();
  }

  /** A trend for each counter of the office, or for each office of the city; nothing until they are known. */
  private askTrends(): Promise<readonly KeyedTrend[]> | undefined {
    const { hub, office, offices, period } = this.frame;
    const measure = this.measure.value;
    const { unit, fromMs, toMs } = trendSpan(period.value);
    const span = this.frame.populationOf({ fromMs, toMs });
    const places = (offices.value ?? []).flatMap(({ id, counters }) => {
      if (office.value === '') return [{ key: id, at: { office: id } }];
      if (office.value !== id) return [];
      return counters.map((counter) => ({
        key: `${id}/${counter.id}`,
        at: { office: id, counter: counter.id },
      }));
    });
    if (offices.value === undefined) return undefined;
    return Promise.all(
      places.map(async ({ key, at }) => ({
        key,
        trend: (await hub.ask('trend', { query: { ...span, ...at, unit, measure } })).body,
      })),
    );
  }

  private against(): object {
    const beside = this.beside.value;
    if (beside.startsWith(OFFICE)) return { againstOffice: beside.slice(OFFICE.length) };
    const period = this.frame.period.value;
    const { from, to } = this.frame.populationOf(beside === YEAR ? yearBefore(period) : stepped(period, -1));
    return { againstFrom: from, againstTo: to };
  }
}
