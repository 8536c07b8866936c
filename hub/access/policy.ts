import type { Role, TokenPurpose } from '#contract/access.js';
import type { accessOperations } from '#contract/accessApi.js';
import type { OperationId } from '#contract/api.js';
import type { careOperations } from '#contract/care.js';
import type { StreamMessages } from '#contract/views.js';

/** Records that belong to an office by what is stored of them. */
export type Subject = 'alarm' | 'box' | 'case' | 'chimeTest' | 'lamp' | 'report' | 'token' | 'window';

/**
 * Where the office stands that a request concerns; one that should stand there and does not means the whole city.
 * `given`: nothing is concerned when it is left out. `of`: the office of a stored record, of which an unknown one
 * concerns nobody, so that whoever may ask hears that it is unknown.
 */
export type Concern =
  | { readonly in: 'params' | 'query' | 'body'; readonly field: string; readonly given?: true }
  | { readonly of: Subject; readonly field: string }
  | 'city';

export interface Rule {
  /** People by role; `signed-in` is everybody with an account. */
  readonly who: 'anybody' | 'signed-in' | readonly Role[];
  readonly programs?: readonly TokenPurpose[];
  /** All of them must be offices of whoever asks. */
  readonly at: readonly Concern[];
  /** Also for whoever must choose another password first. */
  readonly mustChange?: true;
}

const officeIn = (place: 'params' | 'query' | 'body'): Concern => ({ in: place, field: 'office' });
const officeOf = (subject: Subject, field = 'id'): Concern => ({ of: subject, field });
const rule = (who: Rule['who'], ...at: readonly Concern[]): Rule => ({ who, at });

const anybody = 'anybody';
const supervisor: readonly Role[] = ['supervisor'];
/** Who sees ratings and figures (R20). */
const readers: readonly Role[] = ['supervisor', 'officer'];
const machineRoom: readonly Role[] = ['machine-room'];
/** Who looks after what stands in an office, without its ratings. */
const keepers: readonly Role[] = ['supervisor', 'machine-room'];

const records = {
  ratings: rule(readers, officeIn('query')),
  excludeRating: rule(supervisor, officeOf('window', 'window')),
  restoreRating: rule(supervisor, officeOf('window', 'window')),
  exportWindows: rule(readers, officeIn('query')),
  journal: rule(supervisor, officeIn('query')),
  // A table can name any office.
  importRatings: rule(readers, 'city'),
  importSurvey: rule(readers, 'city'),
  removeSurvey: rule(readers, 'city'),
  surveys: rule(readers),
  survey: rule(readers),
  windows: rule(['clerk', ...readers], officeIn('query')),
  // What boxes sent, ratings among it.
  setAside: rule(supervisor, officeIn('query')),
} as const;

const figures = {
  statistics: rule(readers, officeIn('query'), { in: 'query', field: 'againstOffice', given: true }),
  trend: rule(readers, officeIn('query')),
  funnel: rule(readers, officeIn('query')),
  alarmFigures: rule(readers, officeIn('query')),
  equipment: rule(readers, officeIn('query')),
  screening: rule(readers, officeIn('query')),
  clerk: rule(readers, officeIn('params')),
  reports: rule(readers, officeIn('query')),
  makeReport: rule(readers, officeIn('body')),
  report: rule(readers, officeOf('report', 'report')),
  reportFile: rule(readers, officeOf('report', 'report')),
  improvements: rule(readers, officeIn('query')),
  noteImprovement: rule(readers, officeIn('body')),
  openData: rule(readers),
  openDataFile: rule(readers),
} as const;

const alarms = {
  alarms: rule(supervisor, officeIn('query')),
  alarmSteps: rule(supervisor, officeOf('alarm')),
  acknowledgeAlarm: rule(supervisor, officeOf('alarm')),
  closeAlarm: rule(supervisor, officeOf('alarm')),
  shelveAlarm: rule(supervisor, officeOf('alarm')),
  unshelve: rule(supervisor, officeIn('params')),
  alarmSettings: rule(supervisor, officeIn('params')),
  setAlarmSettings: rule(supervisor, officeIn('params')),
  duty: rule(supervisor, officeIn('params')),
  setDuty: rule(supervisor, officeIn('params')),
  cases: rule(supervisor, officeIn('query')),
  case: rule(supervisor, officeOf('case')),
  changeCase: rule(supervisor, officeOf('case')),
  releaseCase: rule(supervisor, officeOf('case')),
  holidays: rule(readers),
  setHoliday: rule(supervisor, 'city'),
  removeHoliday: rule(supervisor, 'city'),
} as const;

