import { describe, expect, it } from 'vitest';
import type { AccountView, OneTimePassword } from '#contract/access.js';
import type { JournalEntry } from '#contract/records.js';
import { AccessRig, Browser, DAY_MS, GOOD_PASSWORD } from '../../support/accessRig.js';

type Listed = { items: Array<AccountView & { reason?: string }> };
const MINUTE_MS = 60_000;

describe('P2 from application to account', () => {
  it('P2 is applied for, approved, begun with a one-time password, and nothing else before it is changed', async () => {
    const { rig, boss, apply } = await rigOf();
    const id = await apply('lin', ['supervisor'], ['east']);
    const lin = new Browser(rig, 'at lin');
    expect(await lin.signIn('lin')).toBe('401 session/refused');
    const pending = await boss.get<Listed>('/accounts?state=pending');
    expect(pending.items).toMatchObject([{ account: 'lin', state: 'pending', reason: 'work' }]);
    const given = await boss.post<OneTimePassword>(`/accounts/${id}/approve`, {
      ...{ roles: ['supervisor'], offices: ['east'] },
    });
    expect(await lin.signIn('lin', given.password)).toBe('201');
    expect(await lin.get('/session')).toMatchObject({ state: 'must-change', account: 'lin' });
    expect(await lin.said('GET', '/alarms?office=east')).toBe('403 access/must-change');
    const next = 'Another-Good-1';
    expect(await lin.said('POST', '/session/password', { password: given.password, next })).toBe('200');
    expect(await lin.get('/session')).toMatchObject({
      ...{ state: 'signed-in', roles: ['supervisor'], offices: ['east'] },
      passwordUntil: new Date(rig.clock.wall() + 180 * DAY_MS).toISOString(),
    });
    expect(await lin.said('GET', '/alarms?office=east')).toBe('200');
    expect(await lin.said('GET', '/alarms?office=west')).toBe('403 access/office');
    expect(await lin.said('GET', '/alarms')).toBe('403 access/office-needed');
    expect(await new Browser(rig).signIn('lin', given.password)).toBe('401 session/refused');
    expect(await new Browser(rig).signIn('lin', next)).toBe('201');
  });

  it('P2 a one-time password lets in once, and not after 72 h', async () => {
    const { rig, boss, apply, clock } = await rigOf();
    const give = async (account: string): Promise<string> => {
      const id = await apply(account, ['clerk'], ['east']);
      const body = { roles: ['clerk'], offices: ['east'] };
      return (await boss.post<OneTimePassword>(`/accounts/${id}/approve`, body)).password;
    };
    const [once, late] = [await give('once'), await give('late')];
    expect(await new Browser(rig).signIn('once', once)).toBe('201');
    expect(await new Browser(rig).signIn('once', once)).toBe('401 session/refused');
    clock.jumpWall(72 * 60 * MINUTE_MS);
    expect(await new Browser(rig).signIn('late', late)).toBe('401 session/refused');
  });

  it('P1 a supervisor decides within the own offices and roles; only the city makes city users', async () => {
    const access = await rigOf();
    const { boss, apply, person } = access;
    const chief = await person('chief', ['supervisor'], ['east']);
    const machine = await person('machine', ['machine-room'], ['east']);
    const decide = async (by: Browser, account: string, roles: string[], offices: string[] | null) => {
      const id = await apply(account, roles as ['clerk'], offices);
      return by.said('POST', `/accounts/${id}/approve`, { roles, offices });
    };
    expect(await decide(chief, 'a1', ['clerk', 'officer'], ['east'])).toBe('200');
    expect(await decide(chief, 'a2', ['clerk'], ['west'])).toBe('403 access/beyond-own');
    expect(await decide(chief, 'a3', ['clerk'], ['east', 'west'])).toBe('403 access/beyond-own');
    expect(await decide(chief, 'a4', ['clerk'], null)).toBe('403 access/beyond-own');
    expect(await decide(chief, 'a5', ['machine-room'], ['east'])).toBe('403 access/beyond-own');
    expect(await decide(machine, 'a6', ['machine-room'], ['east'])).toBe('200');
    expect(await decide(machine, 'a7', ['clerk'], ['east'])).toBe('403 access/beyond-own');
    expect(await decide(boss, 'a8', ['supervisor'], null)).toBe('200');
    const [elder] = (await boss.get<Listed>('/accounts?state=active')).items.filter(
      ({ account }) => account === 'boss',
    );
    for (const deed of ['reset', 'disable']) {
      expect(await chief.said('POST', `/accounts/${elder?.id}/${deed}`, {})).toBe('403 access/beyond-own');
    }
    const upwards = { roles: ['supervisor'], offices: null };
    expect(await chief.said('POST', `/accounts/${chief.id}`, upwards)).toBe('403 access/beyond-own');
    expect((await chief.get<Listed>('/accounts?office=east')).items.map(({ account }) => account)).toContain(
      'a3',
    );
  });

  it('P1 the last supervisor of the whole city can neither go nor be made less', async () => {
    const { boss, person } = await rigOf();
    const [me] = (await boss.get<Listed>('/accounts')).items;
    const less = { roles: ['machine-room'], offices: null };
    expect(await boss.said('POST', `/accounts/${me?.id}`, less)).toBe('409 account/last-administrator');
    expect(await boss.said('POST', `/accounts/${me?.id}/disable`, {})).toBe('409 account/last-administrator');
    await person('second', ['supervisor'], null);
    expect(await boss.said('POST', `/accounts/${me?.id}`, less)).toBe('200');
    expect(await boss.said('GET', '/alarms')).toBe('403 access/role');
  });

  it('P2 a name is taken once, for the account as in the journal; a declined one is free again', async () => {
    const { rig, boss, apply } = await rigOf();
    const id = await apply('lin', ['clerk'], ['east']);
    const asking = new Browser(rig, 'elsewhere');
    const form = { roles: ['clerk'], offices: ['east'], reason: 'x' };
    const wish = (account: string, name: string) =>
      asking.said('POST', '/accounts', { ...form, account, name });
    expect(await wish('lin', 'Somebody else')).toBe('409 account/name-taken');
    expect(await wish('other', 'Name of lin')).toBe('409 account/name-taken');
    expect(await wish('other', '主任')).toBe('409 account/name-taken');
    expect(await boss.said('POST', `/accounts/${id}/decline`, {})).toBe('200');
    expect(await boss.said('POST', `/accounts/${id}/decline`, {})).toBe('409 account/decided');
    expect(await wish('lin', 'Name of lin')).toBe('201');
    for (let wishes = 0; wishes < 20; wishes++) await wish(`more${wishes}`, `More ${wishes}`);
    expect(await wish('one-more', 'One more')).toBe('429 account/too-many-applications');
  });
});

