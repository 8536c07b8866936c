import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { SECURE_HEADERS } from '../../../hub/http/securityHeaders.js';
import { GOOD_PASSWORD } from '../../support/accessRig.js';
import { builtPages } from '../../support/builtPages.js';
import { SecureBrowser, signedInHub } from '../../support/secureBrowser.js';
import type { SecureHub } from '../../support/secureHub.js';

let built: string;
beforeAll(async () => {
  built = await builtPages('hub/dashboard/vite.config.ts');
}, 120_000);

/** Files of the build, as paths of addresses. */
const files = (): string[] =>
  readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(built.length));
const contentOf = (path: string): string => readFileSync(join(built, path), 'utf8');

/** Addresses of hosts, with a scheme or as a browser completes them; names of XML languages are never asked for. */
const foreign = (text: string): string[] =>
  (
    text.match(
      /\b(?:https?|wss?):\/\/[\w[][^\s"'`)<>\\]*|(?<!:)\/\/(?:[a-z\d-]+\.)+(?:[a-z]{2,}|\d+)(?=[/:?#"'`)\s]|$)/gim,
    ) ?? []
  ).filter((found) => !found.startsWith('http://www.w3.org/'));

/** What a page does within itself, where it only may name what the hub serves. */
const inline = (page: string): string[] => [
  ...[...page.matchAll(/<script\b([^>]*)>([^<]*)/g)]
    .filter(([, attributes = '', content = '']) => !/\ssrc="/.test(attributes) || content.trim() !== '')
    .map(([whole]) => whole),
  ...(page.match(/<style\b|\sstyle="|\son\w+="|javascript:|<base\b|http-equiv/g) ?? []),
];

/** What a hub says that gets no HTTP at all. */
async function answerToGarbage(hub: SecureHub): Promise<string> {
  const { hostname, port } = new URL(hub.origin);
  const socket = connect({ host: hostname, port: Number(port), ca: hub.certificates.trusted });
  socket.write('HELLO hub\r\n\r\n');
  let said = '';
  for await (const part of socket.setEncoding('utf8')) said += part;
  return said;
}

describe('over TLS, with certificates of the hub and the built pages', () => {
  it('every page and asset carries every header, HSTS among them, and is served as what it is', async () => {
    const { hub } = await signedInHub({ pages: built });
    const anybody = new SecureBrowser(hub);
    expect(files().length).toBeGreaterThan(40);
    for (const path of ['/', ...files()]) {
      const { status, headers } = await anybody.send('GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers, path).toMatchObject(SECURE_HEADERS);
      expect(headers['set-cookie'], path).toBeUndefined();
      const type = /\.js$/.test(path)
        ? /javascript/
        : /\.css$/.test(path)
          ? /css/
          : /html|svg|image|font|wasm/;
      expect(headers['content-type'], path).toMatch(type);
    }
  });

  it('so do answers of the API, refusals of every kind, and the stream, which no cache keeps', async () => {
    const { hub, boss } = await signedInHub({ flags: ['--requests-per-minute=60'] });
    const [nobody, clerk] = [new SecureBrowser(hub), await boss.person('clerk', ['clerk'], ['east'])];
    const large = JSON.stringify({ account: 'x'.repeat(20_000), password: 'y' });
    const wanted: Array<[SecureBrowser, string, string, string | undefined, number]> = [
      [boss, 'GET', '/api/v1/offices', undefined, 200],
      [nobody, 'POST', '/api/v1/session', '{"account"', 400],
      [nobody, 'GET', '/api/v1/ratings?office=east', undefined, 401],
      [clerk, 'GET', '/api/v1/ratings?office=east', undefined, 403],
      [boss, 'GET', '/api/v1/nothing', undefined, 404],
      [nobody, 'POST', '/api/v1/session', large, 413],
      [nobody, 'POST', '/api/v1/session', '{}', 422],
    ];
    for (const [who, method, path, body, status] of wanted) {
      const answer = await who.send(method, path, body);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers, path).toMatchObject({ ...SECURE_HEADERS, 'cache-control': 'no-store' });
    }
    const stream = await boss.open('GET', '/api/v1/stream?office=east');
    expect(stream.headers).toMatchObject({
      ...SECURE_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    stream.destroy();
    const eager = new SecureBrowser(hub, '127.0.0.9');
    const statuses = new Set<number>();
    for (let n = 0; n < 65; n++) {
      const { status, headers } = await eager.send('GET', '/api/v1/offices');
      statuses.add(status);
      expect(headers).toMatchObject(SECURE_HEADERS);
    }
    expect(statuses).toEqual(new Set([200, 429]));
    const said = await answerToGarbage(hub);
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    for (const [name, value] of Object.entries(SECURE_HEADERS))
      expect(said).toContain(`${name}: ${value}\r\n`);
  });

  it('a session is a cookie for this host alone, over TLS alone, which no script and no other site gets', async () => {
    const { hub } = await signedInHub();
    const browser = new SecureBrowser(hub);
    const cookieOf = async (method: string, path: string, body: object): Promise<string[]> => {
      const { headers } = await browser.send(method, path, JSON.stringify(body));
      const [set = '', ...others] = headers['set-cookie'] ?? [];
      expect(others).toEqual([]);
      return set.split('; ');
    };
    const [given = '', ...flags] = await cookieOf('POST', '/api/v1/session', {
      ...{ account: 'boss', password: GOOD_PASSWORD },
    });
    expect(given).toMatch(/^__Host-rating-session=[\w-]{40,}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    const [taken, ...rest] = await cookieOf('POST', '/api/v1/session/end', {});
    expect(taken).toBe('__Host-rating-session=');
    expect(rest).toEqual(expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']));
  });

  it('no page holds a script, a style or a handler of its own, which the policy would not run', () => {
    expect(inline('<script>alert()</script><p onclick="x" style="y">')).toHaveLength(3);
    const pages = files().filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(10);
    for (const path of pages) expect([path, inline(contentOf(path))]).toEqual([path, []]);
  });

  it('no file of the build names another host', () => {
    expect(foreign('import("https://cdn.example/x.js")')).toEqual(['https://cdn.example/x.js']);
    expect(foreign('url(//fonts.example.org/a.woff2) "//10.1.2.3:80/x"')).toHaveLength(2);
    const texts = files().filter((path) => /\.(html|js|css|svg|json|txt)$/.test(path));
    for (const path of texts) expect([path, foreign(contentOf(path))]).toEqual([path, []]);
  });
});
