import type { Clock } from '#platform/clock.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';

export interface Look {
  readonly by: string;
  /** Undefined: at all offices. */
  readonly office: string | undefined;
  /** Stable, e.g. `clerk/viewed`. */
  readonly action: string;
  /** Whom or what the answer is about; one entry each. */
  readonly subjects: readonly string[];
  /** What was asked, and of which period. */
  readonly detail: string;
}

export interface ViewJournalOptions {
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
}

/** Who looked at which clerk's details (P5). */
export class ViewJournal {
  constructor(private readonly options: ViewJournalOptions) {}

  /** Resolves once it is written down durably; nobody is shown anything before. Rejects with `store/commit-failed`. */
  async note({ by, office, action, subjects, detail }: Look): Promise<void> {
    const { journal, writer, clock } = this.options;
    if (subjects.length === 0) return;
    await writer.write(() => {
      const atMs = clock.wall();
      for (const subject of subjects)
        journal.append({ atMs, by, action, office: office ?? null, subject, detail });
    });
  }
}
