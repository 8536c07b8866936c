import type { AlarmPlansPort, AlarmsPort, CasesPort, SignalsPort } from './deskPorts.js';
import type { Handlers } from './operation.js';

export interface AlarmHandlerOptions {
  readonly alarmDesk: AlarmsPort;
  readonly alarmPlans: AlarmPlansPort;
  readonly signals: SignalsPort;
  readonly cases: CasesPort;
}

type Alarms = Pick<
  Handlers,
  | 'alarms'
  | 'alarmSteps'
  | 'acknowledgeAlarm'
  | 'closeAlarm'
  | 'shelveAlarm'
  | 'unshelve'
  | 'alarmSettings'
  | 'setAlarmSettings'
  | 'duty'
  | 'setDuty'
>;

/** Alarms and those who answer them. */
export function alarmHandlers({ alarmDesk, alarmPlans }: AlarmHandlerOptions): Alarms {
  return {
    alarms: ({ query }) => ({ result: alarmDesk.list(query) }),
    alarmSteps: ({ params }) => ({ result: alarmDesk.steps(params.id) }),
    acknowledgeAlarm: async ({ params, body }) => ({ result: await alarmDesk.acknowledge(params.id, body) }),
    closeAlarm: async ({ params, body }) => ({ result: await alarmDesk.close(params.id, body) }),
    shelveAlarm: async ({ params, body }) => ({ result: await alarmDesk.shelve(params.id, body) }),
    unshelve: async ({ params, body }) => ({ result: await alarmDesk.unshelve(params, body.by) }),
    alarmSettings: ({ params }) => ({ result: alarmPlans.settings(params.office) }),
    setAlarmSettings: async ({ params, body }) => ({ result: await alarmPlans.decide(params.office, body) }),
    duty: ({ params }) => ({ result: alarmPlans.duty(params.office) }),
    setDuty: async ({ params, body }) => ({ result: await alarmPlans.setDuty(params.office, body) }),
  };
}

type Signals = Pick<
  Handlers,
  'lamps' | 'reportLamp' | 'forgetLamp' | 'chimeTests' | 'testChime' | 'reportChimeTest'
>;

/** What proves that an alarm would be noticed. */
export function signalHandlers({ signals }: AlarmHandlerOptions): Signals {
  return {
    lamps: ({ query }) => ({ result: signals.lamps(query) }),
    reportLamp: async ({ params, body }) => ({ result: await signals.reportLamp(params.lamp, body) }),
    forgetLamp: async ({ params, body }) => ({ result: await signals.forgetLamp(params.lamp, body.by) }),
    chimeTests: ({ query }) => ({ result: signals.chimeTests(query) }),
    testChime: async ({ params, body }) => ({
      status: 201,
      result: await signals.testChime(params.office, body.by),
    }),
    reportChimeTest: async ({ params, body }) => ({ result: await signals.reportChimeTest(params.id, body) }),
  };
}

type Cases = Pick<
  Handlers,
  'cases' | 'case' | 'changeCase' | 'releaseCase' | 'holidays' | 'setHoliday' | 'removeHoliday'
>;

/** Complaints and the days offices work. */
export function caseHandlers({ cases }: AlarmHandlerOptions): Cases {
  return {
    cases: ({ query }) => ({ result: cases.list(query) }),
    case: ({ params }) => ({ result: cases.one(params.id) }),
    changeCase: async ({ params, body }) => ({ result: await cases.change(params.id, body) }),
    releaseCase: async ({ params, body }) => ({ result: await cases.release(params.id, body) }),
    holidays: ({ query }) => ({ result: cases.holidays(query) }),
    setHoliday: async ({ body }) => ({ result: await cases.setHoliday(body) }),
    removeHoliday: async ({ params, body }) => ({ result: await cases.removeHoliday(params.day, body.by) }),
  };
}
