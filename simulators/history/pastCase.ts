import { type AlarmCause, DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import { exponential, type Random } from '../random.js';
import { weekdayAfter } from './calendar.js';
import type { AlarmDuty, PastClosing } from './pastAlarm.js';

/** A complaint and how far it has come (A9). Times are Unix ms. */
export interface PastCase {
  readonly owner: string;
  readonly due: string;
  readonly corrective: string | null;
  readonly preventive: string | null;
  readonly released: { readonly atMs: number; readonly by: string } | null;
}

const DAY_MS = 86_400_000;
/** Most are released within the seven working days they have, one in eight much later. */
const USUAL_DAYS = 2.5;
const SLOW = 0.125;
const SLOW_DAYS = 25;
/** Before so many days nobody has written down what was done. */
const CORRECTED_AFTER_DAYS = 2;

const ACTIONS: Readonly<Record<AlarmCause, readonly [corrective: string, preventive: string]>> = {
  waiting: ['向民眾致歉並優先辦理', '尖峰時段增開一個櫃檯，並於入口公告等候人數'],
  documents: ['協助民眾補齊證件並完成申辦', '修訂一次告知單，於網站公布應備證件'],
  rule: ['派員說明法令依據並提供書面', '製作常見法令問答置於櫃檯'],
  staff: ['由主管向民眾說明並致歉', '安排服務禮儀課程並每月抽查'],
  other: ['聯繫民眾了解原因', '於所務會議檢討並列入宣導'],
};

/** The case that a closing as complaint opened. */
export function pastCase(random: Random, closed: PastClosing, { chain, untilMs }: AlarmDuty): PastCase {
  const days = 1 + exponential(random, random() < SLOW ? SLOW_DAYS : USUAL_DAYS);
  const releasedMs = closed.atMs + Math.round(days * DAY_MS);
  const isReleased = releasedMs < untilMs;
  const isCorrected = isReleased || closed.atMs + CORRECTED_AFTER_DAYS * DAY_MS < untilMs;
  const [corrective, preventive] = ACTIONS[closed.cause];
  return {
    owner: chain[1] ?? closed.by,
    due: weekdayAfter(closed.atMs, DEFAULT_ALARM_SETTINGS.caseDays),
    corrective: isCorrected ? corrective : null,
    preventive: isReleased ? preventive : null,
    released: isReleased ? { atMs: releasedMs, by: chain[2] ?? closed.by } : null,
  };
}
