import Type, { type Static } from 'typebox';
import { LampId } from './alarms.js';
import { Detail, OfficeId, Reference, Timestamp, Uuid } from './values.js';

/** What proves that an alarm would be noticed: lamps at desks and the daily test of the chime (A3, A7). */

export const LampShows = Type.Enum(['off', 'medium', 'high', 'acknowledged', 'disconnected']);
export type LampShows = Static<typeof LampShows>;

/** What the lamp program says of itself, at least every 15 s. */
export const LampReport = Type.Object({
  office: OfficeId,
  /** Kind of light, e.g. `patlite`. */
  light: Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 32 }),
  state: Type.Enum(['connected', 'unplugged']),
  shows: LampShows,
  detail: Type.Optional(Detail),
});
export type LampReport = Static<typeof LampReport>;

export const LampView = Type.Object({
  id: LampId,
  office: OfficeId,
  light: Type.String(),
  /** `silent`: its program has not been heard for 45 s. */
  state: Type.Enum(['connected', 'unplugged', 'silent']),
  shows: LampShows,
  seenAt: Timestamp,
  detail: Type.Optional(Detail),
});
export type LampView = Static<typeof LampView>;

/** One test of the chime (A7): every console that hears of it plays it and says what came out. */
export const ChimeTestView = Type.Object({
  id: Uuid,
  office: OfficeId,
  at: Timestamp,
  /** Until then a console has to confirm it. */
  dueAt: Timestamp,
  /** Who asked for it; absent for the daily one. */
  by: Type.Optional(Reference),
  /** A failed test can still be confirmed, by a console that comes later. */
  state: Type.Enum(['pending', 'confirmed', 'failed']),
  console: Type.Optional(Reference),
  confirmedAt: Type.Optional(Timestamp),
  /** Largest sample the console measured at its output, full scale being 1. */
  peak: Type.Optional(Type.Number()),
  volume: Type.Optional(Type.Number()),
});
export type ChimeTestView = Static<typeof ChimeTestView>;

export const ChimeTestResult = Type.Object({
  /** The console's own name for itself. */
  console: Reference,
  /** Whether samples came out of its audio graph. */
  heard: Type.Boolean(),
  peak: Type.Number({ minimum: 0, maximum: 4 }),
  volume: Type.Number({ minimum: 0, maximum: 1 }),
});
export type ChimeTestResult = Static<typeof ChimeTestResult>;
