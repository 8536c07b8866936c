import Fastify, { type FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role, TokenPurpose } from '#contract/access.js';
import { type OperationId, operations } from '#contract/api.js';
import type { Operation } from '#contract/operation.js';
import type { StreamMessages } from '#contract/views.js';
import type { Access } from '../../../hub/access/access.js';
import { hears } from '../../../hub/access/decision.js';
import { OPERATION_RULES, STREAM_RULES } from '../../../hub/access/policy.js';
import { DEMONSTRATION, NOBODY, type Principal } from '../../../hub/access/principal.js';
import { Gate } from '../../../hub/http/gate.js';
import { type Handlers, serveOperations } from '../../../hub/http/operation.js';
import { problemOf } from '../../../hub/http/problem.js';

/**
 * Who may, written down from the rules of the spec (P1, P5, R20) and not from the table: c clerk, s supervisor,
 * o officer, m machine-room; I issuing, L lamp, M metrics; + everybody signed in; * anybody. Then where the office
 * stands: in the query (missing: whole city), the path, the body, the record; `city` is for city users alone; - nowhere.
 */
const EXPECTED: Record<OperationId, string> = {
  statistics: 'so query',
  trend: 'so query',
  funnel: 'so query',
  alarmFigures: 'so query',
  equipment: 'so query',
  screening: 'so query',
  clerk: 'so params',
  ratings: 'so query',
  excludeRating: 's record',
  restoreRating: 's record',
  exportWindows: 'so query',
  journal: 's query',
  importRatings: 'so city',
  importSurvey: 'so city',
  surveys: 'so -',
  survey: 'so -',
  removeSurvey: 'so city',
  reports: 'so query',
  makeReport: 'so body',
  report: 'so record',
  reportFile: 'so record',
  improvements: 'so query',
  noteImprovement: 'so body',
  openData: 'so -',
  openDataFile: 'so -',
  alarms: 's query',
  alarmSteps: 's record',
  acknowledgeAlarm: 's record',
  closeAlarm: 's record',
  shelveAlarm: 's record',
  unshelve: 's params',
  alarmSettings: 's params',
  setAlarmSettings: 's params',
  duty: 's params',
  setDuty: 's params',
  cases: 's query',
  case: 's record',
  changeCase: 's record',
  releaseCase: 's record',
  holidays: 'so -',
  setHoliday: 's city',
  removeHoliday: 's city',
  lamps: 'sm query',
  reportLamp: 'L both',
  forgetLamp: 'sm record',
  chimeTests: 'sm query',
  testChime: 'sm params',
  reportChimeTest: 's record',
  issue: 'cI body',
  voidIssuance: 'cI params',
  offices: '* -',
  windows: 'cso query',
  setAside: 's query',
  boxes: 'sm query',
  boxAssignments: 'sm record',
  boxSettings: 'sm record',
  setBoxSettings: 'm record',
  selfTestBox: 'sm record',
  moveBox: 'm both',
  offerEnrolment: 'm both',
  revokeBox: 'm record',
  enrol: '* -',
  renewCertificate: '* -',
  session: '* -',
  signIn: '* -',
  signOut: '* -',
  signOutEverywhere: '+ -',
  changePassword: '+ -',
  applyForAccount: '* -',
  accounts: 'sm query',
  approveAccount: 'sm -',
  declineAccount: 'sm -',
  changeAccount: 'sm -',
  disableAccount: 'sm -',
  resetPassword: 'sm -',
  tokens: 'sm query',
  makeToken: 'sm body',
  revokeToken: 'sm record',
  health: 'sm -',
  backups: 'm -',
  backUp: 'm -',
  journalHeads: 'sm -',
};

/** Whoever must choose another password may do these besides what anybody may. */
const WITH_OLD_PASSWORD = ['signOutEverywhere', 'changePassword'];

const LETTERS: Record<string, { role?: Role; purpose?: TokenPurpose }> = {
  c: { role: 'clerk' },
  s: { role: 'supervisor' },
  o: { role: 'officer' },
  m: { role: 'machine-room' },
  I: { purpose: 'issuing' },
  L: { purpose: 'lamp' },
  M: { purpose: 'metrics' },
};

const user = (role: Role, offices: string[] | null, mustChange = false): Principal => ({
  ...{ kind: 'user', id: 'u', account: 'acc', name: '王小明', session: 's' },
  ...{ roles: [role], offices, mustChange },
});

type Who = { letter: string; principal: Principal; city: boolean; mustChange?: true };
const WHO: Who[] = [
  ...Object.entries(LETTERS).flatMap(([letter, { role, purpose }]): Who[] => {
    if (role !== undefined)
      return [
        { letter, principal: user(role, ['east', 'south']), city: false },
        { letter, principal: user(role, null), city: true },
        { letter, principal: user(role, null, true), city: true, mustChange: true },
      ];
    const program = { kind: 'token', id: 't', purpose: purpose ?? 'lamp', office: 'east' } as const;
    return [{ letter, principal: program, city: false }];
  }),
  { letter: '', principal: NOBODY, city: false },
];

