import type { OperationId } from '#contract/api.js';
import type { BoxView, RatingView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AlarmDesk } from '../alarms/alarmDesk.js';
import type { BoxDesk } from '../boxes/boxDesk.js';
import type { EnrolmentDesk } from '../boxes/enrolmentDesk.js';
import type { BoxWatch } from '../live/boxWatch.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { assignmentView, ratingView } from '../live/views.js';
import type { StatisticsDesk } from '../statistics/statisticsDesk.js';
import type { AlarmStore } from '../store/alarmStore.js';
import type { EventStore } from '../store/eventStore.js';
import type { IdPage, ListStore } from '../store/listStore.js';
import type { SiteStore } from '../store/siteStore.js';
import type { WindowStore } from '../store/windowStore.js';
import type { IssuanceDesk, IssuanceOutcome } from '../windows/issuanceDesk.js';
import type { Handlers, OperationResponse } from './operation.js';

export interface HandlerOptions {
  readonly issuances: IssuanceDesk;
  readonly alarmDesk: AlarmDesk;
  readonly boxDesk: BoxDesk;
  readonly enrolment: EnrolmentDesk;
  readonly boxes: BoxWatch;
  readonly statistics: StatisticsDesk;
  readonly board: OfficeBoard;
  readonly sites: SiteStore;
  readonly windows: WindowStore;
  readonly alarms: AlarmStore;
  readonly events: EventStore;
  readonly lists: ListStore;
}

/** What each operation of the contract does. */
export const createHandlers = (options: HandlerOptions): Handlers => ({
  ...officeHandlers(options),
  ...boxHandlers(options),
});

type BoxOperation =
  | 'boxes'
  | 'boxAssignments'
  | 'moveBox'
  | 'boxSettings'
  | 'setBoxSettings'
  | 'selfTestBox'
  | 'offerEnrolment'
  | 'enrol';

function officeHandlers(options: HandlerOptions): Omit<Handlers, BoxOperation> {
  const { issuances, alarmDesk, statistics, board, sites, windows, alarms, events, lists } = options;
  return {
    issue: async ({ body }) => {
      const outcome = await issuances.issue(body);
      return { status: outcome.created ? 201 : 200, result: issuanceResult(board, outcome) };
    },
    voidIssuance: async ({ params: { office, kind, number } }) => ({
      result: issuanceResult(board, await issuances.void(office, kind, number)),
    }),
    offices: () => ({ result: { items: sites.offices() } }),
    windows: ({ query }) => page<'windows'>(lists.page('windows', query), (id) => board.window(id)),
    ratings: ({ query }) => page<'ratings'>(lists.page('ratings', query), (id) => rating(windows, id)),
    statistics: ({ query }) => {
      if (query.office !== undefined && !sites.hasOffice(query.office)) throw unknownOffice(query.office);
      return { result: statistics.answer(query) };
    },
    alarms: ({ query }) =>
      page<'alarms'>(lists.page('alarms', query), (id) => {
        const alarm = alarms.byId(id);
        return alarm === undefined ? undefined : board.alarmView(alarm);
      }),
    acknowledgeAlarm: async ({ params, body }) => {
      const alarm = board.alarmView(await alarmDesk.acknowledge(params.id, body.by));
      if (alarm === undefined) throw new CodedError('alarm/unknown', `there is no alarm ${params.id}`);
      return { result: alarm };
    },
    setAside: ({ query }) =>
      page<'setAside'>(lists.page('setAside', query), (number) => {
        const { office, box, reason, receivedMs, payload } = events.setAsideAt(Number(number));
        return { office, box, reason, receivedAt: timestamp(receivedMs), payload };
      }),
  };
}

function boxHandlers({ boxDesk, enrolment, boxes, lists }: HandlerOptions): Pick<Handlers, BoxOperation> {
  return {
    boxes: ({ query }) => page<'boxes'>(lists.page('boxes', query), (id) => boxes.view(id)),
    boxAssignments: ({ params: { box } }) => ({
      result: { items: boxDesk.assignments(box).map(assignmentView) },
    }),
    moveBox: async ({ params: { box }, body }) => {
      await boxDesk.move(box, body);
      return { result: knownBox(boxes, box) };
    },
    boxSettings: ({ params: { box } }) => ({ result: boxDesk.settingsOf(box) }),
    setBoxSettings: async ({ params: { box }, body }) => ({ result: await boxDesk.configure(box, body) }),
    selfTestBox: ({ params: { box } }) => {
      boxDesk.selfTest(box);
      return { status: 202, result: knownBox(boxes, box) };
    },
    offerEnrolment: async ({ params: { box }, body }) => ({
      status: 201,
      result: await enrolment.offer(box, body),
    }),
    enrol: async ({ body, address }) => ({ status: 201, result: await enrolment.enrol(body, address) }),
  };
}

function knownBox(boxes: BoxWatch, box: string): BoxView {
  const view = boxes.view(box);
  if (view === undefined) throw new CodedError('box/unknown', `there is no box ${box}`);
  return view;
}

export const unknownOffice = (office: string): CodedError =>
  new CodedError('office/unknown', `office ${office} is not one of this hub's offices`);

type Paged = Extract<OperationId, 'windows' | 'ratings' | 'alarms' | 'boxes' | 'setAside'>;

function page<I extends Paged>(
  { ids, next }: IdPage,
  view: (id: string) => OperationResponse<I>['result']['items'][number] | undefined,
): { result: { items: OperationResponse<I>['result']['items']; next?: string } } {
  const items = ids.map(view).filter((item) => item !== undefined) as OperationResponse<I>['result']['items'];
  return { result: { items, ...(next === undefined ? {} : { next }) } };
}

function issuanceResult(board: OfficeBoard, { issuance, window: id }: IssuanceOutcome) {
  const window = board.window(id);
  if (window === undefined)
    throw new CodedError('issuance/unknown', `the window of issuance ${issuance} is gone`);
  return { issuance, window };
}

function rating(windows: WindowStore, id: string): RatingView | undefined {
  const window = windows.byId(id);
  return window?.level == null ? undefined : ratingView({ ...window, level: window.level });
}
