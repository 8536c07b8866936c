import type { AlarmSettings } from '#contract/alarms.js';
import type { BodyOf, QueryOf, ResultOf } from '#contract/api.js';
import type { ChimeTestView, LampView } from '#contract/signals.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { SignalsPort } from '../http/deskPorts.js';
import type { ChimeTestStore } from '../store/chimeTestStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { LampStore } from '../store/lampStore.js';
import type { SiteStore } from '../store/siteStore.js';
import { ChimeTests } from './chimeTests.js';
import { LampRegistry } from './lampRegistry.js';

export interface SignalDeskOptions {
  readonly lamps: LampStore;
  readonly tests: ChimeTestStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly sites: Pick<SiteStore, 'hasOffice' | 'offices'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly settingsOf: (office: string) => Pick<AlarmSettings, 'chimeTestAt'>;
  /** Called after what changed was stored. `from` is the office a lamp was taken from. */
  readonly lampChanged: (lamp: LampView, from?: string) => void;
  readonly testChanged: (test: ChimeTestView) => void;
}

/** What proves that an alarm would be noticed: signal lamps and tests of the chime (A3, A7). To be started before it is asked. */
export class SignalDesk implements SignalsPort, Service {
  readonly name = 'signals';
  readonly lampRegistry: LampRegistry;
  readonly tests: ChimeTests;

  constructor(private readonly options: SignalDeskOptions) {
    const { lampChanged, testChanged } = options;
    this.lampRegistry = new LampRegistry({ ...options, changed: lampChanged });
    this.tests = new ChimeTests({ ...options, changed: testChanged });
  }

  start(): void {
    this.lampRegistry.start();
    this.tests.start();
  }

  stop(): void {
    this.lampRegistry.stop();
  }

  lampsOf(office: string): LampView[] {
    return this.lampRegistry.views(office);
  }

  newestTest(office: string): ChimeTestView | undefined {
    return this.tests.newest(office);
  }

  lamps({ office }: QueryOf<'lamps'>): ResultOf<'lamps'> {
    return { items: this.lampRegistry.views(office) };
  }

  /** Rejects with `office/unknown`, `lamp/taken`, `lamp/too-many` or `store/commit-failed`. */
  async reportLamp(lamp: string, report: BodyOf<'reportLamp'>): Promise<ResultOf<'reportLamp'>> {
    this.checkOffice(report.office);
    return this.lampRegistry.report(lamp, report);
  }

  /** Rejects with `lamp/unknown` or `store/commit-failed`. */
  forgetLamp(lamp: string, by: string): Promise<ResultOf<'forgetLamp'>> {
    return this.lampRegistry.forget(lamp, by);
  }

  chimeTests(query: QueryOf<'chimeTests'>): ResultOf<'chimeTests'> {
    return this.tests.list(query);
  }

  /** Rejects with `office/unknown`, `chime-test/pending` or `store/commit-failed`. */
  async testChime(office: string, by: string): Promise<ResultOf<'testChime'>> {
    this.checkOffice(office);
    return this.tests.ask(office, by);
  }

  /** Rejects with `chime-test/unknown` or `store/commit-failed`. */
  reportChimeTest(test: string, result: BodyOf<'reportChimeTest'>): Promise<ResultOf<'reportChimeTest'>> {
    return this.tests.report(test, result);
  }

  private checkOffice(office: string): void {
    if (this.options.sites.hasOffice(office)) return;
    throw new CodedError('office/unknown', `there is no office ${office}; expected an id from GET /offices`);
  }
}
