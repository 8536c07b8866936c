import type { Signal } from '@preact/signals';
import type { AlarmFiguresView } from '#contract/alarmFigures.js';
import type { ShareName } from '#contract/figures.js';
import type { StatisticsView, TrendView } from '#contract/statistics.js';
import type { FrameModel, Population } from '../figures/frameModel.js';
import { MEASURES } from '../figures/measures.js';
import { stepped } from '../figures/period.js';
import { Question } from '../figures/question.js';
import { trendSpan } from '../figures/trendSpan.js';

/** Alarms of the period with their course over time, and of the period before in one sum. */
export interface Alarms {
  readonly now: AlarmFiguresView;
  readonly before: AlarmFiguresView;
}

/** Everything the overview asks: one question for each part of the page, so that a slow one holds up no other. */
export class OverviewModel {
  readonly measure: Signal<ShareName>;
  /** The period against the one before. */
  readonly figures: Question<StatisticsView>;
  /** Receipts and notices apart. */
  readonly kinds: Question<StatisticsView>;
  readonly trend: Question<TrendView>;
  readonly alarms: Question<Alarms>;

  constructor(readonly frame: FrameModel) {
    const { hub } = frame;
    this.measure = frame.keptChoice('measure', MEASURES);
    this.figures = new Question(async () => {
      const { from: againstFrom, to: againstTo } = this.before();
      const query = { ...frame.population.value, againstFrom, againstTo };
      return (await hub.ask('statistics', { query })).body;
    });
    this.kinds = new Question(
      async () => (await hub.ask('statistics', { query: { ...frame.population.value, by: 'kind' } })).body,
    );
    this.trend = new Question(async () => {
      const { unit, ...span } = trendSpan(frame.period.value);
      const query = { ...frame.populationOf(span), unit, measure: this.measure.value };
      return (await hub.ask('trend', { query })).body;
    });
    this.alarms = new Question(async () => {
      const { unit } = trendSpan(frame.period.value);
      const [now, before] = await Promise.all(
        [frame.population.value, this.before()].map((population) =>
          hub.ask('alarmFigures', { query: { ...population, unit } }),
        ) as [ReturnType<typeof hub.ask<'alarmFigures'>>, ReturnType<typeof hub.ask<'alarmFigures'>>],
      );
      return { now: now.body, before: before.body };
    });
  }

  start(): void {
    for (const question of [this.figures, this.kinds, this.trend, this.alarms]) question.start();
  }

  private before(): Population {
    return this.frame.populationOf(stepped(this.frame.period.value, -1));
  }
}
