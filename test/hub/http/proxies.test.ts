import { describe, expect, it } from 'vitest';
import { proxiesIn } from '../../../hub/http/proxies.js';
import { SecureBrowser, signedInHub } from '../../support/secureBrowser.js';

const WRONG = JSON.stringify({ account: 'boss', password: 'wrong' });
const claims = (addresses: string) => ({ 'x-forwarded-for': addresses });

/** A sign-in that fails, and the address the journal has for it. */
async function journalled(boss: SecureBrowser, from: string, header?: string): Promise<string> {
  const stranger = new SecureBrowser(boss.hub, from);
  await stranger.send('POST', '/api/v1/session', WRONG, header === undefined ? {} : claims(header));
  const { items } = await boss.get<{ items: Array<{ action: string; detail?: string }> }>(
    '/journal?limit=500',
  );
  return items.find(({ action }) => action === 'session/refused')?.detail?.replace('from ', '') ?? '';
}

describe('P2 the address of whoever asks', () => {
  it('is the other end of the connection, whatever a client says of itself', async () => {
    const { boss } = await signedInHub();
    expect(await journalled(boss, '127.0.0.2', '10.9.9.9')).toBe('127.0.0.2');
    expect(await journalled(boss, '127.0.0.3', '127.0.0.1, 10.9.9.9')).toBe('127.0.0.3');
  });

  it('is what a trusted proxy saw; what a client put before that, or sends without the proxy, is not believed', async () => {
    const { boss } = await signedInHub({ flags: ['--trusted-proxies=127.0.0.5,127.1.0.0/16'] });
    expect(await journalled(boss, '127.0.0.5', '10.9.9.9')).toBe('10.9.9.9');
    expect(await journalled(boss, '127.0.0.5', '10.1.1.1, 10.9.9.8')).toBe('10.9.9.8');
    expect(await journalled(boss, '127.0.0.5', '10.1.1.1, 10.9.9.7, 127.1.2.3')).toBe('10.9.9.7');
    expect(await journalled(boss, '127.0.0.2', '10.9.9.6')).toBe('127.0.0.2');
    expect(await journalled(boss, '127.0.0.5', `${'x'.repeat(300)}`)).toBe('127.0.0.5');
    expect(await journalled(boss, '127.0.0.5')).toBe('127.0.0.5');
  });

  it('counts for the limit of requests: clients of a proxy have one each, and nobody gets another by forging', async () => {
    const { hub } = await signedInHub({
      flags: ['--trusted-proxies=127.0.0.5', '--requests-per-minute=20'],
    });
    const statuses = async (from: string, header: (n: number) => string): Promise<Set<number>> => {
      const browser = new SecureBrowser(hub, from);
      const seen = new Set<number>();
      for (let n = 0; n < 25; n++)
        seen.add((await browser.send('GET', '/api/v1/offices', undefined, claims(header(n)))).status);
      return seen;
    };
    expect(await statuses('127.0.0.6', (n) => `10.0.0.${n}`)).toEqual(new Set([200, 429]));
    expect(await statuses('127.0.0.5', (n) => `10.0.0.${n}, 10.1.1.1`)).toEqual(new Set([200, 429]));
    expect(await statuses('127.0.0.5', (n) => `10.2.0.${n}`)).toEqual(new Set([200]));
  });

  it('is all that is read of it: a forwarded host makes no other site the own one', async () => {
    const { hub } = await signedInHub({ flags: ['--trusted-proxies=127.0.0.5'] });
    const proxy = new SecureBrowser(hub, '127.0.0.5');
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const from = async (origin: string): Promise<string> => {
      const { text } = await proxy.send('POST', '/api/v1/session', WRONG, { ...forwarded, origin });
      return (JSON.parse(text) as { code: string }).code;
    };
    expect(await from('https://evil.example')).toBe('access/cross-site');
    expect(await from(hub.origin)).toBe('session/refused');
  });

  it.each([
    ['', []],
    ['10.1.2.3', ['10.1.2.3']],
    ['10.1.2.3,10.9.0.0/28,fd00:1::/64,::1', ['10.1.2.3', '10.9.0.0/28', 'fd00:1::/64', '::1']],
  ])('%j is a list of proxies', (setting, expected) => {
    expect(proxiesIn(setting)).toEqual(expected);
  });

  it.each([
    '10.1.2',
    '0.0.0.0/0',
    '10.0.0.0/8',
    '::/0',
    '10.1.2.3/33',
    'fd00::/16',
    'all',
    '10.1.2.3,',
    '1::2::3',
  ])('%j is refused, since whoever is in it could name any address as its own', (setting) => {
    expect(() => proxiesIn(setting)).toThrow('--trusted-proxies has');
  });
});
