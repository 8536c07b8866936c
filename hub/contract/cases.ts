import Type, { type Static } from 'typebox';
import { AlarmCause } from './alarms.js';
import { Remark } from './records.js';
import { CounterId, OfficeId, Reference, Timestamp, Uuid } from './values.js';

/** Complaints that are tracked until they are released (A9, 矯正預防追蹤處理單), and the days offices work. */

const optional = Type.Optional;

/** A day in Taipei, e.g. `2026-11-21`. */
export const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
export type Day = Static<typeof Day>;

export const CaseState = Type.Enum(['open', 'released']);
export type CaseState = Static<typeof CaseState>;

export const CaseView = Type.Object({
  id: Uuid,
  office: OfficeId,
  /** ROC year of its opening and number within office and year, from 1: `east-115-003` is office, 115, 3. */
  rocYear: Type.Integer({ minimum: 1 }),
  number: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  alarm: Uuid,
  counter: optional(CounterId),
  clerk: optional(Reference),
  /** Cause and remark of the alarm's closing: what the complaint is about. */
  cause: AlarmCause,
  remark: optional(Remark),
  openedAt: Timestamp,
  openedBy: Reference,
  /** 負責人 */
  owner: Reference,
  /** Last day on which releasing it is in time. */
  due: Day,
  /** 矯正措施 */
  corrective: optional(Remark),
  /** 預防措施 */
  preventive: optional(Remark),
  state: CaseState,
  /** Open after its due day, or released after it. */
  overdue: Type.Boolean(),
  releasedAt: optional(Timestamp),
  releasedBy: optional(Reference),
  releaseRemark: optional(Remark),
});
export type CaseView = Static<typeof CaseView>;

/** Whatever is given changes. */
export const CaseChange = Type.Object({
  by: Reference,
  owner: optional(Reference),
  due: optional(Day),
  corrective: optional(Remark),
  preventive: optional(Remark),
});
export type CaseChange = Static<typeof CaseChange>;

export const CaseRelease = Type.Object({ by: Reference, remark: optional(Remark) });
export type CaseRelease = Static<typeof CaseRelease>;

/** A day that is not as its weekday: off on a weekday, or worked on a weekend. */
export const Holiday = Type.Object({
  day: Day,
  kind: Type.Enum(['off', 'worked']),
  name: Reference,
});
export type Holiday = Static<typeof Holiday>;