describe('P2 signing in', () => {
  it('P2 locks for 15 min after five failures, lets the right password in after, and a reset at once', async () => {
    const { rig, boss, person, clock } = await rigOf();
    const lin = await person('lin', ['clerk']);
    const fail = async (times: number): Promise<string[]> => {
      const said: string[] = [];
      for (let time = 0; time < times; time++)
        said.push(await new Browser(rig, `x${time}`).signIn('lin', 'wrong'));
      return said;
    };
    expect(await fail(4)).toEqual(Array(4).fill('401 session/refused'));
    expect(await new Browser(rig).signIn('lin')).toBe('201');
    expect(await fail(6)).toEqual([...Array(5).fill('401 session/refused'), '423 session/locked']);
    expect(await new Browser(rig).signIn('lin')).toBe('423 session/locked');
    expect((await boss.get<Listed>('/accounts?office=east')).items[0]).toHaveProperty('lockedUntil');
    clock.advance(15 * MINUTE_MS - 1);
    expect(await new Browser(rig).signIn('lin')).toBe('423 session/locked');
    clock.advance(1);
    expect(await new Browser(rig).signIn('lin')).toBe('201');
    await fail(5);
    const given = await boss.post<OneTimePassword>(`/accounts/${lin.id}/reset`);
    expect(await new Browser(rig).signIn('lin', given.password)).toBe('201');
    expect(await lin.get('/session')).toMatchObject({ state: 'nobody' });
  });

  it('P2 answers alike, with one verification each, for unknown, waiting, disabled and known accounts', async () => {
    const { rig, boss, apply, person, hasher } = await rigOf();
    await person('known', ['clerk']);
    await apply('waiting', ['clerk'], ['east']);
    const gone = await person('gone', ['clerk']);
    await boss.post(`/accounts/${gone.id}/disable`);
    for (const account of ['known', 'unknown', 'waiting', 'gone']) {
      const answers: string[] = [];
      for (let time = 0; time < 6; time++) {
        const before = hasher.verified;
        const browser = new Browser(rig, `${account} ${time}`);
        const response = await browser.send('POST', '/session', { account, password: 'wrong' });
        answers.push(`${hasher.verified - before} ${response.statusCode} ${response.json().detail}`);
      }
      expect(new Set(answers.slice(0, 5)).size, account).toBe(1);
      expect(answers[0], account).toMatch(/^1 401 /);
      expect(answers[5], account).toMatch(/^0 423 /);
    }
  });

  it('P2 many guesses at once are no way around the lock, and an address is slowed down', async () => {
    const { rig, person, hasher } = await rigOf();
    await person('lin', ['clerk']);
    const before = hasher.verified;
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, n) => new Browser(rig, `p${n}`).signIn('lin', 'wrong')),
    );
    expect(hasher.verified - before).toBeLessThanOrEqual(5);
    expect(many.filter((said) => said === '401 session/refused').length).toBeLessThanOrEqual(5);
    expect(await new Browser(rig, 'after').signIn('lin')).toBe('423 session/locked');
    const one = new Browser(rig, 'one address');
    const said: string[] = [];
    for (let n = 0; n < 11; n++) said.push(await one.signIn(`nobody-${n}`, 'wrong'));
    expect(said[10]).toBe('429 session/too-many-attempts');
    expect(await one.signIn('boss')).toBe('429 session/too-many-attempts');
    expect(await new Browser(rig, 'another').signIn('boss')).toBe('201');
  });

  it('P2 none of the last three, not within a day, and after its age it must be changed', async () => {
    const { rig, person, clock } = await rigOf();
    const lin = await person('lin', ['clerk']);
    const change = (password: string, next: string) =>
      lin.said('POST', '/session/password', { password, next });
    expect(await change(GOOD_PASSWORD, 'Second-Word-2')).toBe('422 password/too-young');
    const later = async (password: string): Promise<void> => {
      clock.jumpWall(DAY_MS);
      expect(await lin.signIn('lin', password)).toBe('201');
    };
    await later(GOOD_PASSWORD);
    expect(await change('wrong', 'Second-Word-2')).toBe('401 session/refused');
    expect(await change(GOOD_PASSWORD, GOOD_PASSWORD)).toBe('422 password/used-before');
    expect(await change(GOOD_PASSWORD, 'short')).toBe('422 password/too-short');
    expect(await change(GOOD_PASSWORD, 'Second-Word-2')).toBe('200');
    await later('Second-Word-2');
    expect(await change('Second-Word-2', GOOD_PASSWORD)).toBe('422 password/used-before');
    expect(await change('Second-Word-2', 'Third-Word-3')).toBe('200');
    await later('Third-Word-3');
    expect(await change('Third-Word-3', GOOD_PASSWORD)).toBe('422 password/used-before');
    expect(await change('Third-Word-3', 'Fourth-Word-4')).toBe('200');
    await later('Fourth-Word-4');
    expect(await change('Fourth-Word-4', GOOD_PASSWORD)).toBe('200');
    clock.jumpWall(180 * DAY_MS);
    const old = new Browser(rig);
    expect(await old.signIn('lin', GOOD_PASSWORD)).toBe('201');
    expect(await old.get('/session')).toMatchObject({ state: 'must-change' });
    const next = { password: GOOD_PASSWORD, next: 'Fifth-Word-5' };
    expect(await old.said('POST', '/session/password', next)).toBe('200');
    expect(await old.get('/session')).toMatchObject({ state: 'signed-in' });
  });
});

