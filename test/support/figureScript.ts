import type { ShareName } from '#contract/figures.js';
import { noCounts } from '../../hub/statistics/counts.js';
import {
  alarmsView,
  comparison,
  counts,
  EIGHT_DAYS,
  equipmentView,
  FIVE_WEEKS,
  figuresFrom,
  funnelView,
  statisticsView,
  trendView,
  WORKED,
} from './figureViews.js';
import type { Script } from './scriptedHub.js';

/** The counts of the period before: a little worse. */
const BEFORE = counts({
  ...noCounts(),
  c5: 210,
  c4: 140,
  c3: 60,
  c2: 31,
  c1: 9,
  expired: 620,
  boxOffline: 18,
});

const WEEKDAYS = ['1', '2', '3', '4', '5'];
const HOURS = ['08', '09', '10', '11', '12', '13', '14', '15', '16'];

/** What a hub answers of an office with six counters; every question of the pages of figures has an answer. */
export function figureScript(): Script {
  const total = figuresFrom({ ...WORKED, x1: 2, x5: 1 }, 2);
  return {
    statistics: ({ query }) => {
      if (query.by === 'kind')
        return statisticsView(
          total,
          ['kind'],
          [
            { keys: ['notice'], figures: figuresFrom({ c5: 8, c4: 4, c3: 2, c2: 2, expired: 41 }) },
            { keys: ['receipt'], figures: figuresFrom({ c5: 22, c4: 8, c3: 3, c1: 1, expired: 43 }) },
          ],
        );
      if (query.by === 'weekday')
        return statisticsView(
          total,
          ['weekday', 'hour'],
          WEEKDAYS.flatMap((day, d) =>
            HOURS.map((hour, h) => ({
              keys: [day, hour],
              figures: figuresFrom({
                c5: ((d + 2) * (h + 3)) % 17,
                c2: (d * h) % 4,
                expired: (d * 7 + h * 5) % 23,
              }),
            })),
          ),
        );
      return { ...statisticsView(total), against: comparison(total, figuresFrom(BEFORE)) };
    },
    trend: ({ query }) =>
      trendView(
        query.measure === 'dissatisfaction'
          ? EIGHT_DAYS
          : EIGHT_DAYS.map(({ count, of }, at) => ({
              of,
              count: of - ((count + Number(query.counter ?? 0) * at) % 20),
            })),
        query.measure as ShareName,
      ),
    funnel: () =>
      funnelView({
        'east/1': { count: 118, of: 126 },
        'east/2': { count: 81, of: 90 },
        'east/3': { count: 140, of: 201 },
        'east/4': { count: 22, of: 25 },
        'east/5': { count: 190, of: 204 },
        'east/6': { count: 60, of: 66 },
      }),
    alarmFigures: ({ query }) =>
      (query.from ?? '') < '2026-06-30' ? alarmsView(FIVE_WEEKS.slice(0, 2)) : alarmsView(FIVE_WEEKS),
    equipment: () => equipmentView(),
  };
}
