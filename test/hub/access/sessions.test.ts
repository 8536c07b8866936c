import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { Snapshot } from '#contract/views.js';
import { AccessRig, Browser, bearer, DAY_MS, GOOD_PASSWORD } from '../../support/accessRig.js';
import { EventReader } from '../../support/eventReader.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const state = async (browser: Browser) => (await browser.get<{ state: string }>('/session')).state;

async function watch({ rig }: AccessRig, headers: Record<string, string>, lastId?: string) {
  const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=east`, lastId, headers);
  onTestFinished(() => reader.close());
  return reader;
}

/** A citizen presses 非常不滿意 at counter 1. */
async function press({ rig }: AccessRig, token: string): Promise<void> {
  const box = rig.box('box-1').online();
  await rig.settle();
  const response = await rig.inject({
    ...{ method: 'POST', url: '/api/v1/issuances', headers: bearer(token) },
    payload: { office: 'east', counter: '1', kind: 'receipt', number: `R${Math.random()}`, clerk: 'lin' },
  });
  const { window, issuance } = response.json();
  box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
  box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
  await rig.settle();
  rig.clock.advance(500);
}

describe('sessions', () => {
  it('the cookie is for this host over TLS alone, unseen by scripts, and never sent from another site', async () => {
    const { rig } = await AccessRig.start();
    const payload = { account: 'boss', password: GOOD_PASSWORD };
    const response = await rig.inject({ method: 'POST', url: '/api/v1/session', payload });
    const [cookie] = [response.headers['set-cookie']].flat();
    const [pair, ...flags] = String(cookie).split('; ');
    expect(pair).toMatch(/^__Host-rating-session=[A-Za-z0-9_-]{43}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect(response.body).not.toContain(pair?.split('=')[1]);
  });

  it('lives while it is used, ends after 30 min unused and after 12 h at the latest; and outlives a restart', async () => {
    const access = await AccessRig.start();
    const { rig, boss, clock } = access;
    for (let quarters = 0; quarters < 4; quarters++) {
      clock.jumpWall(25 * MINUTE_MS);
      expect(await state(boss)).toBe('signed-in');
      await rig.settle();
    }
    await rig.restart();
    expect(await state(boss)).toBe('signed-in');
    clock.jumpWall(30 * MINUTE_MS);
    expect(await state(boss)).toBe('nobody');
    expect(await boss.said('GET', '/alarms')).toBe('401 access/sign-in');
    await boss.signIn('boss');
    for (let hours = 0; hours < 12 * 3; hours++) {
      expect(await state(boss)).toBe('signed-in');
      clock.jumpWall(20 * MINUTE_MS);
      await rig.settle();
    }
    expect(await state(boss)).toBe('nobody');
  });

  it('ends by sign-out, everywhere at once, and with a change of password for all others', async () => {
    const { rig, boss, clock } = await AccessRig.start();
    const [one, two, three] = [new Browser(rig), new Browser(rig), new Browser(rig)];
    for (const browser of [one, two, three]) await browser.signIn('boss');
    const kept = two.cookie;
    await two.post('/session/end');
    expect(two.cookie).toBe('');
    two.cookie = kept;
    expect([await state(one), await state(two)]).toEqual(['signed-in', 'nobody']);
    clock.jumpWall(DAY_MS);
    await one.signIn('boss');
    await three.signIn('boss');
    await one.post('/session/password', { password: GOOD_PASSWORD, next: 'Another-Word-1' });
    expect([await state(one), await state(three)]).toEqual(['signed-in', 'nobody']);
    await three.signIn('boss', 'Another-Word-1');
    await three.post('/session/end-all');
    expect([await state(one), await state(three), await state(boss)]).toEqual(['nobody', 'nobody', 'nobody']);
  });

  it('no secret lies in the database, and a made-up one is nobody', async () => {
    const access = await AccessRig.start();
    const stranger = new Browser(access.rig);
    for (const value of ['', 'x', 'A'.repeat(43), `${access.boss.cookie.split('=')[1]}A`]) {
      stranger.cookie = `__Host-rating-session=${value}`;
      expect(await state(stranger)).toBe('nobody');
    }
    const { token } = await access.token('lamp');
    const { openToRead } = await import('#platform/sqlite.js');
    const db = openToRead(`${access.rig.folder}/hub.db`);
    const rows = JSON.stringify(
      ['account', 'account_password', 'session', 'api_token', 'journal'].map((table) =>
        db
          .prepare(`SELECT * FROM ${table}`)
          .all()
          .map((row) =>
            Object.values(row as object).map((value) => (Buffer.isBuffer(value) ? value.toString() : value)),
          ),
      ),
    );
    db.close();
    for (const secret of [GOOD_PASSWORD, token, access.boss.cookie.split('=')[1] ?? '?'])
      expect(rows).not.toContain(secret);
  });
});

describe('what comes from another site', () => {
  const deed = { purpose: 'metrics', office: 'east', label: 'x', days: 1 };
  const type = { 'content-type': 'application/json' };

  const senders: ReadonlyArray<[string, Record<string, string>, boolean]> = [
    ['a page of the hub', { 'sec-fetch-site': 'same-origin' }, true],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['another host of this site', { 'sec-fetch-site': 'same-site' }, false],
    ['no page', { 'sec-fetch-site': 'none' }, false],
    ['an older browser on a page of the hub', { origin: 'https://hub.test', host: 'hub.test' }, true],
    ['an older browser elsewhere', { origin: 'https://evil.test', host: 'hub.test' }, false],
    ['a sandboxed page', { origin: 'null', host: 'hub.test' }, false],
    ['who does not say', {}, false],
    ['a form', { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, false],
  ];

  it('changes nothing for somebody who is signed in, unless a page of the hub asks', async () => {
    const { boss } = await AccessRig.start();
    let made = 0;
    for (const [who, headers, may] of senders) {
      const response = await boss.send('POST', '/tokens', deed, { ...type, ...headers });
      const code = may ? undefined : 'access/cross-site';
      expect([who, response.statusCode, response.json().code]).toEqual([who, may ? 201 : 403, code]);
      made += Number(may);
    }
    expect((await boss.get<{ items: unknown[] }>('/tokens')).items).toHaveLength(made);
  });

  it('signs nobody in, and a program with its token needs no page', async () => {
    const access = await AccessRig.start();
    const payload = { account: 'boss', password: GOOD_PASSWORD };
    const forced = await new Browser(access.rig).send('POST', '/session', payload, {
      'sec-fetch-site': 'cross-site',
    });
    expect(forced.json()).toMatchObject({ code: 'access/cross-site' });
    const { token } = await access.token('issuing');
    await press(access, token);
    expect((await access.boss.get<{ items: AlarmView[] }>('/alarms')).items).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('let in for their purpose at their office until they end or are revoked', async () => {
    const access = await AccessRig.start();
    const { rig, boss, clock } = access;
    const made = await access.token('issuing', 'east', 2);
    expect(made.token).toMatch(/^rh_[A-Za-z0-9_-]{43}$/);
    const issue = async (office: string, token = made.token): Promise<string> => {
      const payload = { office, counter: '1', kind: 'receipt', number: `T${clock.wall()}`, clerk: 'lin' };
      const request = { method: 'POST', url: '/api/v1/issuances', headers: bearer(token), payload } as const;
      const response = await rig.inject(request);
      return `${response.statusCode} ${response.json().code ?? ''}`.trim();
    };
    expect(await issue('east')).toBe('201');
    expect(await issue('west')).toBe('403 access/office');
    expect(await issue('east', (await access.token('lamp')).token)).toBe('403 access/role');
    expect(await issue('east', `${made.token.slice(0, -1)}_`)).toBe('401 access/sign-in');
    await rig.settle();
    const [, listed] = (await boss.get<{ items: Array<{ usedAt?: string }> }>('/tokens')).items;
    expect(listed?.usedAt).toBe(new Date(clock.wall()).toISOString());
    expect(listed).not.toHaveProperty('token');
    clock.jumpWall(2 * DAY_MS);
    expect(await issue('east')).toBe('401 access/sign-in');
    await boss.signIn('boss');
    const another = await access.token('issuing');
    expect(await issue('east', another.token)).toBe('201');
    await boss.post(`/tokens/${another.id}/revoke`);
    expect(await issue('east', another.token)).toBe('401 access/sign-in');
    const metrics = async (headers: Record<string, string>) =>
      (await rig.inject({ url: '/metrics', headers })).statusCode;
    expect(await metrics({})).toBe(401);
    expect(await metrics(bearer((await access.token('metrics')).token))).toBe(200);
  });
});

describe('P5 the stream', () => {
  it('P5 tells a supervisor of a press, the machine room and the officer not, a clerk nothing', async () => {
    const access = await AccessRig.start();
    const { token } = await access.token('issuing');
    const [chief, keeper, reader, clerk] = [
      await access.person('chief', ['supervisor']),
      await access.person('keeper', ['machine-room']),
      await access.person('reader', ['officer']),
      await access.person('clerk', ['clerk']),
    ];
    await press(access, token);
    expect(await clerk.said('GET', '/stream?office=east')).toBe('403 access/role');
    expect(await keeper.said('GET', '/stream?office=west')).toBe('403 access/office');
    expect(await new Browser(access.rig).said('GET', '/stream?office=east')).toBe('401 access/sign-in');
    const streams = [chief, keeper, reader].map(({ cookie }) => watch(access, { cookie }));
    const [all, boxes, figures] = await Promise.all(streams);
    const first = (await Promise.all(
      [all, boxes, figures].map((each) => each?.next('snapshot')),
    )) as Snapshot[];
    expect(first.map(({ alarms, windows, today }) => [alarms.length, windows.length, today.rated])).toEqual([
      ...[
        [1, 1, 1],
        [0, 0, 0],
        [0, 1, 1],
      ],
    ]);
    expect(first.map((snapshot) => snapshot.boxes.length > 0)).toEqual([true, true, false]);
    expect(JSON.stringify(first[1])).not.toContain('"lin"');
    await press(access, token);
    await all?.comment();
    access.rig.box('box-2').online();
    await access.rig.settle();
    access.rig.clock.advance(1_000);
    const names = async (stream: EventReader | undefined): Promise<Set<string>> => {
      await stream?.any();
      for (let turn = 0; turn < 50; turn++) await access.rig.settle();
      return new Set(stream?.names());
    };
    const [told, kept, read] = [await names(all), await names(boxes), await names(figures)];
    expect([...kept].filter((name) => !['box', 'lamp', 'chimeTest'].includes(name))).toEqual([]);
    expect([...read].filter((name) => !['window', 'figures'].includes(name))).toEqual([]);
    expect([...told]).toContain('alarm');
    expect([...read]).toContain('window');
  });

  it('is cut within 5 s when a session ends, rights change or a token is revoked; use keeps a session alive', async () => {
    const access = await AccessRig.start();
    const { boss, clock, rig } = access;
    const chief = await access.person('chief', ['supervisor']);
    const lamp = await access.token('lamp');
    const open = async (headers: Record<string, string>) => {
      const stream = await watch(access, headers);
      await stream.next('snapshot');
      return stream;
    };
    const [mine, theirs, light] = [
      await open({ cookie: boss.cookie }),
      await open({ cookie: chief.cookie }),
      await open(bearer(lamp.token)),
    ];
    for (let minutes = 0; minutes < 40; minutes += 4) {
      clock.jumpWall(4 * MINUTE_MS - 4_000);
      clock.advance(4_000);
      await rig.settle();
    }
    expect(await state(boss)).toBe('signed-in');
    await boss.post(`/accounts/${chief.id}`, { roles: ['officer'], offices: ['east'] });
    clock.advance(5_000);
    await theirs.over();
    await boss.post(`/tokens/${lamp.id}/revoke`);
    clock.advance(5_000);
    await light.over();
    await boss.post('/session/end');
    clock.advance(5_000);
    await mine.over();
    clock.jumpWall(HOUR_MS);
  });
});
