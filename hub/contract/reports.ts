import Type, { type Static } from 'typebox';
import { Remark } from './records.js';
import { OfficeId, Reference, Timestamp, Uuid } from './values.js';

export const REPORT_FORMATS = ['pdf', 'odt', 'ods', 'csv', 'json'] as const;
export const ReportFormat = Type.Enum([...REPORT_FORMATS]);
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const ReportView = Type.Object({
  id: Uuid,
  /** Absent: the whole city. */
  office: Type.Optional(OfficeId),
  from: Timestamp,
  to: Timestamp,
  /** `monthly` and `yearly` ones are made by themselves on the first day after their period. */
  occasion: Type.Enum(['monthly', 'yearly', 'asked']),
  askedAt: Timestamp,
  /** Who asked; absent for those made by themselves. */
  by: Type.Optional(Reference),
  state: Type.Enum(['waiting', 'making', 'ready', 'failed']),
  madeAt: Type.Optional(Timestamp),
  /** Stable code of what went wrong. */
  failure: Type.Optional(Type.String()),
});
export type ReportView = Static<typeof ReportView>;

export const ReportRequest = Type.Object({
  office: Type.Optional(OfficeId),
  from: Timestamp,
  to: Timestamp,
  by: Reference,
});
export type ReportRequest = Static<typeof ReportRequest>;

/** What an office did because of its figures; printed in the report of the period it was written in. */
export const ImprovementView = Type.Object({
  id: Uuid,
  office: OfficeId,
  at: Timestamp,
  by: Reference,
  text: Remark,
});
export type ImprovementView = Static<typeof ImprovementView>;

export const ImprovementRequest = Type.Object({ office: OfficeId, by: Reference, text: Remark });
export type ImprovementRequest = Static<typeof ImprovementRequest>;

/** A published file of one month, or the data dictionary (S11). */
export const OpenDataFile = Type.Object({
  /** e.g. `ratings-2026-10.csv`, `dictionary.json`. */
  name: Type.String(),
  /** e.g. `2026-10`; absent for the dictionary. */
  month: Type.Optional(Type.String()),
  bytes: Type.Integer({ minimum: 0 }),
});
export type OpenDataFile = Static<typeof OpenDataFile>;
