import Type, { type Static } from 'typebox';

const count = Type.Integer({ minimum: 0 });

/** One thing wrong with one row. */
export const RowFault = Type.Object({
  /** As a spreadsheet numbers it: the heading is row 1. */
  row: Type.Integer({ minimum: 1 }),
  column: Type.Optional(Type.String()),
  /** Stable, e.g. `import/unknown-office`. */
  code: Type.String(),
  /** What was found and what was expected. */
  detail: Type.String(),
});
export type RowFault = Static<typeof RowFault>;

/** Most faults one report names; `faultCount` counts them all. */
export const MAX_FAULTS = 1_000;

/** What an import found, and whether it took place. With a single fault nothing is imported. */
export const ImportReport = Type.Object({
  rows: count,
  good: count,
  faultCount: count,
  faults: Type.Array(RowFault),
  /** Rows that are here already, exactly so; left as they are. */
  known: count,
  imported: Type.Boolean(),
  /** Of the import or the survey. */
  id: Type.Optional(Type.String()),
});
export type ImportReport = Static<typeof ImportReport>;
