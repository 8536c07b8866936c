import { request } from 'node:https';
import { expectThat } from './debTrialTools.mjs';

/**
 * @typedef {object} Who whoever asks: nobody, a person with the cookie of a session, or a program with a token
 * @property {string | undefined} [cookie]
 * @property {string | undefined} [token]
 *
 * @typedef {{ status: number, body: any, cookie: string | undefined }} Answer
 */

/** The hub as a browser of the office reaches it: by HTTPS, trusting its authority and nothing else. */
export class HubClient {
  /**
   * @param {{ host: string, port: number, authority: string }} where `host` is its name, whatever its address;
   *   `authority` PEM
   */
  constructor({ host, port, authority }) {
    this.host = host;
    this.port = port;
    this.authority = authority;
  }

  /**
   * @param {'GET' | 'POST'} method
   * @param {string} path
   * @param {Who} [who]
   * @param {object} [body]
   * @returns {Promise<Answer>} status 0 while nobody answers
   */
  ask(method, path, { cookie, token } = {}, body) {
    const name = `${this.host}:${this.port}`;
    const headers = {
      host: name,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie, origin: `https://${name}` }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const target = { host: '127.0.0.1', servername: this.host, port: this.port, path, method, headers };
    return new Promise((resolve) => {
      const asked = request({ ...target, ca: this.authority, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => {
          const [given] = answer.headers['set-cookie'] ?? [];
          const isJson = /json/.test(answer.headers['content-type'] ?? '');
          resolve({
            status: answer.statusCode ?? 0,
            body: isJson ? JSON.parse(text) : text,
            cookie: given?.split(';')[0],
          });
        });
      });
      asked.on('error', () => resolve({ status: 0, body: '', cookie: undefined }));
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /**
   * Asks what has to succeed.
   * @param {'GET' | 'POST'} method
   * @param {string} path
   * @param {Who} who
   * @param {object} [body]
   * @returns {Promise<any>} the body of the answer
   */
  async get(method, path, who, body) {
    const answer = await this.ask(method, path, who, body);
    if (answer.status < 200 || answer.status > 299)
      expectThat(false, `${method} ${path} succeeds`, `${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /**
   * @param {string} account
   * @param {string} password
   * @returns {Promise<Who & { state: string }>}
   */
  async signIn(account, password) {
    const { status, body, cookie } = await this.ask('POST', '/api/v1/session', {}, { account, password });
    if (status !== 201 || cookie === undefined)
      expectThat(false, `${account} can sign in`, `${status} ${JSON.stringify(body)}`);
    return { cookie, state: body.state };
  }

  /**
   * The first sign-in of an account: with the one-time password, good for nothing but choosing another.
   * @param {string} account
   * @param {string} oneTime
   * @param {string} chosen
   * @returns {Promise<Who>}
   */
  async begin(account, oneTime, chosen) {
    const first = await this.signIn(account, oneTime);
    expectThat(first.state === 'must-change', `${account} signs in by HTTPS with the one-time password`);
    const early = await this.ask('GET', '/api/v1/boxes?office=east', first);
    expectThat(early.status === 403, `${account} may do nothing before choosing a password`);
    const change = { password: oneTime, next: chosen };
    const { status, body, cookie } = await this.ask('POST', '/api/v1/session/password', first, change);
    expectThat(
      status === 200 && body.state === 'signed-in',
      `${account} chooses a password`,
      `${status} ${JSON.stringify(body)}`,
    );
    const again = await this.ask('POST', '/api/v1/session', {}, { account, password: oneTime });
    expectThat(again.status === 401, `the one-time password of ${account} is worth nothing any more`);
    return { cookie: cookie ?? first.cookie };
  }
}
