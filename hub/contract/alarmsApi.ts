import Type from 'typebox';
import {
  AcknowledgeRequest,
  AlarmSettings,
  AlarmSettingsRequest,
  AlarmState,
  AlarmStep,
  AlarmView,
  CloseRequest,
  DutyRequest,
  DutyView,
  ShelfView,
  ShelveRequest,
} from './alarms.js';
import { operation, page, pageOf, period } from './operation.js';
import { CounterId, OfficeId, Reference, Uuid } from './values.js';

const oneAlarm = Type.Object({ id: Uuid });
const oneOffice = Type.Object({ office: OfficeId });

/** Alarms and those who answer them (A1–A6). */
export const alarmOperations = {
  alarms: operation({
    method: 'GET',
    path: '/alarms',
    summary: 'Alarms, newest first.',
    query: Type.Object({
      office: Type.Optional(OfficeId),
      state: Type.Optional(AlarmState),
      source: Type.Optional(Type.Enum(['rating', 'rate', 'equipment'])),
      ...period,
      ...page,
    }),
    responses: { 200: pageOf(AlarmView) },
  }),
  alarmSteps: operation({
    method: 'GET',
    path: '/alarms/{id}/steps',
    summary: 'What happened to an alarm, oldest first (A2).',
    params: oneAlarm,
    responses: { 200: Type.Object({ items: Type.Array(AlarmStep) }) },
    problems: { 404: ['alarm/unknown'] },
  }),
  acknowledgeAlarm: operation({
    method: 'POST',
    path: '/alarms/{id}/acknowledge',
    summary: 'A supervisor takes the alarm; the chime stops. The first one wins.',
    params: oneAlarm,
    body: AcknowledgeRequest,
    responses: { 200: AlarmView },
    problems: {
      404: ['alarm/unknown'],
      409: ['alarm/already-acknowledged', 'alarm/departed', 'alarm/closed', 'alarm/foreign-office'],
    },
  }),
  closeAlarm: operation({
    method: 'POST',
    path: '/alarms/{id}/close',
    summary: 'Says what came of an alarm and why it was; a complaint becomes a case (A2, A9).',
    params: oneAlarm,
    body: CloseRequest,
    responses: { 200: AlarmView },
    problems: {
      404: ['alarm/unknown'],
      409: ['alarm/not-acknowledged', 'alarm/closed', 'alarm/foreign-office'],
      422: ['request/invalid', 'alarm/not-a-rating'],
    },
  }),
  shelveAlarm: operation({
    method: 'POST',
    path: '/alarms/{id}/shelve',
    summary: 'Silences the counter of an alarm for at most 30 min, with a reason; journalled (A4).',
    params: oneAlarm,
    body: ShelveRequest,
    responses: { 200: ShelfView },
    problems: {
      404: ['alarm/unknown'],
      409: ['alarm/closed', 'alarm/no-counter', 'alarm/already-shelved', 'alarm/foreign-office'],
    },
  }),
  unshelve: operation({
    method: 'POST',
    path: '/offices/{office}/counters/{counter}/unshelve',
    summary: 'Lets a shelved counter sound again at once; journalled (A4).',
    params: Type.Object({ office: OfficeId, counter: CounterId }),
    body: Type.Object({ by: Reference }),
    responses: { 200: ShelfView },
    problems: { 404: ['alarm/not-shelved'] },
  }),
  alarmSettings: operation({
    method: 'GET',
    path: '/offices/{office}/alarm-settings',
    summary: 'What an office decided about its alarms.',
    params: oneOffice,
    responses: { 200: AlarmSettings },
    problems: { 404: ['office/unknown'] },
  }),
  setAlarmSettings: operation({
    method: 'POST',
    path: '/offices/{office}/alarm-settings',
    summary: 'Decides all of them anew; journalled.',
    params: oneOffice,
    body: AlarmSettingsRequest,
    responses: { 200: AlarmSettings },
    problems: { 404: ['office/unknown'], 422: ['request/invalid', 'alarm/bad-settings'] },
  }),
  duty: operation({
    method: 'GET',
    path: '/offices/{office}/duty',
    summary: 'Who of the chain is called now.',
    params: oneOffice,
    responses: { 200: DutyView },
    problems: { 404: ['office/unknown'] },
  }),
  setDuty: operation({
    method: 'POST',
    path: '/offices/{office}/duty',
    summary: 'A supervisor signs out, and is passed over until signing in again; journalled (A3).',
    params: oneOffice,
    body: DutyRequest,
    responses: { 200: DutyView },
    problems: { 404: ['office/unknown'] },
  }),
} as const;
