import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { SECURE_HEADERS, SECURITY_HEADERS } from '../../../hub/http/securityHeaders.js';
import { AccessRig, Browser } from '../../support/accessRig.js';
import { HubRig } from '../../support/hubRig.js';

const head = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, (response) => {
      response.destroy();
      resolve(response);
    }).on('error', reject);
  });

describe('every answer carries the headers that keep strangers out', () => {
  it('the API, problems, the stream, health, metrics, pages, and what the router refuses', async () => {
    const rig = await HubRig.start();
    const api = ['/api/v1/offices', '/api/v1/nothing', '/api/v1/stream?office=east'];
    for (const path of [...api, '/api/v1/%zz', '/healthz', '/metrics', '/nothing.html']) {
      const { headers } = await head(rig.origin + path);
      expect(headers, path).toMatchObject(SECURITY_HEADERS);
      if (api.includes(path)) expect(headers['cache-control'], path).toBe('no-store');
    }
  });

  it('scripts come from the hub alone and never from within a page; nobody frames it', () => {
    const policy = new Map(
      (SECURITY_HEADERS['content-security-policy'] ?? '').split('; ').map((part) => {
        const [name = '', ...values] = part.split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.get('script-src')).toBe("'self'");
    for (const name of ['object-src', 'frame-src', 'frame-ancestors', 'base-uri'])
      expect(policy.get(name)).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|data:|blob:|http|\*/);
    expect(SECURE_HEADERS['strict-transport-security']).toBe('max-age=31536000');
  });

  it('whoever is let in has a limit of their own, by account and token, not by address', async () => {
    const access = await AccessRig.start({}, 25);
    const stranger = new Browser(access.rig, '10.0.0.1');
    const said = new Set<string>();
    for (let n = 0; n < 40; n++) said.add(await stranger.said('GET', '/offices'));
    expect([...said].sort()).toEqual(['200', '429 request/too-fast']);
    expect(await access.boss.said('GET', '/offices')).toBe('200');
    for (let n = 0; n < 40; n++) said.add(await access.boss.said('GET', '/offices'));
    expect(await access.boss.said('GET', '/offices')).toBe('429 request/too-fast');
    expect(await new Browser(access.rig, '10.0.0.2').said('GET', '/offices')).toBe('200');
  });

  it('denials are refused before a body is read, and counted by their code without a name', async () => {
    const { rig, person, boss } = await AccessRig.start().then((access) =>
      Object.assign(access, { person: access.person.bind(access) }),
    );
    const clerk = await person('clerk', ['clerk']);
    expect(await new Browser(rig).said('POST', '/issuances', { any: 'thing' })).toBe('401 access/sign-in');
    expect(await clerk.said('GET', '/ratings?office=east')).toBe('403 access/role');
    const { body } = await rig.inject({ url: '/metrics', headers: { cookie: boss.cookie } });
    expect(body).toContain('rating_denied_total{code="access/sign-in"} 1');
    expect(body).toContain('rating_denied_total{code="access/role"} 1');
    expect(body).not.toMatch(/clerk"|boss|主任/);
  });
});
