import type { IncomingMessage } from 'node:http';
import { CodedError } from '#platform/errors.js';

/** Sent with every answer: the page loads nothing but itself, nobody frames it, nothing of it is kept. */
export const SCREEN_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The parts of a request that tell who asks. */
export type Asking = Pick<IncomingMessage, 'method' | 'headers'>;

/**
 * Lets only the box's own page through. A foreign site that reaches loopback through the browser is told by its
 * `Origin` or `Sec-Fetch-Site`, one that had its own name resolved to loopback by its `Host`. Throws `CodedError`
 * `screen/foreign-host` or `screen/foreign-origin`.
 */
export function checkAsking({ method, headers }: Asking, port: number): void {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (!hosts.includes(host)) {
    throw new CodedError('screen/foreign-host', `asked for ${clip(host)}, expected ${hosts.join(' or ')}`);
  }
  const own = `http://${host}`;
  const foreign =
    (origin !== undefined && origin !== own) ||
    (origin === undefined && method === 'POST') ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) {
    throw new CodedError(
      'screen/foreign-origin',
      `asked from ${clip(origin ?? String(site ?? 'nowhere'))}, expected ${own}`,
    );
  }
}

const clip = (text: string): string => JSON.stringify(text.slice(0, 80));
