import Type, { type Static } from 'typebox';
import {
  CounterId,
  DocumentNumber,
  IssuanceKind,
  Level,
  OfficeId,
  Reference,
  Timestamp,
  Uuid,
} from './values.js';

/** Single records: ratings, their exclusion, and what people did. */

/** Why a rating is taken out of the figures (S10). */
export const ExclusionReason = Type.Enum(['mis-press', 'test', 'other']);
export type ExclusionReason = Static<typeof ExclusionReason>;

/** A few lines in a person's own words; no control characters but line breaks. */
export const Remark = Type.String({
  pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$',
  minLength: 1,
  maxLength: 1_000,
});

export const Exclusion = Type.Object({
  by: Reference,
  reason: ExclusionReason,
  remark: Type.Optional(Remark),
  at: Timestamp,
});
export type Exclusion = Static<typeof Exclusion>;

export const RatingView = Type.Object({
  window: Uuid,
  office: OfficeId,
  counter: CounterId,
  clerk: Reference,
  service: Type.Optional(Reference),
  kind: IssuanceKind,
  /** Numbers of the documents it covers. */
  numbers: Type.Array(DocumentNumber),
  level: Level,
  issuedAt: Timestamp,
  at: Timestamp,
  /** From the lamps going on to the press; absent where an earlier record does not tell. */
  afterMs: Type.Optional(Type.Number()),
  extended: Type.Boolean(),
  flagged: Type.Boolean(),
  /** It came with an import of earlier records. */
  imported: Type.Boolean(),
  exclusion: Type.Optional(Exclusion),
});
export type RatingView = Static<typeof RatingView>;

/** A remark is required where the reason is `other`. */
export const ExclusionRequest = Type.Object({
  by: Reference,
  reason: ExclusionReason,
  remark: Type.Optional(Remark),
});
export type ExclusionRequest = Static<typeof ExclusionRequest>;

/** What a person did (P3). */
export const JournalEntry = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  at: Timestamp,
  by: Reference,
  /** Stable, e.g. `rating/excluded`. */
  action: Type.String(),
  office: Type.Optional(OfficeId),
  /** The id of what it was done to. */
  subject: Type.String(),
  detail: Type.Optional(Type.String()),
});
export type JournalEntry = Static<typeof JournalEntry>;

/** What the export tells of each window, in this order; times as on the wire, an absent value is empty. */
export const WINDOW_COLUMNS = [
  'window',
  'office',
  'counter',
  'clerk',
  'kind',
  'service',
  'issuedAt',
  'outcome',
  'reason',
  'level',
  'afterMs',
  'extended',
  'flagged',
  'excluded',
] as const;
