import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const BEAT_MS = 500;
const PRESS_MS = 200;
const ACCEPTED = 204;

/** A page on the touch screen of a box, with a finger before it. Like the real one it begins anew after it was given up. */
export class Screen {
  /** What it shows, such as `invite`. */
  scene = '';
  /** @type {string | undefined} */
  page;
  /** @type {readonly number[]} */
  held = [];
  /** Reports go one after another, so that no release overtakes its press. */
  last = Promise.resolve();

  /** @param {number} port of the box's own pages */
  constructor(port) {
    this.port = port;
    this.line = this.open();
    this.beat = setInterval(() => this.report([]), BEAT_MS);
  }

  open() {
    const line = request({ host: '127.0.0.1', port: this.port, path: '/live' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        const events = `${text}${part}`.split('\n\n');
        text = events.pop() ?? '';
        if (this.line === line) for (const event of events) this.hear(event);
      });
    });
    line.on('error', () => undefined).end();
    return line;
  }

  /** @param {number} key 1 to 5 */
  async press(key) {
    this.held = [key];
    this.report([{ key, down: true }]);
    await pause(PRESS_MS);
    this.held = [];
    this.report([{ key, down: false }]);
    await this.last;
  }

  close() {
    clearInterval(this.beat);
    this.page = undefined;
    this.line.destroy();
  }

  /** @param {string} event */
  hear(event) {
    const name = /^event: (.*)$/m.exec(event)?.[1];
    const data = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}');
    if (name === 'page') {
      this.page = data.page;
      this.report([]);
    } else if (name === 'state') this.scene = data.scene.kind;
  }

  /** @param {readonly { key: number, down: boolean }[]} edges */
  report(edges) {
    const { page, held } = this;
    if (page === undefined) return;
    this.last = this.last.then(async () => {
      const heard = await this.post({ page, edges, held });
      if (!heard && this.page === page) this.restart();
    });
  }

  restart() {
    this.page = undefined;
    this.line.destroy();
    this.line = this.open();
  }

  /**
   * @param {object} body
   * @returns {Promise<boolean>} whether the box still knows the page
   */
  post(body) {
    const headers = { 'content-type': 'application/json', origin: `http://127.0.0.1:${this.port}` };
    const target = { host: '127.0.0.1', port: this.port, path: '/report', method: 'POST', headers };
    return new Promise((resolve) => {
      const posted = request(target, (answer) =>
        answer.resume().on('end', () => resolve(answer.statusCode === ACCEPTED)),
      );
      posted.on('error', () => resolve(false)).end(JSON.stringify(body));
    });
  }
}
