import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { OneTimePassword, Role } from '#contract/access.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite } from '#platform/sqlite.js';
import { DEMONSTRATION_ACCESS } from '../../hub/access/accessSettings.js';
import { createFirstAccount } from '../../hub/access/firstAccount.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { CountingHasher, GOOD_PASSWORD } from './accessRig.js';
import { SecureHub, type SecureHubOptions } from './secureHub.js';
import { temporaryFolder } from './temporary.js';

export interface SecureAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Somebody who speaks to a hub over TLS as pages of the hub do, or of another `origin`, from one address of this machine. */
export class SecureBrowser {
  cookie = '';

  constructor(
    readonly hub: SecureHub,
    private readonly from = '127.0.0.1',
  ) {}

  /** The head of the answer; its body is not read. */
  async open(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<IncomingMessage> {
    const asked = request(new URL(path, this.hub.origin), {
      ...{ method, ca: this.hub.certificates.trusted, localAddress: this.from, agent: false },
      headers: {
        ...('origin' in headers ? {} : { 'sec-fetch-site': 'same-origin' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  }

  async send(...asked: Parameters<SecureBrowser['open']>): Promise<SecureAnswer> {
    const answer = await this.open(...asked);
    let text = '';
    for await (const part of answer.setEncoding('utf8')) text += part;
    const [set] = answer.headers['set-cookie'] ?? [];
    if (set?.startsWith('__Host-rating-session=')) this.cookie = set.split(';')[0] ?? '';
    return { status: answer.statusCode ?? 0, headers: answer.headers, text };
  }

  async post<T = unknown>(path: string, body: object = {}): Promise<T> {
    const { status, text } = await this.send('POST', `/api/v1${path}`, JSON.stringify(body));
    if (status >= 300) throw new Error(`${status}: ${text}`);
    return JSON.parse(text) as T;
  }

  async get<T>(path: string): Promise<T> {
    const { status, text } = await this.send('GET', `/api/v1${path}`);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Signs in with a one-time password and chooses the good one. */
  async begin({ account, password }: Pick<OneTimePassword, 'account' | 'password'>): Promise<void> {
    await this.post('/session', { account, password });
    await this.post('/session/password', { password, next: GOOD_PASSWORD });
  }

  /** Somebody else with an account that this one approves, signed in. */
  async person(
    account: string,
    roles: readonly Role[],
    offices: readonly string[] | null,
  ): Promise<SecureBrowser> {
    const other = new SecureBrowser(this.hub);
    const asked = { account, name: `Name of ${account}`, roles, offices, reason: 'work' };
    const { id } = await other.post<{ id: string }>('/accounts', asked);
    await other.begin(await this.post<OneTimePassword>(`/accounts/${id}/approve`, { roles, offices }));
    return other;
  }
}

/** A hub with TLS and accounts, and its first one, who is signed in. */
export async function signedInHub(
  options: Pick<SecureHubOptions, 'flags' | 'pages'> = {},
): Promise<{ hub: SecureHub; boss: SecureBrowser }> {
  const [folder, hasher] = [temporaryFolder(), new CountingHasher()];
  const db = openSqlite(`${folder}/hub.db`, migrations);
  const parts = { db, clock: systemClock, ids: systemIds, hasher };
  const first = await createFirstAccount(parts, { account: 'boss', name: '主任' });
  db.close();
  const access = { ...DEMONSTRATION_ACCESS, demonstration: false, hasher };
  const hub = await SecureHub.start({ folder, access, ...options });
  const boss = new SecureBrowser(hub);
  await boss.begin(first);
  return { hub, boss };
}
