import type { LampView } from '#contract/signals.js';
import type { LampRecord } from '../store/lampStore.js';

/** A program reports at least every 15 s; after three missed reports its lamp is silent, ms. */
export const LAMP_SILENT_MS = 45_000;
/** That a lamp was heard is written down at most this often while nothing else changes, ms. */
export const WRITE_EVERY_MS = 60_000;
/** Signal lamps of one office. */
export const MOST_LAMPS = 50;

/** Whether both say the same, apart from when. */
export const sameReport = (one: LampRecord, other: LampRecord): boolean =>
  one.office === other.office &&
  one.light === other.light &&
  one.state === other.state &&
  one.shows === other.shows &&
  one.detail === other.detail;

/** `silentMs` is how long its program was not heard. */
export const lampView = (
  { id, office, light, state, shows, seenMs, detail }: LampRecord,
  silentMs: number,
): LampView => ({
  id,
  office,
  light,
  state: silentMs >= LAMP_SILENT_MS ? 'silent' : state,
  shows,
  seenAt: new Date(seenMs).toISOString(),
  ...(detail === null ? {} : { detail }),
});
