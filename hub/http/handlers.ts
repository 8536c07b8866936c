import type { BoxView, OfficeView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Access } from '../access/access.js';
import { belongsTo, journalName, type Principal } from '../access/principal.js';
import type { BoxDesk } from '../boxes/boxDesk.js';
import type { EnrolmentDesk } from '../boxes/enrolmentDesk.js';
import type { RenewalDesk } from '../boxes/renewalDesk.js';
import type { HealthDesk } from '../health/healthDesk.js';
import type { BoxWatch } from '../live/boxWatch.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { assignmentView } from '../live/views.js';
import type { ExclusionDesk } from '../records/exclusionDesk.js';
import type { ViewJournal } from '../records/viewJournal.js';
import type { Analyst } from '../statistics/analyst.js';
import type { EventStore } from '../store/eventStore.js';
import type { JournalHeads } from '../store/journalHeads.js';
import type { JournalStore } from '../store/journalStore.js';
import type { ListStore } from '../store/listStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { IssuanceDesk, IssuanceOutcome } from '../windows/issuanceDesk.js';
import { accessHandlers } from './accessHandlers.js';
import { alarmHandlers, caseHandlers, signalHandlers } from './alarmHandlers.js';
import type {
  AlarmPlansPort,
  AlarmsPort,
  BackupsPort,
  CasesPort,
  ImportsPort,
  OpenDataPort,
  ReportsPort,
  SignalsPort,
} from './deskPorts.js';
import { figureHandlers } from './figureHandlers.js';
import type { Handlers } from './operation.js';
import { page } from './page.js';
import { recordHandlers, reportHandlers } from './recordHandlers.js';

export interface HandlerOptions {
  readonly access: Access;
  readonly issuances: IssuanceDesk;
  readonly alarmDesk: AlarmsPort;
  readonly alarmPlans: AlarmPlansPort;
  readonly signals: SignalsPort;
  readonly cases: CasesPort;
  readonly boxDesk: BoxDesk;
  readonly enrolment: EnrolmentDesk;
  readonly renewal: RenewalDesk;
  readonly boxes: BoxWatch;
  readonly board: OfficeBoard;
  readonly sites: SiteStore;
  readonly events: EventStore;
  readonly lists: ListStore;
  readonly analyst: Analyst;
  readonly views: ViewJournal;
  readonly exclusions: ExclusionDesk;
  readonly journal: JournalStore;
  readonly heads: Pick<JournalHeads, 'page'>;
  readonly imports: ImportsPort;
  readonly reports: ReportsPort;
  readonly openData: OpenDataPort;
  readonly health: Pick<HealthDesk, 'view'>;
  readonly backups: BackupsPort;
}

/** What each operation of the contract does. */
export const createHandlers = (options: HandlerOptions): Handlers => ({
  ...accessHandlers(options.access),
  ...officeHandlers(options),
  ...boxHandlers(options),
  ...alarmHandlers(options),
  ...signalHandlers(options),
  ...caseHandlers(options),
  ...figureHandlers(options),
  ...recordHandlers(options),
  ...reportHandlers(options),
  health: async () => ({ result: await options.health.view() }),
  backups: ({ query }) => ({ result: options.backups.list(query) }),
  backUp: async ({ body }) => ({ status: 202, result: await options.backups.begin(body.by) }),
});

type OfficeOperation = 'issue' | 'voidIssuance' | 'offices' | 'windows' | 'setAside';

type BoxOperation =
  | 'boxes'
  | 'boxAssignments'
  | 'moveBox'
  | 'boxSettings'
  | 'setBoxSettings'
  | 'selfTestBox'
  | 'offerEnrolment'
  | 'revokeBox'
  | 'renewCertificate'
  | 'enrol';

function officeHandlers(options: HandlerOptions): Pick<Handlers, OfficeOperation> {
  const { issuances, board, sites, events, lists } = options;
  return {
    issue: async ({ body }) => {
      const outcome = await issuances.issue(body);
      return { status: outcome.created ? 201 : 200, result: issuanceResult(board, outcome) };
    },
    voidIssuance: async ({ params: { office, kind, number }, principal }) => ({
      result: issuanceResult(board, await issuances.void({ office, kind, number }, journalName(principal))),
    }),
    offices: ({ principal }) => ({ result: { items: officesFor(principal, sites.offices()) } }),
    windows: ({ query }) => page<'windows'>(lists.page('windows', query), (id) => board.window(id)),
    setAside: ({ query }) =>
      page<'setAside'>(lists.page('setAside', query), (number) => {
        const { office, box, reason, receivedMs, payload } = events.setAsideAt(Number(number));
        return { office, box, reason, receivedAt: timestamp(receivedMs), payload };
      }),
  };
}

function boxHandlers(options: HandlerOptions): Pick<Handlers, BoxOperation> {
  const { boxDesk, enrolment, renewal, boxes, lists } = options;
  return {
    boxes: ({ query }) => page<'boxes'>(lists.page('boxes', query), (id) => boxes.view(id)),
    boxAssignments: ({ params: { box } }) => ({
      result: { items: boxDesk.assignments(box).map(assignmentView) },
    }),
    moveBox: async ({ params: { box }, body, principal }) => {
      await boxDesk.move(box, body, journalName(principal));
      return { result: knownBox(boxes, box) };
    },
    boxSettings: ({ params: { box } }) => ({ result: boxDesk.settingsOf(box) }),
    setBoxSettings: async ({ params: { box }, body, principal }) => ({
      result: await boxDesk.configure(box, body, journalName(principal)),
    }),
    selfTestBox: ({ params: { box } }) => {
      boxDesk.selfTest(box);
      return { status: 202, result: knownBox(boxes, box) };
    },
    offerEnrolment: async ({ params: { box }, body, principal }) => ({
      status: 201,
      result: await enrolment.offer(box, body, journalName(principal)),
    }),
    revokeBox: async ({ params: { box }, body }) => {
      await boxDesk.revoke(box, body.by);
      return { result: knownBox(boxes, box) };
    },
    renewCertificate: async ({ body }) => ({ status: 201, result: await renewal.renew(body) }),
    enrol: async ({ body, address }) => ({ status: 201, result: await enrolment.enrol(body, address) }),
  };
}

function knownBox(boxes: BoxWatch, box: string): BoxView {
  const view = boxes.view(box);
  if (view === undefined) throw new CodedError('box/unknown', `there is no box ${box}`);
  return view;
}

/** People and programs hear of their own offices; who is not signed in hears what there are, to apply for one. */
const officesFor = (principal: Principal, offices: OfficeView[]): OfficeView[] =>
  principal.kind === 'nobody'
    ? offices.map((office) => ({ ...office, counters: [] }))
    : offices.filter(({ id }) => belongsTo(principal, id));

export const unknownOffice = (office: string): CodedError =>
  new CodedError('office/unknown', `office ${office} is not one of this hub's offices`);

function issuanceResult(board: OfficeBoard, { issuance, window: id }: IssuanceOutcome) {
  const window = board.window(id);
  if (window === undefined)
    throw new CodedError('issuance/unknown', `the window of issuance ${issuance} is gone`);
  return { issuance, window };
}
