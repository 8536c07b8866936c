/** A table of texts as they are shown; `numeric` columns are set to the right. */
export interface DataTable {
  readonly head: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
  readonly numeric: readonly boolean[];
}

/** One chart, wherever it is shown: drawn from `option`, read aloud as `reading`, checked against `table`. */
export interface Chart {
  readonly title: string;
  /** For the charting library; holds no function, so that it can be sent between threads. */
  readonly option: Readonly<Record<string, unknown>>;
  /** What it shows, in one sentence. */
  readonly reading: string;
  readonly table: DataTable;
  /** Height over width that suits it. */
  readonly aspect: number;
}
