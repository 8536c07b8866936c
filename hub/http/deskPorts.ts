import type { BodyOf, ParamsOf, QueryOf, ResultOf } from '#contract/api.js';
import type { ReportFormat } from '#contract/reports.js';

/** A file that is handed out. `body` is read to its end or destroyed. */
export interface FileAnswer {
  readonly type: string;
  readonly name: string;
  readonly body: Uint8Array | AsyncIterable<string | Uint8Array>;
}

/** A file that was brought. */
export interface FileBrought {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Reports and improvements. Each method throws or rejects with the codes its operation names. */
export interface ReportsPort {
  list(query: QueryOf<'reports'>): ResultOf<'reports'>;
  make(body: BodyOf<'makeReport'>): Promise<ResultOf<'makeReport'>>;
  one(report: string): ResultOf<'report'>;
  file(report: string, format: ReportFormat): FileAnswer | Promise<FileAnswer>;
  improvements(query: QueryOf<'improvements'>): ResultOf<'improvements'>;
  noteImprovement(body: BodyOf<'noteImprovement'>): Promise<ResultOf<'noteImprovement'>>;
}

/** Published files. */
export interface OpenDataPort {
  list(): ResultOf<'openData'> | Promise<ResultOf<'openData'>>;
  file(name: string): FileAnswer | Promise<FileAnswer>;
}

/** Records brought from elsewhere. */
export interface ImportsPort {
  ratings(file: FileBrought, query: QueryOf<'importRatings'>): Promise<ResultOf<'importRatings'>>;
  survey(file: FileBrought, query: QueryOf<'importSurvey'>): Promise<ResultOf<'importSurvey'>>;
  surveys(): ResultOf<'surveys'>;
  oneSurvey(survey: string): ResultOf<'survey'>;
  removeSurvey(survey: string, by: string): Promise<ResultOf<'removeSurvey'>>;
}

/** Alarms and those who answer them. Each method throws or rejects with the codes its operation names. */
export interface AlarmsPort {
  list(query: QueryOf<'alarms'>): ResultOf<'alarms'>;
  steps(alarm: string): ResultOf<'alarmSteps'>;
  acknowledge(alarm: string, body: BodyOf<'acknowledgeAlarm'>): Promise<ResultOf<'acknowledgeAlarm'>>;
  close(alarm: string, body: BodyOf<'closeAlarm'>): Promise<ResultOf<'closeAlarm'>>;
  shelve(alarm: string, body: BodyOf<'shelveAlarm'>): Promise<ResultOf<'shelveAlarm'>>;
  unshelve(place: ParamsOf<'unshelve'>, by: string): Promise<ResultOf<'unshelve'>>;
}

/** What offices decide about their alarms, and who is there to be called. */
export interface AlarmPlansPort {
  settings(office: string): ResultOf<'alarmSettings'>;
  decide(office: string, body: BodyOf<'setAlarmSettings'>): Promise<ResultOf<'setAlarmSettings'>>;
  duty(office: string): ResultOf<'duty'>;
  setDuty(office: string, body: BodyOf<'setDuty'>): Promise<ResultOf<'setDuty'>>;
}

/** Lamps and tests of the chime. */
export interface SignalsPort {
  lamps(query: QueryOf<'lamps'>): ResultOf<'lamps'>;
  reportLamp(lamp: string, body: BodyOf<'reportLamp'>): Promise<ResultOf<'reportLamp'>>;
  forgetLamp(lamp: string, by: string): Promise<ResultOf<'forgetLamp'>>;
  chimeTests(query: QueryOf<'chimeTests'>): ResultOf<'chimeTests'>;
  testChime(office: string, by: string): Promise<ResultOf<'testChime'>>;
  reportChimeTest(test: string, body: BodyOf<'reportChimeTest'>): Promise<ResultOf<'reportChimeTest'>>;
}

/** Backups of everything the hub keeps. `begin` rejects with the codes its operation names. */
export interface BackupsPort {
  list(query: QueryOf<'backups'>): ResultOf<'backups'>;
  begin(by: string): Promise<ResultOf<'backUp'>>;
}

/** Cases and the calendar they are due by. */
export interface CasesPort {
  list(query: QueryOf<'cases'>): ResultOf<'cases'>;
  one(id: string): ResultOf<'case'>;
  change(id: string, body: BodyOf<'changeCase'>): Promise<ResultOf<'changeCase'>>;
  release(id: string, body: BodyOf<'releaseCase'>): Promise<ResultOf<'releaseCase'>>;
  holidays(query: QueryOf<'holidays'>): ResultOf<'holidays'>;
  setHoliday(body: BodyOf<'setHoliday'>): Promise<ResultOf<'setHoliday'>>;
  removeHoliday(day: string, by: string): Promise<ResultOf<'removeHoliday'>>;
}
