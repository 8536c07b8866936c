import Type, { type Static, type TSchema } from 'typebox';
import { accessOperations } from './accessApi.js';
import { alarmOperations } from './alarmsApi.js';
import { BoxSettingsChange, BoxSettingsSchema } from './boxSettings.js';
import { careOperations } from './care.js';
import { caseOperations } from './casesApi.js';
import {
  EnrolmentOffer,
  EnrolmentRequest,
  EnrolmentResult,
  PlaceRequest,
  RenewalRequest,
  RenewalResult,
} from './enrolment.js';
import { operation, page, pageOf } from './operation.js';
import { recordOperations } from './recordsApi.js';
import { reportOperations } from './reportsApi.js';
import { signalOperations } from './signalsApi.js';
import { statisticsOperations } from './statisticsApi.js';
import {
  BoxId,
  CounterId,
  DocumentNumber,
  IssuanceKind,
  OfficeId,
  Outcome,
  Reference,
  Timestamp,
  Uuid,
} from './values.js';
import { AssignmentView, BoxView, OfficeView, SetAsideView, WindowState, WindowView } from './views.js';

export const IssuanceRequest = Type.Object({
  office: OfficeId,
  counter: CounterId,
  kind: IssuanceKind,
  number: DocumentNumber,
  clerk: Reference,
  service: Type.Optional(Reference),
  visit: Type.Optional(Reference),
  issuedAt: Type.Optional(Timestamp),
});
export type IssuanceRequest = Static<typeof IssuanceRequest>;

export const IssuanceResult = Type.Object({ issuance: Uuid, window: WindowView });
export type IssuanceResult = Static<typeof IssuanceResult>;

const oneBox = Type.Object({ box: BoxId });