describe('P3 the journal of access', () => {
  it('P3 holds every deed and every sign-in with place and person, and no secret', async () => {
    const access = await rigOf();
    const { rig, boss, person } = access;
    const lin = await person('lin', ['supervisor']);
    await new Browser(rig, '10.9.8.7').signIn('lin', 'Secret-Guess-1');
    await new Browser(rig).signIn('my-password-in-the-wrong-field', 'x');
    for (let n = 0; n < 4; n++) await new Browser(rig, `g${n}`).signIn('lin', 'x');
    const token = await access.token('issuing');
    await boss.post(`/tokens/${token.id}/revoke`);
    await boss.post(`/accounts/${lin.id}`, { roles: ['officer'], offices: ['east'] });
    await lin.post('/session/end-all');
    const given = await boss.post<OneTimePassword>(`/accounts/${lin.id}/reset`);
    await boss.post(`/accounts/${lin.id}/disable`);
    const { items } = await boss.get<{ items: JournalEntry[] }>('/journal?limit=500');
    const told = items.reverse().map(({ by, action, office = '' }) => `${by} ${action} ${office}`.trim());
    expect(told).toEqual([
      'rating-hub account/approved',
      '主任 session/begun',
      '主任 password/changed',
      'Name of lin account/applied east',
      '主任 account/approved east',
      'Name of lin session/begun east',
      'Name of lin password/changed east',
      'Name of lin session/refused east',
      '— session/refused',
      ...Array(4).fill('Name of lin session/refused east'),
      'Name of lin account/locked east',
      '主任 token/made east',
      '主任 token/revoked east',
      '主任 account/changed east',
      'Name of lin session/ended-everywhere east',
      '主任 password/reset east',
      '主任 account/disabled east',
    ]);
    const text = JSON.stringify(items);
    for (const secret of [GOOD_PASSWORD, 'Secret-Guess-1', 'wrong-field', token.token, given.password])
      expect(text).not.toContain(secret);
    expect(text).toContain('10.9.8.7');
  });
});

async function rigOf() {
  const access = await AccessRig.start();
  return Object.assign(access, {
    apply: access.apply.bind(access),
    person: access.person.bind(access),
  });
}
