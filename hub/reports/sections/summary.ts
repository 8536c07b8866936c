import type { Figures, Proportion } from '#contract/figures.js';
import { meanLevel, percent, percentOf } from '#words/percent.js';
import { alarmCauseChart } from '../../charts/alarmCauses.js';
import { trendChart } from '../../charts/trend.js';
import type { Block, KeyFigure } from '../reportModel.js';
import { PERCENT_DECIMALS, whole } from '../table.js';
import { seconds } from './attendance.js';
import { beforeText, measureName, type ReportContext } from './context.js';
import { RATES, verdictOf } from './overall.js';
import { list } from './parts.js';

/** What a director wants to know within a minute. */
export function summaryBlocks(ctx: ReportContext): Block[] {
  const { total } = ctx.data.overall;
  const { summary } = ctx.words.reports;
  if (total.windows === 0) return [list([summary.empty, ...alarmLines(ctx)])];
  return [
    { kind: 'keyFigures', items: keyFigures(total, ctx) },
    list([
      summary.windows(...outcomes(total)),
      ...againstLines(ctx),
      ...ctx.data.trends
        .slice(0, 2)
        .flatMap((view) =>
          view.centre === undefined
            ? []
            : [summary.trend(measureName(view.measure, ctx), trendChart(view, ctx).reading)],
        ),
      ...alarmLines(ctx),
    ]),
  ];
}

const outcomes = ({ windows, rated, expired, missed, cancelled }: Figures) =>
  [whole(windows), whole(rated), whole(expired), whole(missed), whole(cancelled)] as const;

const percentText = ({ count, of }: Proportion): string => `${percent(count, of, PERCENT_DECIMALS)}%`;
const boundText = (value: number): string => `${percentOf(value, PERCENT_DECIMALS)}%`;

function keyFigures(total: Figures, ctx: ReportContext): KeyFigure[] {
  const { summary } = ctx.words.reports;
  const share = (label: string, found: Proportion | undefined): KeyFigure =>
    found === undefined
      ? { label, value: summary.none, detail: '' }
      : {
          label,
          value: percentText(found),
          detail: summary.interval(boundText(found.low), boundText(found.high)),
        };
  const { spread } = total;
  return [
    share(summary.satisfaction, total.satisfaction),
    share(summary.dissatisfaction, total.dissatisfaction),
    {
      label: summary.mean,
      value: meanLevel(total.levels, 2) ?? summary.none,
      detail: spread === undefined ? '' : summary.interval(spread.low.toFixed(2), spread.high.toFixed(2)),
    },
    share(summary.responseRate, total.responseRate),
    share(summary.coverage, total.coverage),
    { label: summary.ratings, value: whole(total.rated), detail: summary.ofWindows(whole(total.windows)) },
  ];
}

function againstLines(ctx: ReportContext): string[] {
  const { summary } = ctx.words.reports;
  const { against } = ctx.data.overall;
  const before = beforeText(ctx);
  const compared = RATES.slice(0, 3).flatMap((rate) => {
    const ratio = against?.[rate];
    if (ratio === undefined) return [];
    const [value, low, high] = [ratio.ratio, ratio.low, ratio.high].map((n) => n.toFixed(3)) as [
      string,
      string,
      string,
    ];
    return [summary.against(measureName(rate, ctx), before, value, low, high, verdictOf(ratio, ctx))];
  });
  return compared.length === 0 ? [summary.noBefore(before)] : compared;
}

function alarmLines(ctx: ReportContext): string[] {
  const { summary } = ctx.words.reports;
  const { raised, high, acknowledged, toAcknowledge, departed, attended, cases } = ctx.data.alarms;
  const improvements = ctx.data.improvements.length + ctx.data.moreImprovements;
  const delay =
    toAcknowledge === undefined
      ? summary.noDelay
      : summary.delay(seconds(toAcknowledge.median), seconds(toAcknowledge.p90));
  return [
    `${summary.alarms(whole(raised), whole(high), whole(acknowledged))}${delay}`,
    ...(departed === 0 || attended === undefined
      ? []
      : [summary.left(whole(departed), percentText(attended))]),
    ...(raised === 0 ? [] : [alarmCauseChart(ctx.data.alarms, ctx).reading]),
    summary.cases(whole(cases.opened), whole(cases.released), whole(cases.open), whole(cases.overdue)),
    summary.improvements(whole(improvements)),
  ];
}
