import type { IssuanceKind, Level, MissedReason, Outcome } from '#contract/values.js';
import { imports } from '#words/imports.js';
import type { Phrase } from '#words/language.js';
import { levels } from '#words/levels.js';
import { screens } from '#words/screens.js';
import { type ColumnNames, plain } from './columns.js';

export type RatingColumn = keyof typeof imports.ratingColumns;

export const RATING_COLUMNS: ColumnNames<RatingColumn> = {
  names: imports.ratingColumns,
  required: ['office', 'counter', 'clerk', 'kind', 'number', 'issuedAt', 'outcome', 'level'],
  aliases: {
    office: ['戶所', '戶政事務所', '戶政事務所代碼'],
    counter: ['櫃台', '櫃檯編號', '櫃台編號'],
    clerk: ['承辦人', '承辦人員'],
    kind: ['單據種類'],
    number: ['document_number', '單據編號', '編號'],
    service: ['服務', '類別'],
    issuedAt: ['issued', '時間'],
    reason: ['未評原因'],
    level: ['rating', '滿意度'],
    answerSeconds: ['seconds', '作答秒數', '評分秒數'],
  },
};

/** The words a cell may hold for each meaning, and what to tell of them. */
export interface Choice<T> {
  readonly meanings: ReadonlyMap<string, T>;
  readonly expected: Phrase;
}

export const KINDS = choice<IssuanceKind>(screens.documentKinds);
export const OUTCOMES = choice<Outcome>(screens.outcomes);
export const REASONS = choice<MissedReason>(screens.missedReasons);

/** 普通 alone is the middle: what other systems call 不清楚 is another answer and never merged with it. */
export const LEVEL_NAMES: Choice<Level> = {
  meanings: new Map([
    ...([5, 4, 3, 2, 1] as const).flatMap((level) =>
      [String(level), levels[level].label.zh, levels[level].label.en].map(
        (name) => [plain(name), level] as const,
      ),
    ),
    ['很不滿意', 1] as const,
  ]),
  expected: oneOf(
    [5, 4, 3, 2, 1].map((level) => `${level} ${levels[level as Level].label.zh}`),
    [5, 4, 3, 2, 1].map((level) => `${level} ${levels[level as Level].label.en}`),
  ),
};

function choice<T extends string>(phrases: Readonly<Record<T, Phrase>>): Choice<T> {
  const entries = Object.entries(phrases) as Array<[T, Phrase]>;
  return {
    meanings: new Map(
      entries.flatMap(([code, { zh, en }]) =>
        [code, zh, en].map((name): readonly [string, T] => [plain(name), code]),
      ),
    ),
    expected: oneOf(
      entries.map(([code, { zh }]) => `${zh}（${code}）`),
      entries.map(([code]) => code),
    ),
  };
}

function oneOf(zh: readonly string[], en: readonly string[]): Phrase {
  return { zh: imports.expected.oneOf.zh(zh), en: imports.expected.oneOf.en(en) };
}
