import type { Cell } from '../../statistics/cellSource.js';
import type { KeyReading } from './cellKeys.js';
import { countsIn, isEmpty, noSums, type Sums } from './sums.js';

export interface CellGroup {
  readonly keys: readonly string[];
  readonly sums: Sums;
  running: number;
}

type Value = string | number | null;

/** A character that no key contains. */
const SEPARATOR = '\u0000';

/** Adds up what several pieces say of the same groups. */
export class CellGroups {
  private readonly groups = new Map<string, CellGroup>();

  constructor(private readonly groupings: number) {
    if (groupings === 0) this.group([]);
  }

  /** The group a row belongs to, whose first values are those the readings need. */
  at(readings: readonly KeyReading[], row: readonly unknown[]): CellGroup {
    let offset = 0;
    const keys = readings.map(({ columns, key }) => {
      const values = row.slice(offset, offset + columns.length) as Value[];
      offset += columns.length;
      return key(...values);
    });
    return this.group(keys);
  }

  /** Those in which anything was counted or runs, in the order of their keys; without a grouping the only one. */
  cells(): Cell[] {
    return [...this.groups.values()]
      .filter(({ sums, running }) => this.groupings === 0 || running > 0 || !isEmpty(sums))
      .sort((a, b) => compare(a.keys, b.keys))
      .map(({ keys, sums, running }) => ({ keys, counts: countsIn(sums), running }));
  }

  private group(keys: readonly string[]): CellGroup {
    const name = keys.join(SEPARATOR);
    let group = this.groups.get(name);
    if (group === undefined) {
      group = { keys, sums: noSums(), running: 0 };
      this.groups.set(name, group);
    }
    return group;
  }
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((key, position) => key !== b[position]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
