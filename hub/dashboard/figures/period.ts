import {
  CALENDAR_KINDS,
  type CalendarKind,
  DAY_MS,
  dayOf,
  daysIn,
  type Span,
  spanOf,
  startOfDay,
} from './calendar.js';

/** What is looked at: a day, week, month or ROC year of the calendar, or any run of days. */
export interface Period extends Span {
  readonly kind: CalendarKind | 'range';
}
export type PeriodKind = Period['kind'];
export const PERIOD_KINDS = [...CALENDAR_KINDS, 'range'] as const satisfies readonly PeriodKind[];

/** Why an address or a form names no period. */
export type PeriodFault = 'unreadable' | 'reversed' | 'too-long';

/** The hub answers no longer ones. */
const LONGEST_DAYS = 40 * 366;

export const periodOf = (kind: CalendarKind, atMs: number, steps = 0): Period => ({
  kind,
  ...spanOf(kind, atMs, steps),
});

/** From the first day to the last, both in it. */
export function rangeOf(first: string, last: string): Period | PeriodFault {
  const fromMs = startOfDay(first);
  const lastMs = startOfDay(last);
  if (fromMs === undefined || lastMs === undefined) return 'unreadable';
  if (lastMs < fromMs) return 'reversed';
  const span = { fromMs, toMs: lastMs + DAY_MS };
  return daysIn(span) > LONGEST_DAYS ? 'too-long' : { kind: 'range', ...span };
}

/** The next one but `steps`: of the calendar, or a run of as many days that touches this one. */
export function stepped(period: Period, steps: number): Period {
  if (period.kind !== 'range') return periodOf(period.kind, period.fromMs, steps);
  const shift = (period.toMs - period.fromMs) * steps;
  return { kind: 'range', fromMs: period.fromMs + shift, toMs: period.toMs + shift };
}

/** The same days of the calendar one year earlier; 29 February becomes 1 March. */
export function yearBefore(period: Period): Period {
  if (period.kind === 'month' || period.kind === 'year')
    return periodOf(period.kind, period.fromMs, period.kind === 'month' ? -12 : -1);
  const fromMs = sameDayYearBefore(period.fromMs);
  return { kind: 'range', fromMs, toMs: fromMs + (period.toMs - period.fromMs) };
}

function sameDayYearBefore(ms: number): number {
  const day = dayOf(ms);
  const earlier = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return startOfDay(earlier) ?? startOfDay(earlier.replace('-02-29', '-03-01')) ?? ms;
}

/** In an address: `period=month&on=2026-07-01`, or `period=range&from=2026-07-01&to=2026-07-09` with both days in it. */
export function periodQuery(period: Period): Readonly<Record<string, string>> {
  const from = dayOf(period.fromMs);
  return period.kind === 'range'
    ? { period: 'range', from, to: dayOf(period.toMs - 1) }
    : { period: period.kind, on: from };
}

/** The names `periodQuery` writes. */
export const PERIOD_NAMES = ['period', 'on', 'from', 'to'] as const;

/** What an address asks for; the month that holds `nowMs` when it asks for none. */
export function askedPeriod(query: URLSearchParams, nowMs: number): Period | PeriodFault {
  const kind = query.get('period');
  if (kind === 'range' || (kind === null && query.has('from')))
    return rangeOf(query.get('from') ?? '', query.get('to') ?? '');
  const on = query.get('on');
  const atMs = on === null ? nowMs : startOfDay(on);
  const known = CALENDAR_KINDS.find((one) => one === (kind ?? 'month'));
  return atMs === undefined || known === undefined ? 'unreadable' : periodOf(known, atMs);
}
