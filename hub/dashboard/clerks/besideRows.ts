import type { Figures, Proportion } from '#contract/figures.js';
import type { Group } from '#contract/statistics.js';
import type { Words } from '#words/catalogue.js';
import { percentRange, plainRange } from '../records/interval.js';
import { mean, rate } from '../wall/figureRows.js';

/** One measure as one side of a comparison shows it. */
export interface Side {
  /** Absent where nothing was counted, or where there is too little for it. */
  readonly value: string | undefined;
  readonly interval: string | undefined;
  /** What it was counted from. */
  readonly basis: string;
}

export interface BesideRow {
  readonly name: string;
  readonly clerk: Side;
  readonly office: Side;
}

/** The measures of a clerk who is not hidden, each beside the office's; under 30 ratings without percentages (S6). */
export function besideRows(group: Group, office: Figures, t: Words): readonly BesideRow[] {
  const { figures, countsOnly = false } = group;
  if (figures === undefined) return [];
  const f = t.wall.figures;
  const row = (name: string, of: (one: Figures) => Proportion | undefined): BesideRow => ({
    name,
    clerk: side(of(figures), countsOnly, t),
    office: side(of(office), false, t),
  });
  return [
    row(f.satisfaction, ({ satisfaction }) => satisfaction),
    row(f.dissatisfaction, ({ dissatisfaction }) => dissatisfaction),
    row(f.responseRate, ({ responseRate }) => responseRate),
    row(f.coverage, ({ coverage }) => coverage),
    ...(countsOnly ? [] : [{ name: f.mean, clerk: meanSide(figures), office: meanSide(office) }]),
  ];
}

export function side(proportion: Proportion | undefined, countsOnly: boolean, t: Words): Side {
  const { value, interval, basis } = rate('', proportion, t);
  return {
    value: countsOnly ? undefined : value,
    interval: interval && percentRange(interval.low, interval.high),
    basis,
  };
}

function meanSide(figures: Figures): Side {
  const { spread } = figures;
  return {
    value: mean(figures),
    interval: spread && plainRange(spread.low.toFixed(2), spread.high.toFixed(2)),
    basis: String(figures.rated),
  };
}
