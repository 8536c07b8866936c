import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { EventQueue } from '../../support/eventQueue.js';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
}

/** What a receiver does with a request it has read: its status, or something worse. */
export type Answer = number | ((response: ServerResponse, socket: Socket) => void);

/** Somebody's web server that is posted to; answers 204 where nothing else was prescribed. */
export class Receiver {
  readonly requests = new EventQueue<Received>();
  /** How the next requests are answered, in order. */
  readonly answers: Answer[] = [];
  /** Requests being answered at the same time: the most there ever were. */
  mostAtOnce = 0;
  private atOnce = 0;

  private constructor(
    server: Server,
    readonly port: number,
  ) {
    server.on('request', (request, response) => {
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
      response.once('close', () => this.atOnce--);
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const answer = this.answers.shift() ?? 204;
        if (typeof answer === 'number') response.writeHead(answer).end();
        else answer(response, request.socket);
        this.requests.push({ headers: request.headers, path: request.url ?? '', body });
      });
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return new Receiver(server, typeof address === 'object' && address !== null ? address.port : 0);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook?token=hush`;
  }

  next(): Promise<Received> {
    return this.requests.next('a request to the receiver');
  }
}