type Target = 'east' | 'west' | undefined;

/** Offices stand where the request has one; undefined: left out, or the record is unknown. */
function expected(id: OperationId, who: Who, target: Target): string {
  const [letters = '', place = ''] = EXPECTED[id].split(' ');
  if (letters.includes('*')) return 'reached';
  if (who.letter === '') return '401 access/sign-in';
  const isUser = who.principal.kind === 'user';
  if (who.mustChange) return WITH_OLD_PASSWORD.includes(id) ? 'reached' : '403 access/must-change';
  if (!letters.includes(who.letter) && !(letters.includes('+') && isUser)) return '403 access/role';
  if (who.city || place === '-') return 'reached';
  if (place === 'city') return '403 access/office-needed';
  if (target === 'west') return '403 access/office';
  if (target === undefined && place !== 'record') return '403 access/office-needed';
  return 'reached';
}

const VALUES: Record<string, unknown> = {
  ...{ id: '01890a5d-ac96-774b-bcce-b302099a8057', window: '01890a5d-ac96-774b-bcce-b302099a8057' },
  ...{ report: '01890a5d-ac96-774b-bcce-b302099a8057', survey: '01890a5d-ac96-774b-bcce-b302099a8057' },
  ...{
    box: 'box-1',
    lamp: 'desk-1',
    counter: '1',
    number: 'A1',
    clerk: 'lin',
    by: 'forged',
    viewer: 'forged',
  },
  ...{
    from: '2026-07-01T00:00:00.000Z',
    to: '2026-07-02T00:00:00.000Z',
    day: '2026-07-01',
    person: 'forged',
  },
  ...{ name: '王', account: 'wang', light: 'patlite', chimeTestAt: '08:15', text: 'x', reason: 'test' },
  ...{ code: '7K3M-Q9XT', publicKey: 'A'.repeat(43), proof: 'A'.repeat(86), console: 'c', label: 'l' },
};

/** The least that the schema takes. */
function sample(schema: TSchema, name = ''): unknown {
  const s = schema as TSchema & Record<string, unknown>;
  if (s.type === 'object') {
    const properties = s.properties as Record<string, TSchema>;
    return Object.fromEntries(
      ((s.required as string[] | undefined) ?? []).map((key) => [
        key,
        sample(properties[key] as TSchema, key),
      ]),
    );
  }
  if (name === 'name' && String(s.pattern).includes('csv')) return 'ratings-2026-10.csv';
  if (name === 'certificate') return '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  if (Array.isArray(s.enum)) return s.enum[0];
  if (Array.isArray(s.anyOf)) return sample(s.anyOf[0] as TSchema, name);
  if (s.type === 'array')
    return Array.from({ length: Number(s.minItems ?? 0) }, () => sample(s.items as TSchema, name));
  if (s.type === 'boolean') return true;
  if (s.type === 'integer' || s.type === 'number') return Number(s.minimum ?? 1);
  return VALUES[name] ?? 'x1';
}

class Walk {
  principal: Principal = NOBODY;
  target: Target;
  reached: { id: OperationId; request: Record<string, unknown> } | undefined;
  server: FastifyInstance = Fastify();

  async start(): Promise<void> {
    const access = { principalOf: () => this.principal, officeOf: () => this.target };
    const gate = new Gate(access as unknown as Access);
    this.server.setErrorHandler((error, _request, reply) => {
      const problem = problemOf(error);
      void reply.code(problem.status).send(problem);
    });
    await gate.attach(this.server);
    const handlers = Object.fromEntries(
      (Object.keys(operations) as OperationId[]).map((id) => [
        id,
        (request: Record<string, unknown>) => {
          this.reached = { id, request };
          return { result: {} };
        },
      ]),
    );
    serveOperations(this.server, gate, handlers as unknown as Handlers);
    this.server.get('/api/v1/forgotten', () => 'secret');
    await this.server.ready();
  }

  async ask(id: OperationId, { principal }: Who, target: Target): Promise<string> {
    this.principal = principal;
    this.target = target;
    this.reached = undefined;
    const operation = operations[id] as Operation;
    const office = target === undefined ? {} : { office: target };
    const place = EXPECTED[id].split(' ')[1];
    const at = (part: string): object => (place === part || place === 'both' ? office : {});
    const params = { ...(sample(operation.params ?? ({} as TSchema)) as object), office: target ?? 'east' };
    const path = operation.path.replace(/\{(\w+)\}/g, (_all, name) =>
      encodeURIComponent(String((params as Record<string, unknown>)[name])),
    );
    const query = { ...(operation.query && (sample(operation.query) as object)), ...at('query') };
    const body = operation.body && { ...(sample(operation.body) as object), ...at('body') };
    const response = await this.server.inject({
      method: operation.method,
      url: `/api/v1${path}`,
      query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
      headers: { 'sec-fetch-site': 'same-origin', ...(operation.upload && { 'content-type': 'text/csv' }) },
      payload: (operation.upload ? 'a,b' : body) as object,
    });
    if (this.reached !== undefined) return 'reached';
    const { code, detail } = response.json<{ code: string; detail: string }>();
    return code.startsWith('access/') ? `${response.statusCode} ${code}` : `${code}: ${detail}`;
  }
}

