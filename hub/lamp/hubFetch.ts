import { readFileSync } from 'node:fs';
import { CodedError, messageOf } from '#platform/errors.js';
import { fetchTrusting } from '#platform/trustingFetch.js';

export interface HubAccess {
  readonly hub: string;
  /** File with the hub's authority, PEM; empty where the machine's own authorities do. */
  readonly authority: string;
  /** File with the token that lets a lamp in; empty where nobody needs one. */
  readonly tokenFile: string;
}

/** What a token may look like in a header (RFC 6750). */
const TOKEN = /^[A-Za-z0-9._~+/-]{1,500}=*$/;

/**
 * `fetch` that knows the hub by its authority and is known to it by its token. The token goes to the hub alone.
 *
 * Throws `CodedError`: `lamp/unreadable` for a file that cannot be used, `lamp/not-encrypted` for a token that would be
 * sent in the clear to another machine.
 */
export function hubFetch({ hub, authority, tokenFile }: HubAccess): typeof fetch {
  const ask = authority === '' ? fetch : fetchTrusting(read(authority));
  if (tokenFile === '') return ask;
  const token = read(tokenFile).trim();
  if (!TOKEN.test(token))
    throw new CodedError(
      'lamp/unreadable',
      `${tokenFile} holds no token; expected one line of letters and digits`,
    );
  const { protocol, origin, hostname } = new URL(hub);
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.startsWith('127.'))
    throw new CodedError('lamp/not-encrypted', `a token is sent with https:// only, not to ${hub}`);
  return (input, init = {}) => {
    const headers = new Headers(init.headers);
    if (new URL(String(input)).origin === origin) headers.set('authorization', `Bearer ${token}`);
    return ask(input, { ...init, headers });
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CodedError('lamp/unreadable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}
