import type { Language } from '#words/language.js';
import type { Chart } from '../charts/chart.js';
import type { ReportTable } from './table.js';

export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

/** What a report is made of, whatever the format. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'keyFigures'; readonly items: readonly KeyFigure[] }
  | { readonly kind: 'table'; readonly caption: string; readonly table: ReportTable }
  | { readonly kind: 'chart'; readonly caption: string; readonly chart: Chart }
  | { readonly kind: 'contents'; readonly title: string };

export interface ModelPart {
  readonly language: Language;
  /** On pages laid on their side, for wide tables. Each part begins a page. */
  readonly wide: boolean;
  readonly blocks: readonly Block[];
}

/** A report in words, pictures and tables, from which every format to read is written. */
export interface ReportModel {
  readonly id: string;
  readonly title: string;
  /** Whose figures they are. */
  readonly office: string;
  /** In words, with ROC years. */
  readonly period: string;
  /** Lines under the title: when and for whom it was made. */
  readonly made: readonly string[];
  readonly madeMs: number;
  /** Who made it, as files name an author. */
  readonly author: string;
  readonly language: Language;
  readonly parts: readonly ModelPart[];
  readonly page: (page: number, of: number) => string;
  /** Name of a table as a sheet, by its number. */
  readonly sheet: (number: number, title: string) => string;
}

export const tablesOf = ({ parts }: ReportModel): ReportTable[] =>
  parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])));
