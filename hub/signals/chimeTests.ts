import type { AlarmSettings } from '#contract/alarms.js';
import type { QueryOf, ResultOf } from '#contract/api.js';
import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import type { Clock } from '#platform/clock.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { ChimeTestRecord, ChimeTestStore } from '../store/chimeTestStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { SiteStore } from '../store/siteStore.js';
import { CONFIRM_WITHIN_MS, chimeTestView, confirms, isDailyDue } from './chimeRules.js';

export interface ChimeTestsOptions {
  readonly tests: ChimeTestStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly sites: Pick<SiteStore, 'offices'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly settingsOf: (office: string) => Pick<AlarmSettings, 'chimeTestAt'>;
  /** A test began, was confirmed, or failed; called after the commit. */
  readonly changed: (test: ChimeTestView) => void;
}

/** What every look has to know of an office. */
interface Standing {
  readonly pending: ChimeTestRecord | undefined;
  readonly lastDailyMs: number | undefined;
  readonly untested: boolean;
}

/**
 * Tests of the chime (A7): one a day per office, and whenever somebody asks. A test is over when a console has heard it, or
 * has failed when none did in time; a console that comes later can still confirm it. Everything is stored, so that a
 * restart neither forgets a test nor makes one twice.
 */
export class ChimeTests {
  private readonly standings = new Map<string, Standing>();
  /** Offices for which a job of the clock waits to be stored. */
  private readonly busy = new Set<string>();

  constructor(private readonly options: ChimeTestsOptions) {}

  start(): void {
    for (const { id } of this.options.sites.offices()) this.refresh(id);
  }

  newest(office: string): ChimeTestView | undefined {
    const test = this.options.tests.newest(office);
    return test === undefined ? undefined : chimeTestView(test);
  }

  /** Whether the newest test that ended has failed and none was confirmed since. */
  untested(office: string): boolean {
    return this.standings.get(office)?.untested ?? false;
  }

  list(query: QueryOf<'chimeTests'>): ResultOf<'chimeTests'> {
    const { items, ...rest } = this.options.tests.page(query);
    return { items: items.map(chimeTestView), ...rest };
  }

  /** Rejects with `chime-test/pending` or `store/commit-failed`. */
  async ask(office: string, by: string): Promise<ChimeTestView> {
    const { tests, journal, writer, clock } = this.options;
    const test = this.newTest(office, by, clock.wall());
    await writer.write(() => {
      const pending = tests.pending(office);
      if (pending !== undefined) throw alreadyPending(pending);
      tests.insert(test);
      const { atMs, id: subject } = test;
      journal.append({ atMs, by, action: 'chime-test/asked', office, subject, detail: null });
    });
    return this.announce(test);
  }

  /** The first console that heard it confirms it; any other result changes nothing. Rejects with `chime-test/unknown`. */
  async report(id: string, result: ChimeTestResult): Promise<ChimeTestView> {
    const { tests, writer, clock } = this.options;
    const known = this.known(id);
    if (known.state === 'confirmed' || !confirms(result)) return chimeTestView(known);
    const { confirmed, test } = await writer.write(() => {
      const before = this.known(id);
      if (before.state === 'confirmed') return { confirmed: false, test: before };
      const { console, peak, volume } = result;
      tests.update(id, { state: 'confirmed', console, peak, volume, confirmedMs: clock.wall() });
      return { confirmed: true, test: this.known(id) };
    });
    return confirmed ? this.announce(test) : chimeTestView(test);
  }

  /** Ends and begins what is due now. Cheap; stores only when there is something to store. */
  look(): void {
    const nowMs = this.options.clock.wall();
    for (const [office, { pending, lastDailyMs }] of this.standings) {
      if (this.busy.has(office)) continue;
      if (pending !== undefined) {
        if (pending.dueMs <= nowMs) this.advance(office, () => this.fail(pending.id));
      } else if (isDailyDue(nowMs, this.options.settingsOf(office).chimeTestAt, lastDailyMs))
        this.advance(office, () => this.begin(office, nowMs));
    }
  }

  private fail(id: string): ChimeTestRecord | undefined {
    if (this.known(id).state !== 'pending') return undefined;
    this.options.tests.update(id, { state: 'failed' });
    return this.known(id);
  }

  private begin(office: string, nowMs: number): ChimeTestRecord | undefined {
    const { tests } = this.options;
    if (tests.pending(office) !== undefined) return undefined;
    const test = this.newTest(office, null, nowMs);
    tests.insert(test);
    return test;
  }

  private advance(office: string, task: () => ChimeTestRecord | undefined): void {
    const { writer, logger } = this.options;
    this.busy.add(office);
    writer.write(task).then(
      (test) => {
        this.busy.delete(office);
        if (test !== undefined) this.announce(test);
        else this.refresh(office);
      },
      (error: unknown) => {
        this.busy.delete(office);
        logger.error({ office, error: messageOf(error) }, 'a chime test could not be stored');
      },
    );
  }

  private announce(test: ChimeTestRecord): ChimeTestView {
    this.refresh(test.office);
    const view = chimeTestView(test);
    this.options.changed(view);
    return view;
  }

  private refresh(office: string): void {
    const { tests } = this.options;
    this.standings.set(office, {
      pending: tests.pending(office),
      lastDailyMs: tests.lastDailyMs(office),
      untested: tests.untested(office),
    });
  }

  private newTest(office: string, by: string | null, atMs: number): ChimeTestRecord {
    return {
      ...{ id: this.options.ids.uuid(), office, atMs, dueMs: atMs + CONFIRM_WITHIN_MS, by, state: 'pending' },
      ...{ console: null, confirmedMs: null, peak: null, volume: null },
    };
  }

  private known(id: string): ChimeTestRecord {
    const test = this.options.tests.byId(id);
    if (test !== undefined) return test;
    throw new CodedError(
      'chime-test/unknown',
      `there is no chime test ${id}; expected one from GET /chime-tests`,
    );
  }
}

const alreadyPending = ({ office, dueMs }: ChimeTestRecord): CodedError =>
  new CodedError(
    'chime-test/pending',
    `a chime test of office ${office} waits for a console until ${new Date(dueMs).toISOString()}; expected none to be waiting`,
  );
