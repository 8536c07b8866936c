import Type from 'typebox';
import { CaseChange, CaseRelease, CaseState, CaseView, Day, Holiday } from './cases.js';
import { operation, page, pageOf } from './operation.js';
import { OfficeId, Reference, Uuid } from './values.js';

const oneCase = Type.Object({ id: Uuid });

/** Complaints and the calendar their due days are counted by (A9). */
export const caseOperations = {
  cases: operation({
    method: 'GET',
    path: '/cases',
    summary: 'Cases, newest first.',
    query: Type.Object({
      office: Type.Optional(OfficeId),
      state: Type.Optional(CaseState),
      overdue: Type.Optional(Type.Boolean()),
      ...page,
    }),
    responses: { 200: pageOf(CaseView) },
  }),
  case: operation({
    method: 'GET',
    path: '/cases/{id}',
    summary: 'One case.',
    params: oneCase,
    responses: { 200: CaseView },
    problems: { 404: ['case/unknown'] },
  }),
  changeCase: operation({
    method: 'POST',
    path: '/cases/{id}',
    summary: 'Owner, due day, corrective or preventive action; journalled.',
    params: oneCase,
    body: CaseChange,
    responses: { 200: CaseView },
    problems: { 404: ['case/unknown'], 409: ['case/released'], 422: ['request/invalid', 'case/bad-due'] },
  }),
  releaseCase: operation({
    method: 'POST',
    path: '/cases/{id}/release',
    summary: 'Ends the tracking (解除列管); both actions must be written down. Journalled.',
    params: oneCase,
    body: CaseRelease,
    responses: { 200: CaseView },
    problems: { 404: ['case/unknown'], 409: ['case/released', 'case/incomplete'] },
  }),
  holidays: operation({
    method: 'GET',
    path: '/holidays',
    summary: 'Days that are not as their weekday, oldest first.',
    query: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 1912, maximum: 9999 })) }),
    responses: { 200: Type.Object({ items: Type.Array(Holiday) }) },
  }),
  setHoliday: operation({
    method: 'POST',
    path: '/holidays',
    summary:
      'Notes such a day, in place of what was noted of it; journalled. Due days of cases stay as they are.',
    body: Type.Object({ by: Reference, holiday: Holiday }),
    responses: { 200: Holiday },
    problems: { 422: ['request/invalid', 'holiday/bad-day'] },
  }),
  removeHoliday: operation({
    method: 'POST',
    path: '/holidays/{day}/remove',
    summary: 'Makes a day as its weekday again; journalled.',
    params: Type.Object({ day: Day }),
    body: Type.Object({ by: Reference }),
    responses: { 200: Holiday },
    problems: { 404: ['holiday/unknown'] },
  }),
} as const;
