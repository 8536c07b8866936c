import Type from 'typebox';
import { LampId } from './alarms.js';
import { operation, page, pageOf } from './operation.js';
import { ChimeTestResult, ChimeTestView, LampReport, LampView } from './signals.js';
import { OfficeId, Reference, Uuid } from './values.js';

const oneLamp = Type.Object({ lamp: LampId });

/** Lamps and tests of the chime (A3, A7). */
export const signalOperations = {
  lamps: operation({
    method: 'GET',
    path: '/lamps',
    summary: 'Signal lamps and what they show.',
    query: Type.Object({ office: Type.Optional(OfficeId) }),
    responses: { 200: Type.Object({ items: Type.Array(LampView) }) },
  }),
  reportLamp: operation({
    method: 'POST',
    path: '/lamps/{lamp}/report',
    summary: 'A lamp program says how its light is; a light that is gone raises an alarm (A6).',
    params: oneLamp,
    body: LampReport,
    responses: { 200: LampView },
    problems: { 404: ['office/unknown'], 409: ['lamp/taken', 'lamp/too-many'] },
  }),
  forgetLamp: operation({
    method: 'POST',
    path: '/lamps/{lamp}/forget',
    summary: 'A lamp was taken away for good; journalled.',
    params: oneLamp,
    body: Type.Object({ by: Reference }),
    responses: { 200: LampView },
    problems: { 404: ['lamp/unknown'] },
  }),
  chimeTests: operation({
    method: 'GET',
    path: '/chime-tests',
    summary: 'Tests of the chime, newest first (A7).',
    query: Type.Object({ office: Type.Optional(OfficeId), ...page }),
    responses: { 200: pageOf(ChimeTestView) },
  }),
  testChime: operation({
    method: 'POST',
    path: '/offices/{office}/chime-tests',
    summary: 'Has every console of an office test its chime now.',
    params: Type.Object({ office: OfficeId }),
    body: Type.Object({ by: Reference }),
    responses: { 201: ChimeTestView },
    problems: { 404: ['office/unknown'], 409: ['chime-test/pending'] },
  }),
  reportChimeTest: operation({
    method: 'POST',
    path: '/chime-tests/{id}/result',
    summary: 'A console says what came out of it. The first that heard something confirms the test.',
    params: Type.Object({ id: Uuid }),
    body: ChimeTestResult,
    responses: { 200: ChimeTestView },
    problems: { 404: ['chime-test/unknown'] },
  }),
} as const;
