import { describe, expect, it, onTestFinished } from 'vitest';
import type { OneTimePassword } from '#contract/access.js';
import type { JournalEntry } from '#contract/records.js';
import { personName } from '../../../hub/access/personName.js';
import type { Principal } from '../../../hub/access/principal.js';
import { StreamShares } from '../../../hub/http/streamShares.js';
import { AccessRig, Browser, bearer, GOOD_PASSWORD } from '../../support/accessRig.js';
import { EventReader } from '../../support/eventReader.js';
import { eventually } from '../../support/eventually.js';

describe('P1 P2 somebody with an account who wants more', () => {
  it('P1 nobody gives themselves a role or an office, and less is a way down only', async () => {
    const access = await AccessRig.start();
    const chief = await access.person('chief', ['supervisor'], ['east']);
    const both = await access.person('both', ['supervisor', 'officer'], ['east', 'west']);
    const become = (who: Browser & { id: string }, roles: string[], offices: string[]) =>
      who.said('POST', `/accounts/${who.id}`, { roles, offices });
    expect(await become(chief, ['supervisor', 'clerk'], ['east'])).toBe('403 access/beyond-own');
    expect(await become(chief, ['supervisor'], ['east', 'west'])).toBe('403 access/beyond-own');
    expect(await become(both, ['supervisor'], ['east'])).toBe('200');
    expect(await become(both, ['supervisor', 'officer'], ['east'])).toBe('403 access/beyond-own');
    const second = await access.person('second', ['supervisor'], null);
    const wish = { roles: ['supervisor', 'machine-room'], offices: null };
    expect(await second.said('POST', `/accounts/${second.id}`, wish)).toBe('403 access/beyond-own');
  });

  it('P2 nobody gets around the last three passwords by resetting their own again and again', async () => {
    const access = await AccessRig.start();
    const chief = await access.person('chief', ['supervisor'], ['east']);
    expect(await chief.said('POST', `/accounts/${chief.id}/reset`, {})).toBe('403 access/beyond-own');
    const peer = await access.person('peer', ['supervisor'], ['east']);
    const given = await peer.post<OneTimePassword>(`/accounts/${chief.id}/reset`);
    const back = { password: given.password, next: GOOD_PASSWORD };
    expect(await chief.signIn('chief', given.password)).toBe('201');
    expect(await chief.said('POST', '/session/password', back)).toBe('422 password/used-before');
  });

  it('P3 nobody is called in the journal as the hub, a program, or somebody else is', async () => {
    const { rig } = await AccessRig.start();
    const form = { roles: ['clerk'], offices: ['east'], reason: 'x' };
    let number = 0;
    const wish = (name: string) =>
      new Browser(rig, `asking ${name}`).said('POST', '/accounts', {
        ...form,
        account: `a${++number}`,
        name,
      });
    for (const name of [
      'rating-hub',
      'Rating-Hub',
      'rating-hub restore',
      'token 1',
      'demonstration',
      '—',
      '-',
    ])
      expect([name, await wish(name)]).toEqual([name, '409 account/name-taken']);
    expect(await wish('主\u200b任')).toBe('409 account/name-taken');
    expect(await wish('陳　主任')).toBe('201');
    expect(await wish('陳 主任')).toBe('409 account/name-taken');
    expect(personName('\u202e王\u00a0小明')).toBe('王 小明');
    expect(personName('\u200b')).toBeUndefined();
  });

  it('P2 who must choose another password gets no stream, no figures, no file and no deed before', async () => {
    const access = await AccessRig.start();
    const id = await access.apply('new', ['supervisor', 'officer', 'machine-room'], null);
    const roles = { roles: ['supervisor', 'officer', 'machine-room'], offices: null };
    const given = await access.boss.post<OneTimePassword>(`/accounts/${id}/approve`, roles);
    const fresh = new Browser(access.rig, 'at new');
    expect(await fresh.signIn('new', given.password)).toBe('201');
    for (const url of [
      '/stream?office=east',
      '/windows/export?format=csv',
      '/ratings',
      '/journal/heads',
      '/boxes',
    ])
      expect([url, await fresh.said('GET', url)]).toEqual([url, '403 access/must-change']);
    expect(await fresh.said('POST', '/tokens', {})).toBe('403 access/must-change');
    const { statusCode } = await access.rig.inject({ url: '/metrics', headers: { cookie: fresh.cookie } });
    expect(statusCode).toBe(403);
  });
});

describe('P3 D5 what people and programs change is in the journal', () => {
  it('P3 tells who offered an enrolment, moved and configured a box, and voided a document; a retry adds nothing', async () => {
    const access = await AccessRig.start();
    const { rig, boss } = access;
    const { token, id } = await access.token('issuing');
    const headers = bearer(token);
    const document = { office: 'east', counter: '1', kind: 'receipt', number: 'V1', clerk: 'lin' };
    await rig.inject({ method: 'POST', url: '/api/v1/issuances', headers, payload: document });
    for (let time = 0; time < 2; time++)
      await rig.inject({ method: 'POST', url: '/api/v1/issuances/east/receipt/V1/void', headers });
    await boss.post('/boxes/box-9/enrolment', { office: 'east', counter: '6' });
    for (let time = 0; time < 2; time++) {
      await boss.post('/boxes/box-1/move', { office: 'east' });
      await boss.post('/boxes/box-1/settings', { volume: 40 });
    }
    const { items } = await boss.get<{ items: JournalEntry[] }>('/journal?limit=500');
    const told = items.map(({ by, action, detail = '' }) => `${by} ${action} ${detail}`).reverse();
    expect(told.slice(-4)).toEqual([
      `token ${id} issuance/voided its window was missed`,
      '主任 box/enrolment-offered at east/6',
      '主任 box/moved from east/1 to east',
      '主任 box/configured {"volume":40}',
    ]);
  });
});

describe('A8 somebody who takes all streams', () => {
  it('A8 gets a quarter of them, whatever sessions they come from; a supervisor still gets one', () => {
    const shares = new StreamShares(8);
    const lamp: Principal = { kind: 'token', id: 'lamp', purpose: 'lamp', office: 'east' };
    const back = [shares.take(lamp), shares.take(lamp)];
    expect(() => shares.take(lamp)).toThrow('at most 2 streams');
    const other: Principal = { ...lamp, id: 'other' };
    const given = shares.take(other);
    back[0]?.();
    back[0]?.();
    shares.take(lamp);
    expect(() => shares.take(lamp)).toThrow('at most 2 streams');
    given();
    for (let number = 0; number < 6; number++) shares.take({ ...lamp, id: `more ${number}` });
    expect(() => shares.take({ ...lamp, id: 'last' })).toThrow('at most 8 streams');
  });

  it('A8 is told so by the hub, and has room again once a stream is closed', async () => {
    const access = await AccessRig.start();
    const { token } = await access.token('lamp');
    const address = `${access.rig.origin}/api/v1/stream?office=east`;
    const open = async (): Promise<EventReader> => {
      const reader = await EventReader.open(address, undefined, bearer(token));
      onTestFinished(() => reader.close());
      return reader;
    };
    const taken: EventReader[] = [];
    for (let number = 0; number < 50; number++) taken.push(await open());
    const refused = await fetch(address, { headers: bearer(token) });
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'stream/too-many' }]);
    taken[0]?.close();
    await eventually('room for a stream', 5_000, () => open().catch(() => undefined));
  });
});
