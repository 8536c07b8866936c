import { CodedError } from '#platform/errors.js';
import type { AlarmVerdict } from './alarmMachine.js';

type Refused = Extract<AlarmVerdict, { kind: 'refused' }>;

/** What a person is told who asks of an alarm what cannot be. */
export function alarmRefused(alarm: string, { code, by }: Refused): CodedError {
  return new CodedError(code, MESSAGES[code](alarm, by));
}

const MESSAGES: Readonly<Record<Refused['code'], (alarm: string, by: string | null) => string>> = {
  'alarm/already-acknowledged': (_, by) => `${by} has taken this alarm already`,
  'alarm/departed': (alarm) =>
    `the citizen of alarm ${alarm} left before anybody took it; expected it to be closed with an outcome`,
  'alarm/closed': (alarm, by) =>
    `alarm ${alarm} was closed already${by === null ? ', by itself' : ` by ${by}`}`,
  'alarm/not-acknowledged': (alarm) =>
    `nobody has taken alarm ${alarm}; expected it to be acknowledged before it is closed`,
  'alarm/not-a-rating': (alarm) =>
    `alarm ${alarm} is not about a rating; expected an outcome other than a complaint`,
};

export const unknownAlarm = (id: string): CodedError =>
  new CodedError('alarm/unknown', `there is no alarm ${id}`);
