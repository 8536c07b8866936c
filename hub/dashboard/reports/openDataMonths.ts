import type { OpenDataFile } from '#contract/reports.js';

export interface Month {
  /** e.g. `2026-10`; empty for what belongs to no month. */
  readonly month: string;
  readonly files: readonly OpenDataFile[];
}

/** The files month by month, newest first; what belongs to no month comes before all. */
export function byMonth(files: readonly OpenDataFile[]): readonly Month[] {
  const months = new Map<string, OpenDataFile[]>([['', []]]);
  const newestFirst = [...files].sort((a, b) => (b.month ?? '').localeCompare(a.month ?? ''));
  for (const file of newestFirst) {
    const month = file.month ?? '';
    months.set(month, [...(months.get(month) ?? []), file]);
  }
  return [...months]
    .filter(([, found]) => found.length > 0)
    .map(([month, found]) => ({ month, files: found.sort((a, b) => a.name.localeCompare(b.name)) }));
}