const equipment = {
  lamps: rule(keepers, officeIn('query')),
  // A known lamp is let go by its office first, so that no program takes it from another.
  reportLamp: { ...rule([], officeIn('body'), officeOf('lamp', 'lamp')), programs: ['lamp'] },
  forgetLamp: rule(keepers, officeOf('lamp', 'lamp')),
  chimeTests: rule(keepers, officeIn('query')),
  testChime: rule(keepers, officeIn('params')),
  reportChimeTest: rule(supervisor, officeOf('chimeTest')),
  boxes: rule(keepers, officeIn('query')),
  boxAssignments: rule(keepers, officeOf('box', 'box')),
  boxSettings: rule(keepers, officeOf('box', 'box')),
  setBoxSettings: rule(machineRoom, officeOf('box', 'box')),
  selfTestBox: rule(keepers, officeOf('box', 'box')),
  moveBox: rule(machineRoom, officeOf('box', 'box'), officeIn('body')),
  revokeBox: rule(machineRoom, officeOf('box', 'box')),
  offerEnrolment: rule(machineRoom, officeOf('box', 'box'), officeIn('body')),
  // The code is what lets a box in (B5).
  enrol: rule(anybody),
  // Its key is what lets a box have another certificate (B5).
  renewCertificate: rule(anybody),
} as const satisfies Partial<Record<OperationId, Rule>>;

const issuing = {
  issue: { ...rule(['clerk'], officeIn('body')), programs: ['issuing'] },
  voidIssuance: { ...rule(['clerk'], officeIn('params')), programs: ['issuing'] },
  offices: rule(anybody),
} as const satisfies Partial<Record<OperationId, Rule>>;

/** Whose accounts and which roles is decided by `accountRules`. */
const access = {
  session: rule(anybody),
  signIn: rule(anybody),
  signOut: rule(anybody),
  signOutEverywhere: { ...rule('signed-in'), mustChange: true },
  changePassword: { ...rule('signed-in'), mustChange: true },
  applyForAccount: rule(anybody),
  accounts: rule(keepers, officeIn('query')),
  approveAccount: rule(keepers),
  declineAccount: rule(keepers),
  changeAccount: rule(keepers),
  disableAccount: rule(keepers),
  resetPassword: rule(keepers),
  tokens: rule(keepers, officeIn('query')),
  makeToken: rule(keepers, officeIn('body')),
  revokeToken: rule(keepers, officeOf('token')),
} as const satisfies Record<keyof typeof accessOperations, Rule>;

const care = {
  health: rule(keepers),
  backups: rule(machineRoom),
  backUp: rule(machineRoom),
  journalHeads: rule(keepers),
} as const satisfies Record<keyof typeof careOperations, Rule>;

/** Who may ask what, of every operation of the contract (P1): the one place where it is decided. */
export const OPERATION_RULES: Readonly<Record<OperationId, Rule>> = {
  ...records,
  ...figures,
  ...alarms,
  ...equipment,
  ...issuing,
  ...access,
  ...care,
};

/** The live stream of an office; which of its messages is `STREAM_RULES`. */
export const STREAM_RULE: Rule = {
  who: ['supervisor', 'officer', 'machine-room'],
  programs: ['lamp'],
  at: [officeIn('query')],
};

/** They tell of no rating by its level and of nobody by name. */
export const METRICS_RULE: Rule = { who: machineRoom, programs: ['metrics'], at: [] };

type Audience = Pick<Rule, 'programs'> & { readonly who: readonly Role[] };

/**
 * Who hears what on the stream, and sees the same in its snapshot. Figures that change with each rating tell of a single
 * press, as does an alarm: no clerk hears anything (P5), and the machine room nothing of ratings.
 */
export const STREAM_RULES: Readonly<Record<keyof StreamMessages, Audience>> = {
  snapshot: { who: ['supervisor', 'officer', 'machine-room'], programs: ['lamp'] },
  window: { who: readers },
  figures: { who: readers },
  alarm: { who: supervisor, programs: ['lamp'] },
  shelf: { who: supervisor, programs: ['lamp'] },
  duty: { who: supervisor },
  box: { who: keepers },
  lamp: { who: keepers, programs: ['lamp'] },
  chimeTest: { who: keepers },
};
