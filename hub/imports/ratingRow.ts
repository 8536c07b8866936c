import { MAX_WINDOW_OPEN_MS } from '#contract/limits.js';
import type { Level } from '#contract/values.js';
import type { OfficeView } from '#contract/views.js';
import { imports } from '#words/imports.js';
import type { Phrase } from '#words/language.js';
import { screens } from '#words/screens.js';
import type { TableRow } from '../tables/tableReader.js';
import { type Read, readChoice, readNumber, readReference, readSeconds } from './cellChecks.js';
import type { Columns } from './columns.js';
import type { EarlierWindow } from './earlierWindow.js';
import { clipped, type FaultList } from './faultList.js';
import { readMoment } from './moments.js';
import { KINDS, LEVEL_NAMES, OUTCOMES, type RatingColumn, REASONS } from './ratingVocabulary.js';

export interface RatingRowRules {
  readonly columns: Columns<RatingColumn>;
  /** Headings of the file. */
  readonly width: number;
  readonly places: Places;
  /** Nothing later than this has happened. */
  readonly nowMs: number;
  readonly faults: FaultList;
}

/** Offices and their counters. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>;

export const placesOf = (offices: readonly OfficeView[]): Places =>
  new Map(offices.map(({ id, counters }) => [id, new Set(counters.map((counter) => counter.id))]));

/** Undefined where something was named as wrong. */
type Ending = { [K in 'outcome' | 'reason' | 'level' | 'afterMs']: EarlierWindow[K] | undefined };
const NOTHING = { reason: null, level: null, afterMs: null } as const;

/** Names of places are listed in messages up to this number. */
const MOST_NAMED = 12;
const { faults: words, expected } = imports;

/** Reads one row; everything wrong with it is named in `faults`, and then there is no window. */
export function readRatingRow(row: TableRow, rules: RatingRowRules): EarlierWindow | undefined {
  const before = rules.faults.count;
  const cells = new RatingCells(row, rules);
  cells.refuseExtra();
  const office = cells.office();
  const window = {
    row: row.row,
    office,
    counter: cells.counter(office),
    clerk: cells.needed('clerk', readReference),
    kind: cells.needed('kind', (cell) => readChoice(cell, KINDS)),
    number: cells.needed('number', readNumber),
    service: cells.optional('service', readReference),
    issuedMs: cells.issuedMs(),
    ...cells.ending(),
  };
  return rules.faults.count === before ? (window as EarlierWindow) : undefined;
}

/** The cells of one row by their columns; each method names what is wrong and then answers undefined. */
class RatingCells {
  constructor(
    private readonly row: TableRow,
    private readonly rules: RatingRowRules,
  ) {}

  refuseExtra(): void {
    const extra = this.row.cells.length - this.rules.width;
    if (extra > 0)
      this.rules.faults.add(this.row.row, undefined, 'import/extra-cells', {
        zh: words.extraCells.zh(extra),
        en: words.extraCells.en(extra),
      });
  }

  office(): string | undefined {
    const { places } = this.rules;
    return this.needed('office', (cell) =>
      places.has(cell)
        ? { value: cell }
        : { expected: listing('office', places.keys()), code: 'import/unknown-office' },
    );
  }

  counter(office: string | undefined): string | undefined {
    const counters = office === undefined ? undefined : this.rules.places.get(office);
    return this.needed('counter', (cell) =>
      counters === undefined || counters.has(cell)
        ? { value: cell }
        : { expected: listing('counter', counters), code: 'import/unknown-counter' },
    );
  }

  needed<T>(column: RatingColumn, read: (cell: string) => Read<T> & { code?: string }): T | undefined {
    const cell = this.cell(column);
    const found = read(cell);
    if ('value' in found && cell !== '') return found.value;
    const wanted = 'expected' in found ? found.expected : imports.ratingColumns[column];
    if (cell === '')
      this.fault(column, 'import/missing-value', {
        zh: words.missing.zh(wanted.zh),
        en: words.missing.en(wanted.en),
      });
    else
      this.fault(column, found.code ?? 'import/bad-value', {
        zh: words.bad.zh(clipped(cell), wanted.zh),
        en: words.bad.en(clipped(cell), wanted.en),
      });
    return undefined;
  }

  optional<T>(column: RatingColumn, read: (cell: string) => Read<T>): T | null | undefined {
    return this.cell(column) === '' ? null : this.needed(column, read);
  }

  issuedMs(): number | undefined {
    const cell = this.cell('issuedAt');
    const moment = readMoment(cell);
    if ('wrong' in moment && moment.wrong === 'before-era') {
      this.fault('issuedAt', 'import/before-roc-1', spoken(words.beforeEra, clipped(cell)));
      return undefined;
    }
    const ms = this.needed('issuedAt', () =>
      'ms' in moment ? { value: moment.ms } : { expected: expected.moment },
    );
    if (ms === undefined || ms <= this.rules.nowMs) return ms;
    this.fault('issuedAt', 'import/future', spoken(words.future, clipped(cell)));
    return undefined;
  }

  /** A level is there exactly where the window was rated, and a reason only where it was missed (W4). */
  ending(): Ending | undefined {
    const outcome = this.needed('outcome', (cell) => readChoice(cell, OUTCOMES));
    if (outcome === undefined) return undefined;
    if (outcome !== 'rated') {
      this.refuse('level', 'import/level-without-rating', 'rated');
      this.refuse('answerSeconds', 'import/level-without-rating', 'rated');
    }
    if (outcome !== 'missed') this.refuse('reason', 'import/reason-without-missed', 'missed');
    const { reason, level, afterMs } = NOTHING;
    switch (outcome) {
      case 'rated':
        return { outcome, reason, level: this.level(), afterMs: this.afterMs() };
      case 'missed':
        return {
          outcome,
          reason: this.needed('reason', (cell) => readChoice(cell, REASONS)),
          level,
          afterMs,
        };
      default:
        return { outcome, reason, level, afterMs };
    }
  }

  private level(): Level | undefined {
    return this.needed('level', (cell) => readChoice(cell, LEVEL_NAMES));
  }

  private afterMs(): number | null | undefined {
    return this.optional('answerSeconds', (cell) => readSeconds(cell, MAX_WINDOW_OPEN_MS));
  }

  private refuse(column: RatingColumn, code: string, outcome: 'rated' | 'missed'): void {
    const cell = this.cell(column);
    if (cell === '') return;
    const { zh, en } = screens.outcomes[outcome];
    this.fault(column, code, {
      zh: words.unexpected.zh(clipped(cell), zh),
      en: words.unexpected.en(clipped(cell), en.toLowerCase()),
    });
  }

  private cell(column: RatingColumn): string {
    const place = this.rules.columns[column];
    return place === undefined ? '' : (this.row.cells[place.index] ?? '').trim();
  }

  private fault(column: RatingColumn, code: string, what: Phrase): void {
    const heading = this.rules.columns[column]?.heading ?? imports.ratingColumns[column].zh;
    this.rules.faults.add(this.row.row, heading, code, what);
  }
}

function listing(what: 'office' | 'counter', codes: Iterable<string>): Phrase {
  const all = [...codes];
  const named = all.length > MOST_NAMED ? [...all.slice(0, MOST_NAMED), '…'] : all;
  return { zh: expected[what].zh(named), en: expected[what].en(named) };
}

/** A phrase with one value in it. */
const spoken = (phrase: Phrase<(found: string) => string>, found: string): Phrase => ({
  zh: phrase.zh(found),
  en: phrase.en(found),
});
