import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ScreenEvents } from './screenMessages.js';

/** A page that lags this far behind is cut off; it comes back by itself. */
const MAX_BACKLOG_BYTES = 64 * 1024;

/** The way down to one open page: server-sent events (WHATWG HTML §9.2) until either side hangs up. */
export class PageLine {
  /** 16 hexadecimal digits that the page signs its reports with. */
  readonly page = randomBytes(8).toString('hex');

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.socket?.setNoDelay(true);
  }

  send<N extends keyof ScreenEvents>(name: N, data: ScreenEvents[N]): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.response.writableLength > MAX_BACKLOG_BYTES) this.drop();
  }

  /** Calls back once, when the line is gone, however it went. */
  onGone(gone: () => void): void {
    this.response.once('close', gone);
  }

  /** Hangs up after what was sent. */
  end(): void {
    this.response.end();
  }

  /** Hangs up at once: nobody reads. */
  drop(): void {
    this.response.destroy();
  }
}
