import type { LightMyRequestResponse } from 'fastify';
import type { OneTimePassword, Role, TokenMade, TokenPurpose } from '#contract/access.js';
import { ManualClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite } from '#platform/sqlite.js';
import { type AccessSettings, DEMONSTRATION_ACCESS } from '../../hub/access/accessSettings.js';
import { createFirstAccount } from '../../hub/access/firstAccount.js';
import { Argon2Hasher, type PasswordHasher } from '../../hub/access/passwordHasher.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { HubRig } from './hubRig.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

/** The real thing at its smallest cost, and how often it was asked. */
export class CountingHasher implements PasswordHasher {
  hashed = 0;
  verified = 0;
  private readonly inner = new Argon2Hasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });

  get dummy(): string {
    return this.inner.dummy;
  }
  hash(password: string): Promise<string> {
    this.hashed += 1;
    return this.inner.hash(password);
  }
  verify(hashed: string, password: string): Promise<boolean> {
    this.verified += 1;
    return this.inner.verify(hashed, password);
  }
}

export const GOOD_PASSWORD = 'Correct-Horse-1';
export const DAY_MS = 86_400_000;

/** What the browser of somebody who is signed in sends, as pages of the hub make it. */
export class Browser {
  cookie = '';

  constructor(
    readonly rig: HubRig,
    readonly address = '10.0.0.1',
  ) {}

  async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<LightMyRequestResponse> {
    const response = await this.rig.inject({
      ...{ method, url: `/api/v1${url}`, remoteAddress: this.address },
      headers: { ...headers, ...(this.cookie === '' ? {} : { cookie: this.cookie }) },
      ...(payload === undefined ? {} : { payload }),
    });
    const [set] = response.cookies.filter(({ name }) => name === '__Host-rating-session');
    if (set !== undefined) this.cookie = set.value === '' ? '' : `${set.name}=${set.value}`;
    return response;
  }

  async get<T>(url: string): Promise<T> {
    return good<T>(await this.send('GET', url));
  }

  async post<T = unknown>(url: string, payload: object = {}): Promise<T> {
    return good<T>(await this.send('POST', url, payload));
  }

  /** Status and stable code of an answer, e.g. `403 access/role`. */
  async said(method: 'GET' | 'POST', url: string, payload?: object): Promise<string> {
    const response = await this.send(method, url, payload);
    return `${response.statusCode} ${response.json<{ code?: string }>().code ?? ''}`.trim();
  }

  signIn(account: string, password = GOOD_PASSWORD): Promise<string> {
    return this.said('POST', '/session', { account, password });
  }
}

function good<T>(response: LightMyRequestResponse): T {
  if (response.statusCode >= 300) throw new Error(`${response.statusCode}: ${response.body}`);
  return response.json<T>();
}

/** A hub with accounts, and its first one, `boss`, who is signed in. */
export class AccessRig {
  private constructor(
    readonly rig: HubRig,
    readonly clock: ManualClock,
    readonly hasher: CountingHasher,
    readonly boss: Browser,
  ) {}

  static async start(settings: Partial<AccessSettings> = {}, perMinute = 100_000): Promise<AccessRig> {
    const [folder, clock, hasher] = [temporaryFolder(), new ManualClock(), new CountingHasher()];
    const db = openSqlite(`${folder}/hub.db`, migrations);
    const parts = { db, clock, ids: systemIds, hasher };
    const given = await createFirstAccount(parts, { account: 'boss', name: '主任' });
    db.close();
    const access = { ...DEMONSTRATION_ACCESS, demonstration: false, hasher, ...settings };
    const rig = await HubRig.start(eastSite, folder, clock, perMinute, () => ({ access }));
    const boss = new Browser(rig);
    const access_ = new AccessRig(rig, clock, hasher, boss);
    await access_.begin(boss, given);
    return access_;
  }

  get now(): number {
    return this.clock.wall();
  }

  /** Signs in with a one-time password and chooses the good one. */
  async begin(browser: Browser, { account, password }: Pick<OneTimePassword, 'account' | 'password'>) {
    await browser.post('/session', { account, password });
    await browser.post('/session/password', { password, next: GOOD_PASSWORD });
  }

  /** Applies for an account; returns its id. */
  async apply(account: string, roles: readonly Role[], offices: readonly string[] | null): Promise<string> {
    const { id } = await new Browser(this.rig, `applying ${account}`).post<{ id: string }>('/accounts', {
      ...{ account, name: `Name of ${account}`, roles, offices, reason: 'work' },
    });
    return id;
  }

  /** Somebody with an account, approved by the first one, signed in. */
  async person(
    account: string,
    roles: readonly Role[],
    offices: readonly string[] | null = ['east'],
  ): Promise<Browser & { id: string }> {
    const id = await this.apply(account, roles, offices);
    const given = await this.boss.post<OneTimePassword>(`/accounts/${id}/approve`, { roles, offices });
    const browser = new Browser(this.rig, `at ${account}`);
    await this.begin(browser, given);
    return Object.assign(browser, { id });
  }

  token(purpose: TokenPurpose, office = 'east', days = 30): Promise<TokenMade> {
    return this.boss.post<TokenMade>('/tokens', { purpose, office, label: '規費系統', days });
  }
}

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
