import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { alarmCauseChart } from '../../../hub/charts/alarmCauses.js';
import { alarmChart } from '../../../hub/charts/alarms.js';
import { alarmWaitChart } from '../../../hub/charts/alarmWaits.js';
import { answerTimeChart } from '../../../hub/charts/answerTime.js';
import type { Chart } from '../../../hub/charts/chart.js';
import type { ChartContext } from '../../../hub/charts/context.js';
import { distributionChart } from '../../../hub/charts/distribution.js';
import { funnelChart } from '../../../hub/charts/funnel.js';
import { heatChart } from '../../../hub/charts/heat.js';
import { smallMultiples } from '../../../hub/charts/multiples.js';
import { outcomeChart } from '../../../hub/charts/outcomes.js';
import { LIGHT } from '../../../hub/charts/palette.js';
import { CHART_FONT } from '../../../hub/charts/parts.js';
import { renderSvg } from '../../../hub/charts/svg.js';
import { trendChart } from '../../../hub/charts/trend.js';
import { opinionOf } from '../../../hub/statistics/measures/opinion.js';
import {
  alarmsView,
  EIGHT_DAYS,
  FIVE_WEEKS,
  figuresFrom,
  funnelView,
  statisticsView,
  trendView,
} from '../../support/figureViews.js';
import { EN, ZH } from './context.js';

interface Drawn {
  readonly texts: readonly string[];
  readonly tags: ReadonlyArray<{ readonly name: string; readonly attributes: Record<string, string> }>;
}

/** Throws for anything that is no well-formed XML. */
function read(svg: string): Drawn {
  const texts: string[] = [];
  const tags: Array<{ name: string; attributes: Record<string, string> }> = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => void tags.push({ name, attributes }));
  parser.on('text', (text) => void (text.trim() === '' || texts.push(text.trim())));
  parser.write(svg).close();
  return { texts, tags };
}

const marks = ({ tags }: Drawn, fill: string): number =>
  tags.filter(({ name, attributes }) => name === 'path' && attributes.fill === fill).length;

const points = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ of: 200, count: at % 100 === 50 ? 60 : at % 7 }));

/** Every chart, of much, of one, and of nothing. */
function everyChart(ctx: ChartContext): Record<string, Chart> {
  const cells = [{ keys: ['1', '09'], figures: figuresFrom() }];
  return {
    distribution: distributionChart([{ name: '<甲> & "乙"', opinion: opinionOf([30, 12, 5, 2, 1]) }], ctx),
    noDistribution: distributionChart([], ctx),
    trend: trendChart(trendView(EIGHT_DAYS), ctx),
    longTrend: trendChart(trendView(points(1_000)), ctx),
    onePoint: trendChart(trendView([{ count: 3, of: 50 }]), ctx),
    noTrend: trendChart(trendView([]), ctx),
    funnel: funnelChart(
      funnelView({ 'east/1': { count: 90, of: 100 }, 'east/2': { count: 30, of: 100 } }),
      ctx,
    ),
    oneOffice: funnelChart(funnelView({ east: { count: 9, of: 10 } }, 'office'), ctx),
    noFunnel: funnelChart(funnelView({}), ctx),
    heat: heatChart(statisticsView(figuresFrom(), ['weekday', 'hour'], cells), ctx),
    noHeat: heatChart(statisticsView(), ctx),
    multiples: smallMultiples(
      Array.from({ length: 29 }, (_, at) => ({ name: `${at}`, trend: trendView(EIGHT_DAYS) })),
      ctx,
    ),
    noMultiples: smallMultiples([], ctx),
    answers: answerTimeChart(figuresFrom(), ctx),
    noAnswers: answerTimeChart(figuresFrom({}), ctx),
    outcomes: outcomeChart(figuresFrom(), ctx),
    noOutcomes: outcomeChart(figuresFrom({}), ctx),
    alarms: alarmChart(alarmsView(FIVE_WEEKS), ctx),
    alarmWaits: alarmWaitChart(alarmsView(FIVE_WEEKS), ctx),
    noAlarmWaits: alarmWaitChart(alarmsView([]), ctx),
    alarmCauses: alarmCauseChart(alarmsView(FIVE_WEEKS), ctx),
    noAlarmCauses: alarmCauseChart(alarmsView([]), ctx),
    noAlarms: alarmChart(alarmsView([]), ctx),
  };
}

