import type { OneTimePassword, TokenMade } from '#contract/access.js';
import { fetchTrusting } from '#platform/trustingFetch.js';
import type { StreamTrust } from '../streamReader.js';

const CHOSEN = 'Correct-Horse-1';

/** Somebody who is signed in at a hub with accounts, and may do everything there. */
export class Supervisor {
  private cookie = '';

  private constructor(
    private readonly http: string,
    private readonly authority: string,
  ) {}

  /** With a one-time password, in place of which another is chosen. */
  static async signIn(
    http: string,
    authority: string,
    { account, password }: OneTimePassword,
  ): Promise<Supervisor> {
    const supervisor = new Supervisor(http, authority);
    await supervisor.ask('POST', '/api/v1/session', { account, password });
    await supervisor.ask('POST', '/api/v1/session/password', { password, next: CHOSEN });
    return supervisor;
  }

  /** What reads the live stream in the name of this person. */
  get stream(): StreamTrust {
    return { ca: this.authority, headers: { cookie: this.cookie } };
  }

  /** What asks for a business system of the office, with a token of its own. */
  async businessSystem(office: string): Promise<typeof fetch> {
    const request = { purpose: 'issuing', office, label: 'bench', days: 1 };
    const { token } = JSON.parse(await this.ask('POST', '/api/v1/tokens', request)) as TokenMade;
    const ask = fetchTrusting(this.authority);
    return (input, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return ask(input, { ...init, headers });
    };
  }

  /** The answer's text. Throws when it is none of success. */
  async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<string> {
    const response = await fetchTrusting(this.authority)(`${this.http}${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const [session] = response.headers.getSetCookie();
    if (session !== undefined) this.cookie = session.split(';', 1)[0] ?? '';
    return text;
  }
}
