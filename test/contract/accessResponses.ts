import type { OneTimePassword, TokenMade } from '#contract/access.js';
import { AccessRig, DAY_MS, GOOD_PASSWORD } from '../support/accessRig.js';
import { ResponseWitness } from '../support/responseWitness.js';

const UNKNOWN = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Every answer about sessions, accounts and tokens. */
export async function askAboutAccess(seen: Set<string>): Promise<void> {
  const access = await AccessRig.start();
  const witness = await ResponseWitness.of(access.rig, seen);
  const as = (who: string, cookie = '') => witness.from(who, cookie);
  const boss = as('boss', access.boss.cookie);
  await askAboutAccounts(access, boss, as);
  const token = await boss.post<TokenMade>('/tokens', {
    purpose: 'lamp',
    office: 'east',
    label: 'x',
    days: 1,
  });
  await boss.post('/tokens', { purpose: 'lamp', office: 'north', label: 'x', days: 1 });
  const keeper = await access.person('keeper', ['machine-room']);
  await as('k', keeper.cookie).post('/tokens', { purpose: 'lamp', office: 'east', label: 'x', days: 1 });
  await boss.get('/tokens');
  for (const id of [token.id, UNKNOWN]) await boss.post(`/tokens/${id}/revoke`, {});
  await askAboutSessions(access, as);
}

type As = (who: string, cookie?: string) => ResponseWitness;

async function askAboutAccounts(access: AccessRig, boss: ResponseWitness, as: As): Promise<void> {
  const wish = { account: 'lin', name: '林美玲', roles: ['clerk'], offices: ['east'], reason: 'work' };
  const east = { roles: ['clerk'], offices: ['east'] };
  const lin = await as('lin').post<{ id: string }>('/accounts', wish);
  await as('lin').post('/accounts', wish);
  await as('lin').post('/accounts', { ...wish, offices: ['north'] });
  await as('lin').post('/accounts', {});
  const wei = await as('wei').post<{ id: string }>('/accounts', { ...wish, account: 'wei', name: '魏' });
  for (let n = 0; n < 12; n++) await as('many').post('/accounts', wish);
  await boss.get('/accounts?office=east');
  const chief = as('chief', (await access.person('chief', ['supervisor'], ['west'])).cookie);
  for (const deed of ['approve', 'decline', 'reset', '', 'disable']) {
    const at = (id: string) => `/accounts/${id}${deed === '' ? '' : `/${deed}`}`;
    const body = deed === '' || deed === 'approve' ? east : {};
    await chief.post(at(lin.id), body);
    await boss.post(at(UNKNOWN), body);
    if (deed === 'approve' || deed === '') {
      await boss.post(at(lin.id), {});
      await boss.post(at(lin.id), { ...east, offices: ['north'] });
    }
    if (deed === 'reset') await boss.post(at((await waiting(as)).id), {});
    await boss.post(at(deed === 'decline' ? wei.id : lin.id), body);
    if (deed === 'approve' || deed === 'decline') await boss.post(at(lin.id), body);
  }
  const [first] = (
    await access.boss.get<{ items: Array<{ id: string; account: string }> }>('/accounts')
  ).items.filter(({ account }) => account === 'boss');
  await boss.post(`/accounts/${first?.id}`, { ...east, roles: ['machine-room'] });
  await boss.post(`/accounts/${first?.id}/disable`, {});
}

const waiting = (as: As): Promise<{ id: string }> =>
  as('waiting').post('/accounts', {
    ...{ account: 'waiting', name: '等', roles: ['clerk'], offices: ['east'], reason: 'x' },
  });

async function askAboutSessions(access: AccessRig, as: As): Promise<void> {
  for (const end of ['end', 'end-all']) {
    const browser = await access.person(`leaving-${end}`, ['clerk']);
    await as('leaving', browser.cookie).post(`/session/${end}`, {});
  }
  const lin = await access.person('clerk', ['clerk']);
  const mine = as('clerk', lin.cookie);
  await mine.get('/session');
  const change = (password: string, next: string, browser = mine) =>
    browser.post('/session/password', { password, next });
  await mine.post('/session/password', {});
  await change(GOOD_PASSWORD, 'Second-Word-2');
  access.clock.jumpWall(DAY_MS);
  await lin.signIn('clerk');
  const later = as('later', lin.cookie);
  for (const next of ['x', 'abcdefgh', GOOD_PASSWORD]) await change(GOOD_PASSWORD, next, later);
  await Promise.all(
    Array.from({ length: 9 }, () => change('wrong', 'Second-Word-2', as('at once', lin.cookie))),
  );
  await change(GOOD_PASSWORD, 'Second-Word-2', as('locked', lin.cookie));
  for (let n = 0; n < 11; n++) await change('wrong', 'x', as('too often', lin.cookie));
  access.clock.jumpWall(16 * 60_000);
  await lin.signIn('clerk');
  await change(GOOD_PASSWORD, 'Third-Word-33', as('good', lin.cookie));
  const signIn = (who: string, account: string, password = 'wrong') =>
    as(who).post<OneTimePassword>('/session', { account, password });
  await signIn('good', 'clerk', 'Third-Word-33');
  await Promise.all(Array.from({ length: 9 }, (_, n) => signIn(`n${n}`, 'clerk')));
  await signIn('locked', 'clerk');
  for (let n = 0; n < 11; n++) await signIn('too often', `nobody${n}`);
}
