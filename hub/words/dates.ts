import type { Language, Phrase } from './language.js';

/** Every day and hour shown is Asia/Taipei's (S7): UTC+8, no daylight saving. */
export const TIME_ZONE = 'Asia/Taipei';

/** RFC 3339 text or ms since the Unix epoch. */
export type Instant = string | number;

const parts = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: TIME_ZONE });

const ROC_DATE = parts('zh-TW-u-ca-roc', { year: 'numeric', month: 'long', day: 'numeric' });
const ROC_MONTH = parts('zh-TW-u-ca-roc', { year: 'numeric', month: 'long' });
const ROC_ERA = parts('en-u-ca-roc', { era: 'short', year: 'numeric' });
const EN_DATE = parts('en-GB', { year: 'numeric', month: 'long', day: 'numeric' });
const EN_MONTH = parts('en-GB', { year: 'numeric', month: 'long' });
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const TIME = parts('en-GB', CLOCK);
const TIME_SECONDS = parts('en-GB', { ...CLOCK, second: '2-digit' });

const date: Phrase<(at: Date) => string> = {
  zh: (at) => ROC_DATE.format(at),
  en: (at) => `${EN_DATE.format(at)} (${rocYearInEnglish(at)})`,
};

const month: Phrase<(at: Date) => string> = {
  zh: (at) => ROC_MONTH.format(at),
  en: (at) => `${EN_MONTH.format(at)} (${rocYearInEnglish(at)})`,
};

/** 民國115年7月7日; 7 July 2026 (ROC 115). Throws `RangeError` when `at` is no time, like all functions here. */
export const formatDate = (at: Instant, language: Language): string => date[language](new Date(at));

/** 民國115年7月; July 2026 (ROC 115). */
export const formatMonth = (at: Instant, language: Language): string => month[language](new Date(at));

/** 09:30, on the 24-hour clock in every language. */
export const formatTime = (at: Instant): string => TIME.format(new Date(at));

/** 09:30:05. */
export const formatTimeWithSeconds = (at: Instant): string => TIME_SECONDS.format(new Date(at));

/** 民國115年7月7日 09:30; 7 July 2026 (ROC 115) 09:30. */
export const formatDateTime = (at: Instant, language: Language): string =>
  `${formatDate(at, language)} ${formatTime(at)}`;

/** The ROC year counts from 1912; years before it count back, 1911 being 1 before ROC (民國前1年). */
function rocYearInEnglish(at: Date): string {
  const found = new Map(ROC_ERA.formatToParts(at).map(({ type, value }) => [type, value]));
  const year = found.get('year') ?? '';
  return found.get('era') === 'Minguo' ? `ROC ${year}` : `${year} before ROC`;
}
