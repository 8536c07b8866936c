import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchTrusting } from '#platform/trustingFetch.js';
import { hubFetch } from '../../../hub/lamp/hubFetch.js';
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
