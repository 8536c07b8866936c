import type { Sqlite } from '#platform/sqlite.js';
import { dayNumber, dayStart, monthNumber, weekdayOf, yearNumber } from '../../statistics/calendar.js';
import { type Countable, countsOf } from '../../statistics/counts.js';
import { CellState } from './cellState.js';
import { CELL_TABLES, type CellKey, type CellTable, type CellUnit, CITY } from './cellTables.js';
import { CellWriter } from './cellWriter.js';
import { addSums, addWindow, isEmpty, noSums, type Sums } from './sums.js';

/** What of a window decides in which cells it counts, and as what. */
export interface CountedWindow extends Countable {
  readonly office: string;
  readonly counter: string;
  readonly clerk: string;
  readonly kind: string;
  readonly service: string | null;
  readonly issuedMs: number;
}

type Part = 'office' | CellKey | CellUnit;

/** Changes of windows alike in some parts; of the other parts it names those of one of the windows. */
interface Delta extends Readonly<Record<Part, string | number>> {
  readonly office: string;
  readonly year: number;
  readonly sums: Sums;
}

/** An hour of Asia/Taipei is one of UTC. */
const HOUR_MS = 3_600_000;

/** Between the parts of a name; no identifier or reference may contain it. */
const SEPARATOR = '\u0000';

/**
 * Keeps the cells equal to the windows: is told of each change of a window within the transaction that makes it, and
 * writes what became of all of them as its last writes (`save`). After a rollback nothing of it is known (`forget`).
 */
export class CellLedger {
  /** By everything that cells tell apart, and the hour. */
  private readonly finest = new Map<string, Delta>();
  private readonly writers: ReadonlyMap<CellTable, CellWriter>;

  private readonly state: CellState;

  constructor(db: Sqlite) {
    this.state = new CellState(db);
    this.writers = new Map(CELL_TABLES.map((table) => [table, new CellWriter(db, table)]));
  }

  /** A window became another: `before` undefined when it is new, `after` when it is no more. */
  note(before: CountedWindow | undefined, after: CountedWindow | undefined): void {
    if (before !== undefined) this.add(before, -1);
    if (after !== undefined) this.add(after, 1);
  }

  /** Adds what was noted to the cells; part of the transaction. */
  save(): void {
    if (this.finest.size === 0) return;
    const finest = [...this.finest.values()].filter(({ sums }) => !isEmpty(sums));
    this.finest.clear();
    const closedYear = this.state.closedYear();
    const summed = new Map<string, readonly Delta[]>();
    for (const [table, writer] of this.writers) {
      const { name, place, unit, keys, sumOf } = table;
      const source = sumOf === undefined ? finest : (summed.get(sumOf) ?? []);
      const isKept = ({ year }: Delta): boolean => unit !== 'year' || year <= closedYear;
      const deltas = grouped(source.filter(isKept), ['office', unit, ...keys]);
      summed.set(name, deltas);
      for (const delta of deltas) writer.add(delta.office, delta, delta.sums);
      if (place === 'office') continue;
      for (const delta of grouped(deltas, [unit, ...keys])) writer.add(CITY, delta, delta.sums);
    }
  }

  forget(): void {
    this.finest.clear();
  }

  private add(window: CountedWindow, times: number): void {
    if (window.outcome === null) return;
    const { office, counter, clerk, kind, service } = window;
    const hour = Math.floor(window.issuedMs / HOUR_MS);
    const name = `${office}${SEPARATOR}${counter}${SEPARATOR}${clerk}${SEPARATOR}${kind}${SEPARATOR}${service ?? ''}${SEPARATOR}${hour}`;
    let delta = this.finest.get(name);
    if (delta === undefined) {
      delta = emptyDelta(window);
      this.finest.set(name, delta);
    }
    addWindow(delta.sums, countsOf(window), times);
  }
}

function emptyDelta({ office, counter, clerk, kind, service, issuedMs }: CountedWindow): Delta {
  const day = dayNumber(issuedMs);
  return {
    office,
    counter,
    clerk,
    kind,
    service: service ?? '',
    day,
    month: monthNumber(issuedMs),
    year: yearNumber(issuedMs),
    weekday: weekdayOf(day),
    hour: Math.floor((issuedMs - dayStart(day)) / HOUR_MS),
    sums: noSums(),
  };
}

/** The sums of those that are alike in the given parts. Those that are like no other are passed on as they are. */
function grouped(deltas: readonly Delta[], parts: readonly Part[]): readonly Delta[] {
  const groups = new Map<string, Delta>();
  const sums = new Set<Delta>();
  for (const delta of deltas) {
    let name = '';
    for (const part of parts) name += `${delta[part]}${SEPARATOR}`;
    let group = groups.get(name);
    if (group === undefined) {
      groups.set(name, delta);
      continue;
    }
    if (!sums.has(group)) {
      group = { ...group, sums: [...group.sums] };
      sums.add(group);
      groups.set(name, group);
    }
    addSums(group.sums, delta.sums);
  }
  return [...groups.values()];
}
