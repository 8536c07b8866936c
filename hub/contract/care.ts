import Type, { type Static } from 'typebox';
import { operation, page, pageOf } from './operation.js';
import { Detail, Reference, Timestamp, Uuid } from './values.js';

/** What the machine room looks at: backups, the daily head of the journal, and the health of every part. */

const optional = Type.Optional;

export const BackupView = Type.Object({
  id: Uuid,
  startedAt: Timestamp,
  /** Absent when it was due by itself. */
  by: optional(Reference),
  /** `good` only after the copy was opened and checked, never because it was written. */
  state: Type.Enum(['running', 'good', 'failed']),
  finishedAt: optional(Timestamp),
  bytes: optional(Type.Integer({ minimum: 0 })),
  windows: optional(Type.Integer({ minimum: 0 })),
  events: optional(Type.Integer({ minimum: 0 })),
  /** Name of its folder below the backups. Absent when rotated away or failed. */
  folder: optional(Type.String({ maxLength: 80 })),
  /** The second place. */
  copy: Type.Enum(['off', 'good', 'failed']),
  problem: optional(Detail),
});
export type BackupView = Static<typeof BackupView>;

/** The journal up to the end of a Taipei day, in one hash: kept outside, it proves that nothing before was changed (D5). */
export const JournalHead = Type.Object({
  /** Taipei day, e.g. 2026-11-21. */
  day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  /** Of the last entry. */
  number: Type.Integer({ minimum: 1 }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hexadecimal' }),
});
export type JournalHead = Static<typeof JournalHead>;

export const CheckCode = Type.Enum([
  'clock',
  'disk',
  'store',
  'broker',
  'boxes',
  'backup',
  'journal',
  'certificate',
  'outbound',
]);
export type CheckCode = Static<typeof CheckCode>;

/** `off`: not in use here. */
export const CheckState = Type.Enum(['good', 'warning', 'bad', 'off']);
export type CheckState = Static<typeof CheckState>;

export const HealthCheck = Type.Object({
  code: CheckCode,
  state: CheckState,
  /** What was found, in plain words in both languages; never a name (logs without names). */
  found: Type.Object({ zh: Type.String(), en: Type.String() }),
  /** What to do, where something is wrong. */
  remedy: optional(Type.Object({ zh: Type.String(), en: Type.String() })),
});
export type HealthCheck = Static<typeof HealthCheck>;

export const HealthView = Type.Object({
  at: Timestamp,
  software: Type.String(),
  checks: Type.Array(HealthCheck),
});
export type HealthView = Static<typeof HealthView>;

export const careOperations = {
  health: operation({
    method: 'GET',
    path: '/health',
    summary: 'Every part of the hub with a plain answer.',
    responses: { 200: HealthView },
  }),
  backups: operation({
    method: 'GET',
    path: '/backups',
    summary: 'Backups, newest first (R25).',
    query: Type.Object(page),
    responses: { 200: pageOf(BackupView) },
  }),
  backUp: operation({
    method: 'POST',
    path: '/backups',
    summary: 'Makes a backup now; journalled.',
    body: Type.Object({ by: Reference }),
    responses: { 202: BackupView },
    problems: { 409: ['backup/running'] },
  }),
  journalHeads: operation({
    method: 'GET',
    path: '/journal/heads',
    summary: 'Daily heads of the journal, newest first, to be kept outside (D5).',
    query: Type.Object(page),
    responses: { 200: pageOf(JournalHead) },
  }),
} as const;
