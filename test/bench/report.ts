/** What is asked of a figure. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One measured quantity: a value for each run, of which the median counts. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly runs: readonly number[];
  readonly goal?: Goal;
}

export interface Judged extends Figure {
  readonly median: number;
  /** Undefined without a goal. */
  readonly met?: boolean;
}

/** Sorted ascending; the value below which the given share lies (nearest rank). NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value, of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

export function judgeFigure(figure: Figure): Judged {
  const value = median(figure.runs);
  const { goal } = figure;
  if (goal === undefined) return { ...figure, median: value };
  return { ...figure, median: value, met: 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast };
}

/** A plain table: name, median, spread of the runs, goal, verdict. */
export function table(figures: readonly Judged[]): string {
  const head = ['figure', 'median', 'runs (least to most)', 'goal', ''];
  const rows = figures.map((figure) => [
    figure.name,
    `${digits(figure.median)} ${figure.unit}`,
    `${figure.runs.length}: ${digits(Math.min(...figure.runs))} to ${digits(Math.max(...figure.runs))}`,
    goalWords(figure.goal),
    figure.met === undefined ? '' : figure.met ? 'met' : 'MISSED',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function goalWords(goal: Goal | undefined): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `≤ ${digits(goal.atMost)}` : `≥ ${digits(goal.atLeast)}`;
}

const digits = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