describe('a chart without a browser', () => {
  const charts = everyChart(ZH);

  it.each(Object.keys(charts))(
    '%s is a well-formed drawing of its size, all text in the named font',
    (name) => {
      const chart = charts[name];
      if (chart === undefined) throw new Error(name);
      const drawn = read(renderSvg(chart, 720));
      expect(drawn.tags[0]?.attributes).toMatchObject({
        width: '720',
        height: String(Math.round(720 * chart.aspect)),
      });
      for (const tag of drawn.tags.filter((one) => one.name === 'text')) {
        expect(tag.attributes.style).toContain(`font-family:${CHART_FONT}`);
      }
      expect(drawn.texts.length).toBeGreaterThan(0);
      expect(drawn.tags.some((one) => one.name === 'style' || one.name === 'script')).toBe(false);
    },
  );

  it.each(Object.keys(charts))('%s can be sent to another thread and drawn there', (name) => {
    expect(structuredClone(charts[name])).toEqual(charts[name]);
  });

  it('gives the same bytes each time, whatever was drawn before', () => {
    const [first, second] = [everyChart(EN), everyChart(EN)];
    for (const [name, chart] of Object.entries(first)) {
      const again = second[name];
      expect(again && renderSvg(again, 640)).toBe(renderSvg(chart, 640));
    }
  });

  it('draws a mark for every value, a diamond for the signal and its number beside it', () => {
    const drawn = read(renderSvg(trendChart(trendView(EIGHT_DAYS), ZH), 720));
    expect(marks(drawn, LIGHT.accent)).toBe(8 + 1);
    expect(marks(drawn, LIGHT.signal)).toBe(1 + 1);
    expect(drawn.texts).toEqual(expect.arrayContaining(['不滿意率', '管制界限', '訊號', '6/6', '11.5%']));
  });

  it('draws no sign of a signal where there is none', () => {
    const calm = EIGHT_DAYS.map((day) => ({ ...day, count: 3 }));
    const drawn = read(renderSvg(trendChart(trendView(calm), EN), 720));
    expect(marks(drawn, LIGHT.signal)).toBe(0);
    expect(drawn.texts).not.toContain('Signal');
  });

  it('draws all of a thousand spans', () => {
    const drawn = read(renderSvg(trendChart(trendView(points(1_000)), ZH), 720));
    expect(marks(drawn, LIGHT.accent)).toBeGreaterThanOrEqual(1_000);
  });

  it('names the parts of a bar and leaves out what is too narrow for its label', () => {
    const opinion = opinionOf([30, 12, 5, 2, 1]);
    const { texts } = read(renderSvg(distributionChart([{ name: 'June', opinion }], EN), 720));
    expect(texts).toEqual(
      expect.arrayContaining(['Very satisfied', 'Very dissatisfied', 'June', 'n = 50', '60.0%', '24.0%']),
    );
    expect(texts).not.toContain('4.0%');
  });

  it('names what lies outside a funnel', () => {
    const { texts } = read(renderSvg(charts.funnel ?? expect.fail(), 720));
    expect(texts).toEqual(expect.arrayContaining(['east/2', '超出界限', '99.8% 界限']));
  });

  it('writes the counts into the cells of the heat map', () => {
    const { texts } = read(renderSvg(charts.heat ?? expect.fail(), 720));
    expect(texts).toEqual(expect.arrayContaining(['星期一', '星期日', '9 時', '141']));
  });
});
