import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProviderSettings } from '../../../hub/access/accessSettings.js';
import { returnPage } from '../../../hub/access/returnPage.js';
import { AccessRig, Browser } from '../../support/accessRig.js';

const ORIGIN = 'https://hub.test';
const BACK = '/api/v1/session/oidc/callback';

/** A real identity provider on this machine; whoever signs in there as NAME is `NAME` to the hub. */
async function startProvider(): Promise<ProviderSettings> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: 'hub', client_secret: 'secret', redirect_uris: [ORIGIN + BACK] },
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'roles'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, roles: ['supervisor'] }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ['a key'] },
  });
  server.on('request', provider.callback());
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  return {
    issuer,
    client: 'hub',
    secret: 'secret',
    name: '單一簽入',
    claim: 'preferred_username',
    origin: ORIGIN,
    plain: true,
  };
}

/** Walks through the provider's own pages as a browser would; returns where it leads back to. */
async function signInThere(start: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const response = await fetch(url, {
      ...{ redirect: 'manual', headers: { cookie } },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [key = '', ...value] = (line.split(';')[0] ?? '').split('=');
      jar.set(key, value.join('='));
    }
    return response;
  };
  let url = start;
  for (let step = 0; step < 12 && !url.startsWith(ORIGIN); step++) {
    let response = await ask(url);
    if (response.status === 200) {
      const form = /action="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      const consent = new URLSearchParams({ prompt: 'consent' });
      const login = new URLSearchParams({ prompt: 'login', login: name, password: 'x' });
      response = await ask(form, step < 3 ? login : consent);
    }
    url = new URL(response.headers.get('location') ?? '', url).href;
  }
  return url;
}

/** A visit: what the hub begins, and a browser that comes back with what the provider said. */
async function visit(access: AccessRig, name: string, next = '') {
  const begun = await access.rig.inject({ url: `/api/v1/session/oidc${next}` });
  const [ticket] = begun.cookies;
  const back = await signInThere(String(begun.headers.location), name);
  const cookie = `${ticket?.name}=${ticket?.value}`;
  const comeBack = (url = back, shown = cookie) =>
    access.rig.inject({ url: url.replace(ORIGIN, ''), headers: { cookie: shown } });
  return { begun, back, ticket, comeBack };
}

describe('signing in by the identity provider of the office', () => {
  it('lets an approved account in, with the roles the hub gave it; once, and nobody it does not know', async () => {
    const access = await AccessRig.start({ provider: await startProvider() });
    await access.person('wang', ['officer'], ['east']);
    expect(await new Browser(access.rig).get('/session')).toEqual({ state: 'nobody', oidc: '單一簽入' });
    const wang = await visit(access, 'wang');
    expect(wang.ticket).toMatchObject({
      ...{ name: '__Host-rating-visit', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' },
      maxAge: 600,
    });
    const address = new URL(String(wang.begun.headers.location));
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(address.searchParams.get(name)?.length).toBeGreaterThan(30);
    const response = await wang.comeBack();
    expect([response.statusCode, response.headers.location]).toEqual([302, '/']);
    const cookie = response.cookies.find(({ name }) => name === '__Host-rating-session');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
    const browser = new Browser(access.rig);
    browser.cookie = `${cookie?.name}=${cookie?.value}`;
    expect(await browser.get('/session')).toMatchObject({ state: 'signed-in', roles: ['officer'] });
    expect((await wang.comeBack()).headers.location).toBe('/sign-in.html?problem=session%2Frefused');

    const stranger = await (await visit(access, 'stranger')).comeBack();
    expect(stranger.headers.location).toBe('/sign-in.html?problem=session%2Frefused');
    expect(stranger.cookies.some(({ name }) => name === '__Host-rating-session')).toBe(false);
    await access.apply('waiting', ['clerk'], ['east']);
    const waiting = await (await visit(access, 'waiting')).comeBack();
    expect(waiting.headers.location).toContain('refused');
  });

  it('takes nothing back that this browser did not begin, that was altered, or that took too long', async () => {
    const access = await AccessRig.start({ provider: await startProvider() });
    const isRefused = (response: Awaited<ReturnType<AccessRig['rig']['inject']>>): boolean =>
      response.headers.location === '/sign-in.html?problem=session%2Frefused';
    const [mine, theirs] = [await visit(access, 'boss'), await visit(access, 'boss')];
    expect(isRefused(await mine.comeBack(mine.back, ''))).toBe(true);
    expect(isRefused(await mine.comeBack(theirs.back))).toBe(true);
    expect(isRefused(await theirs.comeBack(theirs.back.replace(/state=[^&]+/, 'state=x')))).toBe(true);
    const late = await visit(access, 'boss');
    access.clock.advance(10 * 60_000 + 1);
    expect(isRefused(await late.comeBack())).toBe(true);
    expect((await (await visit(access, 'boss')).comeBack()).headers.location).toBe('/');
  });

  it('leads back to the page it began from, and to no other site', async () => {
    const access = await AccessRig.start({ provider: await startProvider() });
    const page = 'console.html?office=east&lang=en';
    const back = await (await visit(access, 'boss', `?next=${encodeURIComponent(page)}`)).comeBack();
    expect(back.headers.location).toBe(`/${page}`);
    for (const elsewhere of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      'javascript:x',
      'a/b',
    ])
      expect(returnPage(elsewhere)).toBe('/');
    expect([
      returnPage(undefined),
      returnPage(['x.html']),
      returnPage(`x.html?${'a'.repeat(1_000)}`),
    ]).toEqual(['/', '/', '/']);
  });

  it('says so when the provider does not answer; and is not there at all unless it was set', async () => {
    const provider = { ...(await startProvider()), issuer: 'http://127.0.0.1:9' };
    const access = await AccessRig.start({ provider });
    const response = await access.rig.inject({ url: '/api/v1/session/oidc' });
    expect(response.headers.location).toBe('/sign-in.html?problem=session%2Fprovider-down');
    const without = await AccessRig.start();
    expect((await without.rig.inject({ url: '/api/v1/session/oidc' })).statusCode).toBe(404);
    expect(await new Browser(without.rig).get('/session')).toEqual({ state: 'nobody' });
  });
});
