import { MAX_FAULTS, type RowFault } from '#contract/imports.js';
import type { Phrase } from '#words/language.js';

/** What was found and what was expected, in both languages, because a file is mended by whoever made it. */
export const inBoth = ({ zh, en }: Phrase): string => `${zh} ${en}`;

/** Names the first faults of a file and counts them all. */
export class FaultList {
  readonly named: RowFault[] = [];
  count = 0;

  /** `column` is the heading as it stands in the file; absent where the whole row is wrong. */
  add(row: number, column: string | undefined, code: string, what: Phrase): void {
    this.count++;
    if (this.named.length >= MAX_FAULTS) return;
    this.named.push({ row, ...(column === undefined ? {} : { column }), code, detail: inBoth(what) });
  }
}

/** A cell shortened to what a message can hold. */
export const clipped = (cell: string): string => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
