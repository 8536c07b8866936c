import type { ExclusionRequest, RatingView } from '#contract/records.js';
import type { Clock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { ExclusionStore } from '../store/exclusionStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { JournalStore } from '../store/journalStore.js';
import type { RatingList, RatingRecord } from '../store/ratingList.js';
import type { WindowStore } from '../store/windowStore.js';
import type { WindowRecord } from '../windows/windowRecord.js';
import { ratingView } from './ratingView.js';

export interface ExclusionDeskOptions {
  readonly ratings: RatingList;
  readonly windows: WindowStore;
  readonly exclusions: ExclusionStore;
  readonly journal: JournalStore;
  readonly writer: GroupWriter;
  readonly clock: Clock;
  /** Called after the commit: figures that count the window have changed. */
  readonly changed: (window: string) => void;
}

/**
 * Takes ratings out of the figures and back (S10). The rating itself never changes; that it is out, who took it out and
 * why stands beside it, and in the journal stays what was done, also after it was undone. Window, figures, reason and
 * journal change in one transaction.
 */
export class ExclusionDesk {
  constructor(private readonly options: ExclusionDeskOptions) {}

  /** Throws `CodedError`: `rating/remark-missing`, `rating/unknown`, `rating/already-excluded`, `store/commit-failed`. */
  exclude(window: string, { by, reason, remark }: ExclusionRequest): Promise<RatingView> {
    if (reason === 'other' && (remark ?? '').trim() === '') {
      throw new CodedError(
        'rating/remark-missing',
        'the reason other says nothing by itself; expected a remark that tells why',
      );
    }
    const { exclusions, clock } = this.options;
    return this.change(window, (rating, record) => {
      if (rating.exclusion !== undefined) {
        throw new CodedError(
          'rating/already-excluded',
          `${rating.exclusion.by} has excluded this rating already; expected one that counts`,
        );
      }
      exclusions.insert({ window, atMs: clock.wall(), by, reason, remark: remark ?? null });
      this.mark(record, { excluded: true, by, action: 'rating/excluded', detail: told(reason, remark) });
    });
  }

  /** Throws `CodedError`: `rating/unknown`, `rating/not-excluded`, `store/commit-failed`. */
  restore(window: string, by: string): Promise<RatingView> {
    return this.change(window, (rating, record) => {
      if (rating.exclusion === undefined) {
        throw new CodedError(
          'rating/not-excluded',
          `the rating of window ${window} counts; expected an excluded one`,
        );
      }
      const { reason, remark } = rating.exclusion;
      this.options.exclusions.remove(window);
      this.mark(record, { excluded: false, by, action: 'rating/restored', detail: told(reason, remark) });
    });
  }

  private async change(
    window: string,
    task: (rating: RatingRecord, record: WindowRecord) => void,
  ): Promise<RatingView> {
    const { ratings, windows, writer, changed } = this.options;
    const rating = await writer.write(() => {
      const before = ratings.one(window);
      const record = windows.byId(window);
      if (before === undefined || record === undefined) throw unknownRating(window);
      task(before, record);
      return ratings.one(window) ?? before;
    });
    changed(window);
    return ratingView(rating);
  }

  private mark(
    record: WindowRecord,
    deed: { excluded: boolean; by: string; action: string; detail: string },
  ): void {
    const { windows, journal, clock } = this.options;
    const { excluded, ...done } = deed;
    windows.update(record, { excluded });
    journal.append({ ...done, atMs: clock.wall(), office: record.office, subject: record.id });
  }
}

const told = (reason: string, remark: string | null | undefined): string =>
  remark === null || remark === undefined ? reason : `${reason}: ${remark}`;

const unknownRating = (window: string): CodedError =>
  new CodedError('rating/unknown', `window ${window} is unknown or was not rated`);
