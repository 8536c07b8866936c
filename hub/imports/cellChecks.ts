import { ContractError } from '#contract/errors.js';
import { Codec } from '#contract/schema.js';
import { DocumentNumber, Reference } from '#contract/values.js';
import { imports } from '#words/imports.js';
import type { Phrase } from '#words/language.js';
import { plain } from './columns.js';
import type { Choice } from './ratingVocabulary.js';

/** What a cell means, or what was expected of it. */
export type Read<T> = { readonly value: T } | { readonly expected: Phrase };

const { expected } = imports;
const reference = Codec.of(Reference);
const documentNumber = Codec.of(DocumentNumber);
const REFERENCE_LENGTH = 64;

/** What a spreadsheet would work out instead of showing is no name of anybody or anything. */
export const looksLikeFormula = (cell: string): boolean => /^[=+\-@＝＋－＠]/.test(cell);

export const readReference = (cell: string): Read<string> =>
  passes(reference, cell) && !looksLikeFormula(cell)
    ? { value: cell }
    : { expected: { zh: expected.text.zh(REFERENCE_LENGTH), en: expected.text.en(REFERENCE_LENGTH) } };

export const readNumber = (cell: string): Read<string> =>
  passes(documentNumber, cell) ? { value: cell } : { expected: expected.number };

export function readChoice<T>(cell: string, { meanings, expected: names }: Choice<T>): Read<T> {
  const value = meanings.get(plain(cell));
  return value === undefined ? { expected: names } : { value };
}

/** Seconds with decimals, as ms. */
export function readSeconds(cell: string, mostMs: number): Read<number> {
  const text = cell.normalize('NFKC').trim();
  const ms = /^\d{1,4}(\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 1_000) : Number.NaN;
  if (ms <= mostMs) return { value: ms };
  return { expected: { zh: expected.seconds.zh(mostMs / 1_000), en: expected.seconds.en(mostMs / 1_000) } };
}

/** A count, also with commas between thousands, as spreadsheets write them. */
export function readCount(cell: string): Read<number> {
  const text = cell.normalize('NFKC').trim();
  return /^(\d{1,9}|\d{1,3}(,\d{3}){1,2})$/.test(text)
    ? { value: Number(text.replaceAll(',', '')) }
    : { expected: expected.count };
}

function passes(codec: Codec<string>, cell: string): boolean {
  try {
    codec.check(cell);
    return true;
  } catch (error) {
    if (error instanceof ContractError) return false;
    throw error;
  }
}
