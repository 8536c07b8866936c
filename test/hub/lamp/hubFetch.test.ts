import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TokenMade } from '#contract/access.js';
import { fetchTrusting } from '#platform/trustingFetch.js';
import { hubFetch } from '../../../hub/lamp/hubFetch.js';
import { signedInHub } from '../../support/secureBrowser.js';
import { SecureHub } from '../../support/secureHub.js';
import { temporaryFolder } from '../../support/temporary.js';

const file = (content: string): string => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, content);
  return path;
};
const access = { hub: 'https://hub.office:8443', authority: '', tokenFile: '' };

describe('a lamp at a hub with TLS', () => {
  it('knows the hub by its authority alone, and hears its stream', async () => {
    const hub = await SecureHub.start();
    const lamp = hubFetch({ ...access, hub: hub.origin, authority: join(hub.folder, 'tls/authority.pem') });
    const stop = new AbortController();
    const stream = await lamp(`${hub.origin}/api/v1/stream?office=east`, { signal: stop.signal });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const { value } = (await stream.body?.getReader().read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toMatch(/^(retry|event): /);
    stop.abort();
    const stranger = await SecureHub.start();
    await expect(lamp(`${stranger.origin}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('P1 is let in by its token in the header: its own office and nothing else, until the token is revoked', async () => {
    const { hub, boss } = await signedInHub();
    const made = await boss.post<TokenMade>('/tokens', {
      ...{ purpose: 'lamp', office: 'east', label: '櫃檯燈', days: 30 },
    });
    const authority = join(hub.folder, 'tls/authority.pem');
    const lamp = hubFetch({ hub: hub.origin, authority, tokenFile: file(`${made.token}\n`) });
    const stranger = hubFetch({ hub: hub.origin, authority, tokenFile: '' });
    const stop = new AbortController();
    const status = async (ask: typeof fetch, path: string): Promise<number> => {
      const answer = await ask(`${hub.origin}/api/v1${path}`, { signal: stop.signal });
      await answer.body?.cancel();
      return answer.status;
    };
    expect(await status(stranger, '/stream?office=east')).toBe(401);
    expect(await status(lamp, '/stream?office=west')).toBe(403);
    expect(await status(lamp, '/ratings?office=east')).toBe(403);
    const stream = await lamp(`${hub.origin}/api/v1/stream?office=east`, { signal: stop.signal });
    expect(stream.status).toBe(200);
    let heard = '';
    for await (const part of stream.body ?? []) {
      heard += Buffer.from(part).toString();
      if (heard.includes('\n\n: ping')) break;
    }
    const snapshot = JSON.parse(/event: snapshot\ndata: (.*)\n/.exec(heard)?.[1] ?? '{}') as object;
    expect(snapshot).toHaveProperty('alarms');
    await boss.post(`/tokens/${made.id}/revoke`);
    expect(await status(lamp, '/stream?office=east')).toBe(401);
    stop.abort();
  });

  it('rejects with the reason of whoever gave up', async () => {
    const hub = await SecureHub.start();
    const ask = fetchTrusting(hub.certificates.trusted);
    await expect(
      ask(`${hub.origin}/healthz`, { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow();
  });

  it.each([
    ['an authority that is not there', { authority: '/nowhere/authority.pem' }, 'lamp/unreadable'],
    ['a token that is none', { token: 'two words\nand lines' }, 'lamp/unreadable'],
    ['a token to be sent in the clear', { token: 'rh_abc', hub: 'http://hub.office' }, 'lamp/not-encrypted'],
  ])(
    '%s is refused at the start',
    (_name, { token, ...given }: { token?: string; authority?: string; hub?: string }, code) => {
      const tokenFile = token === undefined ? '' : file(token);
      expect(() => hubFetch({ ...access, tokenFile, ...given })).toThrow(expect.objectContaining({ code }));
    },
  );
});
