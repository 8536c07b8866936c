import type { BoxView } from '#contract/views.js';
import type { Ledgers } from '../ingest/ledgers.js';
import type { BoxSettingsStore } from '../store/boxSettingsStore.js';
import type { BoxStore } from '../store/boxStore.js';
import type { CertificateStore } from '../store/certificateStore.js';
import type { ConditionStore } from '../store/conditionStore.js';
import type { EnrolmentStore } from '../store/enrolmentStore.js';
import { boxView } from './views.js';

export interface BoxWatchOptions {
  readonly boxes: BoxStore;
  readonly conditions: ConditionStore;
  readonly settings: BoxSettingsStore;
  readonly enrolments: EnrolmentStore;
  readonly certificates: CertificateStore;
  readonly ledgers: Ledgers;
}

/** What the hub knows of its boxes, put together for those who look after them. */
export class BoxWatch {
  constructor(private readonly options: BoxWatchOptions) {}

  view(id: string): BoxView | undefined {
    const { boxes, conditions, settings, enrolments, certificates, ledgers } = this.options;
    const box = boxes.byId(id);
    if (box === undefined) return undefined;
    const ledger = ledgers.current(id)?.ledger;
    const key = enrolments.keyOf(id);
    return boxView({
      box,
      numbering: {
        contiguous: ledger?.contiguous ?? 0,
        missing: ledger?.missing() ?? 0,
        lost: ledgers.lost(id),
      },
      faults: conditions.faults(id),
      selfTest: conditions.selfTest(id),
      settingsRevision: settings.revisionOf(id),
      enrolledMs: key?.fromMs,
      revokedMs: enrolments.revokedMs(id),
      certificateUntilMs: key && certificates.newest(id, key.publicKey)?.untilMs,
    });
  }

  ofOffice(office: string): BoxView[] {
    return this.options.boxes
      .ofOffice(office)
      .map((id) => this.view(id))
      .filter((view) => view !== undefined);
  }
}