/** An office that must be named cannot be left out. */
const needsOffice = (id: OperationId): boolean => {
  const operation = operations[id] as Operation;
  const place = EXPECTED[id].split(' ')[1];
  if (place === 'params') return true;
  const schema =
    place === 'query' ? operation.query : place === 'body' || place === 'both' ? operation.body : undefined;
  return schema?.required?.includes('office') ?? false;
};

describe('who may do what (P1, P5, R20)', () => {
  const walk = new Walk();
  beforeAll(() => walk.start());
  const ids = Object.keys(operations) as OperationId[];

  it('P1 every operation has a rule, every rule an operation, and the expectations cover them all', () => {
    expect(Object.keys(OPERATION_RULES).sort()).toEqual([...ids].sort());
    expect(Object.keys(EXPECTED).sort()).toEqual([...ids].sort());
  });

  it.each(ids)('P1 %s: for every role, token and nobody, at an own, a foreign and no office', async (id) => {
    for (const target of ['east', 'west', undefined] as const) {
      if (target === undefined && needsOffice(id)) continue;
      for (const who of WHO)
        expect(`${describeWho(who)} ${target}: ${await walk.ask(id, who, target)}`).toBe(
          `${describeWho(who)} ${target}: ${expected(id, who, target)}`,
        );
    }
  });

  it('P1 an answer about two offices needs both', async () => {
    const boxes = { letter: 'm', principal: user('machine-room', ['east']), city: false };
    walk.principal = boxes.principal;
    walk.target = 'west';
    const payload = { office: 'east' };
    const headers = { 'sec-fetch-site': 'same-origin' };
    const moved = await walk.server.inject({
      method: 'POST',
      url: '/api/v1/boxes/box-9/move',
      payload,
      headers,
    });
    expect(moved.json()).toMatchObject({ code: 'access/office' });
    walk.principal = user('officer', ['east']);
    const compared = '/api/v1/statistics?office=east&by=clerk&againstOffice=west';
    expect((await walk.server.inject(compared)).json()).toMatchObject({ code: 'access/office' });
    walk.principal = user('officer', ['east', 'west']);
    expect((await walk.server.inject(compared)).statusCode).toBe(200);
  });

  it('P1 a route that somebody forgot to give a rule is open to nobody', async () => {
    for (const principal of [NOBODY, DEMONSTRATION, user('supervisor', null)]) {
      walk.principal = principal;
      const response = await walk.server.inject('/api/v1/forgotten');
      expect([response.statusCode, response.json().code]).toEqual([403, 'access/role']);
    }
  });

  it('D5 nobody who is signed in acts in another name, whatever was sent; programs and the demonstration do', async () => {
    const forged: string[] = [];
    for (const id of ids) {
      for (const [principal, own] of [
        [user('supervisor', null), true],
        [user('clerk', null), true],
        [DEMONSTRATION, false],
      ] as const) {
        await walk.ask(id, { letter: 's', principal, city: true }, 'east');
        const reached = walk.reached as Walk['reached'];
        const parts = [reached?.request.query, reached?.request.body] as Array<Record<string, unknown>>;
        for (const part of parts)
          for (const field of ['by', 'viewer', ...(id === 'setDuty' ? ['person'] : [])])
            if (part?.[field] !== undefined && id !== 'funnel' && part[field] !== (own ? '王小明' : 'forged'))
              forged.push(`${id} ${field}=${String(part[field])}`);
        if (id === 'issue' && reached !== undefined) expect(parts[1]?.clerk).toBe(own ? 'acc' : 'lin');
      }
    }
    expect(forged).toEqual([]);
  });
});

const describeWho = ({ letter, city, mustChange }: Who): string =>
  `${letter}${city ? ' city' : ''}${mustChange ? ' must-change' : ''}`;

/** Who hears which message: from P1, P5 and R20, not from the table. */
const HEARD: Record<keyof StreamMessages, string> = {
  snapshot: 'somL',
  window: 'so',
  figures: 'so',
  alarm: 'sL',
  shelf: 'sL',
  duty: 's',
  box: 'sm',
  lamp: 'smL',
  chimeTest: 'sm',
};

describe('who hears what on the stream (P5)', () => {
  it.each(Object.entries(HEARD))('P5 %s is heard by %s alone', (name, letters) => {
    const audience = STREAM_RULES[name as keyof StreamMessages];
    for (const who of WHO)
      expect(`${describeWho(who)} ${hears(audience, who.principal)}`).toBe(
        `${describeWho(who)} ${who.letter !== '' && letters.includes(who.letter) && who.mustChange !== true}`,
      );
    expect(hears(audience, DEMONSTRATION)).toBe(true);
  });

  it('P5 every message has a rule', () => {
    expect(Object.keys(STREAM_RULES).sort()).toEqual(Object.keys(HEARD).sort());
  });
});
