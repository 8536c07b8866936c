import type { RatingView } from '#contract/records.js';
import { timestamp } from '#platform/clock.js';
import type { RatingRecord } from '../store/ratingList.js';

/** A rating as the outside sees it. */
export function ratingView(rating: RatingRecord): RatingView {
  const { window, office, counter, clerk, service, kind, numbers, level, extended, flagged } = rating;
  return {
    window,
    office,
    counter,
    clerk,
    ...(service === null ? {} : { service }),
    kind,
    numbers: [...numbers],
    level,
    issuedAt: timestamp(rating.issuedMs),
    at: timestamp(rating.endedMs ?? rating.issuedMs),
    ...(rating.afterMs === null ? {} : { afterMs: rating.afterMs }),
    extended,
    flagged,
    imported: rating.source !== null,
    ...(rating.exclusion === undefined ? {} : { exclusion: exclusionView(rating.exclusion) }),
  };
}

function exclusionView({
  by,
  reason,
  remark,
  atMs,
}: NonNullable<RatingRecord['exclusion']>): NonNullable<RatingView['exclusion']> {
  return { by, reason, ...(remark === null ? {} : { remark }), at: timestamp(atMs) };
}