export const operations = {
  ...accessOperations,
  ...statisticsOperations,
  ...recordOperations,
  ...reportOperations,
  ...alarmOperations,
  ...caseOperations,
  ...signalOperations,
  health: careOperations.health,
  journalHeads: careOperations.journalHeads,
  backups: careOperations.backups,
  backUp: careOperations.backUp,
  issue: operation({
    method: 'POST',
    path: '/issuances',
    summary:
      'A receipt or notice was issued at a counter: opens a rating window or joins the open one (W1, W3).',
    body: IssuanceRequest,
    responses: { 201: IssuanceResult, 200: IssuanceResult },
    problems: {
      409: ['issuance/conflict'],
      422: [
        'request/invalid',
        'issuance/unknown-office',
        'issuance/unknown-counter',
        'issuance/time-out-of-range',
      ],
    },
  }),
  voidIssuance: operation({
    method: 'POST',
    path: '/issuances/{office}/{kind}/{number}/void',
    summary: 'The document was voided; its window is cancelled if all its issuances are (W4).',
    params: Type.Object({ office: OfficeId, kind: IssuanceKind, number: DocumentNumber }),
    responses: { 200: IssuanceResult },
    problems: { 404: ['issuance/unknown'] },
  }),
  offices: operation({
    method: 'GET',
    path: '/offices',
    summary: 'Offices with their counters.',
    responses: { 200: Type.Object({ items: Type.Array(OfficeView) }) },
  }),
  windows: operation({
    method: 'GET',
    path: '/windows',
    summary: 'Rating windows, newest first.',
    query: Type.Object({
      office: Type.Optional(OfficeId),
      counter: Type.Optional(CounterId),
      state: Type.Optional(WindowState),
      outcome: Type.Optional(Outcome),
      ...page,
    }),
    responses: { 200: pageOf(WindowView) },
  }),
  boxes: operation({
    method: 'GET',
    path: '/boxes',
    summary: 'Rating boxes with their presence, health and gaps (D4, B4).',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(BoxView) },
  }),
  boxAssignments: operation({
    method: 'GET',
    path: '/boxes/{box}/assignments',
    summary: 'Where a box was, newest first (B5).',
    params: oneBox,
    responses: { 200: Type.Object({ items: Type.Array(AssignmentView) }) },
    problems: { 404: ['box/unknown'] },
  }),
  moveBox: operation({
    method: 'POST',
    path: '/boxes/{box}/move',
    summary:
      'Puts a box at another counter or office. What it recorded until now stays with the old place (B5).',
    params: oneBox,
    body: PlaceRequest,
    responses: { 200: BoxView },
    problems: {
      404: ['box/unknown'],
      409: ['box/counter-taken'],
      422: ['request/invalid', 'place/unknown-office', 'place/unknown-counter'],
    },
  }),
  boxSettings: operation({
    method: 'GET',
    path: '/boxes/{box}/settings',
    summary: 'The settings decided for a box; what is in force there is in its view.',
    params: oneBox,
    responses: { 200: BoxSettingsSchema },
    problems: { 404: ['box/unknown'] },
  }),
  setBoxSettings: operation({
    method: 'POST',
    path: '/boxes/{box}/settings',
    summary: 'Changes any of the settings of a box and sends them to it as soon as it is there.',
    params: oneBox,
    body: BoxSettingsChange,
    responses: { 200: BoxSettingsSchema },
    problems: { 404: ['box/unknown'], 422: ['request/invalid'] },
  }),
  selfTestBox: operation({
    method: 'POST',
    path: '/boxes/{box}/self-test',
    summary: 'Asks a box to test itself; the result appears in its view (B6).',
    params: oneBox,
    responses: { 202: BoxView },
    problems: { 404: ['box/unknown'], 409: ['box/offline'] },
  }),
  offerEnrolment: operation({
    method: 'POST',
    path: '/boxes/{box}/enrolment',
    summary: 'Makes a code with which a box, new or known, becomes this one, once and within 15 min (B5).',
    params: oneBox,
    body: PlaceRequest,
    responses: { 201: EnrolmentOffer },
    problems: {
      409: ['box/counter-taken'],
      422: ['request/invalid', 'place/unknown-office', 'place/unknown-counter'],
    },
  }),
  revokeBox: operation({
    method: 'POST',
    path: '/boxes/{box}/revoke',
    summary:
      'Shuts an enrolled box out at once and for good: its connection is cut and its certificate refused until it is ' +
      'enrolled anew. What it has recorded stays and is verified as before (B5). Journalled.',
    params: oneBox,
    body: Type.Object({ by: Reference }),
    responses: { 200: BoxView },
    problems: { 404: ['box/unknown'], 409: ['box/not-enrolled'], 422: ['request/invalid'] },
  }),
  enrol: operation({
    method: 'POST',
    path: '/enrolments',
    summary: 'A box shows its code and proves that it has its key (B5).',
    body: EnrolmentRequest,
    responses: { 201: EnrolmentResult },
    problems: {
      403: ['enrolment/bad-code'],
      409: ['box/counter-taken'],
      422: ['request/invalid', 'enrolment/bad-proof'],
      429: ['enrolment/too-many-failures'],
    },
  }),
  renewCertificate: operation({
    method: 'POST',
    path: '/renewals',
    summary:
      'A box whose certificate ended while it was off shows it, proves that it has its key, and gets another one within ' +
      '30 days of that end (B5). Journalled.',
    body: RenewalRequest,
    responses: { 201: RenewalResult },
    problems: {
      403: ['renewal/refused', 'renewal/too-late'],
      409: ['renewal/not-due'],
      422: ['request/invalid'],
    },
  }),
  setAside: operation({
    method: 'GET',
    path: '/set-aside',
    summary: 'Messages kept aside with the reason, newest first (D7).',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(SetAsideView) },
  }),
} as const;

export type OperationId = keyof typeof operations;
type Part<O, K extends string> = O extends { readonly [P in K]: infer S extends TSchema }
  ? Static<S>
  : undefined;
export type ParamsOf<I extends OperationId> = Part<(typeof operations)[I], 'params'>;
export type QueryOf<I extends OperationId> = Part<(typeof operations)[I], 'query'>;
export type BodyOf<I extends OperationId> = Part<(typeof operations)[I], 'body'>;
type Responses<I extends OperationId> = (typeof operations)[I]['responses'];
export type ResultOf<I extends OperationId> = {
  [S in keyof Responses<I>]: Responses<I>[S] extends TSchema ? Static<Responses<I>[S]> : never;
}[keyof Responses<I>];
