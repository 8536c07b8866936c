import type { AlarmStep } from '#contract/alarms.js';
import type { CaseView } from '#contract/cases.js';
import { at, uuid } from './views.js';

/** A case of the office "east", opened on 7 July 2026 and due eleven days later. */
export function caseView(n: number, change: Partial<CaseView> = {}): CaseView {
  return {
    id: uuid(n),
    office: 'east',
    rocYear: 115,
    number: n,
    name: `east-115-${String(n).padStart(3, '0')}`,
    alarm: uuid(n + 500),
    counter: '3',
    clerk: '王小明',
    cause: 'waiting',
    remark: '等候超過一小時，\n叫號順序不清楚。',
    openedAt: at(-600),
    openedBy: '陳課長',
    owner: '陳課長',
    due: '2026-07-17',
    state: 'open',
    overdue: false,
    ...change,
  };
}

/** From the press to the closing of the alarm. */
export const alarmSteps = (): AlarmStep[] => [
  { at: at(-900), step: 'raised' },
  { at: at(-900), step: 'called', by: '陳課長' },
  { at: at(-880), step: 'acknowledged', by: '陳課長' },
  { at: at(-600), step: 'closed', by: '陳課長' },
];
