import type { OperationId } from '#contract/api.js';
import type { RatingView } from '#contract/views.js';
import { timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { AlarmDesk } from '../alarms/alarmDesk.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { ratingView } from '../live/views.js';
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
  readonly statistics: StatisticsDesk;
  readonly board: OfficeBoard;
  readonly sites: SiteStore;
  readonly windows: WindowStore;
  readonly alarms: AlarmStore;
  readonly events: EventStore;
  readonly lists: ListStore;
}

/** What each operation of the contract does. */
export function createHandlers(options: HandlerOptions): Handlers {
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
    boxes: ({ query }) => page<'boxes'>(lists.page('boxes', query), (id) => board.boxView(id)),
    setAside: ({ query }) =>
      page<'setAside'>(lists.page('setAside', query), (number) => {
        const { office, box, reason, receivedMs, payload } = events.setAsideAt(Number(number));
        return { office, box, reason, receivedAt: timestamp(receivedMs), payload };
      }),
  };
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
