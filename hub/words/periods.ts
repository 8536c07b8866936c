import { formatDate, formatMonth, type Instant, TIME_ZONE } from './dates.js';
import type { Language, Phrase } from './language.js';

/** Unix ms, half-open; whole days of Asia/Taipei. */
export interface NamedSpan {
  readonly kind: 'day' | 'week' | 'month' | 'year' | 'range';
  readonly fromMs: number;
  readonly toMs: number;
}

export type SpanUnit = 'day' | 'week' | 'month' | 'year';

const parts = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: TIME_ZONE });
const YEAR = parts('en-GB', { year: 'numeric' });
const ZH_DAY = parts('zh-TW', { month: 'long', day: 'numeric' });
const EN_DAY = parts('en-GB', { month: 'long', day: 'numeric' });
const EN_SHORT_DAY = parts('en-GB', { month: 'short', day: 'numeric' });
const EN_SHORT_MONTH = parts('en-GB', { month: 'short', year: 'numeric' });
const ZH_WEEKDAY = parts('zh-TW', { weekday: 'long' });
const EN_WEEKDAY = parts('en-GB', { weekday: 'long' });

const gregorianYear = (at: Instant): number => Number(YEAR.format(new Date(at)));
const rocYear = (at: Instant): number => gregorianYear(at) - 1911;

const year: Phrase<(at: Instant) => string> = {
  zh: (at) => `民國${rocYear(at)}年`,
  en: (at) => `${gregorianYear(at)} (ROC ${rocYear(at)})`,
};

/** 民國115年; 2026 (ROC 115). For times since 1912. */
export const formatYear = (at: Instant, language: Language): string => year[language](at);

const days: Phrase<(fromMs: number, lastMs: number) => string> = {
  zh: (fromMs, lastMs) =>
    rocYear(fromMs) === rocYear(lastMs)
      ? `${formatDate(fromMs, 'zh')}至${ZH_DAY.format(lastMs)}`
      : `${formatDate(fromMs, 'zh')}至${formatDate(lastMs, 'zh')}`,
  en: (fromMs, lastMs) =>
    rocYear(fromMs) === rocYear(lastMs)
      ? `${EN_DAY.format(fromMs)} – ${formatDate(lastMs, 'en')}`
      : `${formatDate(fromMs, 'en')} – ${formatDate(lastMs, 'en')}`,
};

const weekday: Phrase<(at: number) => string> = {
  zh: (at) => `${formatDate(at, 'zh')}（${ZH_WEEKDAY.format(at)}）`,
  en: (at) => `${EN_WEEKDAY.format(at)}, ${formatDate(at, 'en')}`,
};

/** The period in words: 民國115年7月; July 2026 (ROC 115). */
export function formatPeriod({ kind, fromMs, toMs }: NamedSpan, language: Language): string {
  const lastMs = toMs - 1;
  switch (kind) {
    case 'day':
      return weekday[language](fromMs);
    case 'month':
      return formatMonth(fromMs, language);
    case 'year':
      return formatYear(fromMs, language);
    default:
      return formatDate(fromMs, 'en') === formatDate(lastMs, 'en')
        ? formatDate(fromMs, language)
        : days[language](fromMs, lastMs);
  }
}

/** When the span begins whose key is a day ("2026-11-21"), a month ("2026-11") or a year ("2026"). */
export const spanStart = (key: string): number => Date.parse(`${`${key}-01-01`.slice(0, 10)}T00:00:00+08:00`);

const weekOf: Phrase<(at: number) => string> = {
  zh: (at) => `${formatDate(at, 'zh')}起一週`,
  en: (at) => `week of ${formatDate(at, 'en')}`,
};

/** One span of a trend in full: 民國115年7月6日; 6 July 2026 (ROC 115). A week is named by its Monday. */
export function formatSpan(unit: SpanUnit, key: string, language: Language): string {
  const at = spanStart(key);
  const forms = {
    day: formatDate,
    week: (ms: number) => weekOf[language](ms),
    month: formatMonth,
    year: formatYear,
  };
  return forms[unit](at, language);
}

const short: Phrase<Readonly<Record<SpanUnit, (at: number, key: string) => string>>> = {
  zh: {
    day: (_at, key) => monthAndDay(key),
    week: (_at, key) => monthAndDay(key),
    month: (at, key) => `${rocYear(at)}/${Number(key.slice(5))}`,
    year: (at) => `${rocYear(at)}年`,
  },
  en: {
    day: (at) => EN_SHORT_DAY.format(at),
    week: (at) => EN_SHORT_DAY.format(at),
    month: (at) => EN_SHORT_MONTH.format(at),
    year: (_at, key) => key,
  },
};

const monthAndDay = (key: string): string => `${Number(key.slice(5, 7))}/${Number(key.slice(8))}`;

/** One span of a trend as short as an axis needs it: 7/6, 115/7, 115年; 6 Jul, Jul 2026, 2026. */
export const formatShortSpan = (unit: SpanUnit, key: string, language: Language): string =>
  short[language][unit](spanStart(key), key);
