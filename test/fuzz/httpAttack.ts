import { once } from 'node:events';
import { Agent, request as ask, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Dice } from './dice.js';
import { type RawRequest, request, wire } from './httpRequests.js';

/** What came back for one request, if anything did. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const CODE = /^[a-z-]+\/[a-z-]+$/;
const PATIENCE_MS = 30_000;
const HANG_UP_MS = 300;

/** What is wrong with an answer; undefined when it is as it should be. */
export function faultOf({ status, type, text }: Answer, method: string): string | undefined {
  if (status < 400 || method === 'HEAD') return status === 500 ? 'the hub failed' : undefined;
  if (!type.startsWith('application/problem+json')) return `${status} is no problem document but ${type}`;
  const { code } = JSON.parse(text) as { code?: unknown };
  if (typeof code !== 'string' || !CODE.test(code)) return `${status} without a stable code`;
  return status === 500 || code === 'hub/internal' ? `the hub failed: ${text}` : undefined;
}

/** Well-formed HTTP with whatever in it. */
export class Asker {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(private readonly port: number) {}

  async ask({ method, path, headers, body }: RawRequest): Promise<Answer | undefined> {
    try {
      const sent = ask({
        ...{ host: '127.0.0.1', port: this.port, method, path, headers },
        agent: this.agent,
        timeout: PATIENCE_MS,
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer')));
      sent.end(body);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      return { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text };
    } catch (error) {
      // A hub that hangs up on what it has refused already may do so before all was sent.
      if (/no answer/.test(String(error))) throw error;
      return undefined;
    }
  }

  stop(): void {
    this.agent.destroy();
  }
}

/** Bytes on a socket: harmed, several at once, or cut off; returns all answers until the hub or we hang up. */
export async function rawSocket(port: number, dice: Dice): Promise<{ requests: number; answers: Answer[] }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  let heard = Buffer.alloc(0);
  socket.on('data', (data) => {
    heard = Buffer.concat([heard, data]);
  });
  const requests = dice.between(1, 5);
  for (let n = 0; n < requests && socket.writable; n++) {
    const bytes = wire(request(dice));
    socket.write(dice.chance(0.7) ? dice.harm(bytes) : bytes);
  }
  socket.end();
  const timer = setTimeout(() => socket.destroy(), HANG_UP_MS);
  if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  clearTimeout(timer);
  return { requests, answers: answersIn(heard.toString('latin1')) };
}

/** Only the last answer may be cut off. One to HEAD names a length and has no body: the next one follows at once. */
function answersIn(text: string): Answer[] {
  const found: Answer[] = [];
  for (const match of text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r\n]+\r\n)*)\r\n/g)) {
    const type = /^content-type: ([^\r]*)/im.exec(match[2] ?? '')?.[1] ?? '';
    const from = (match.index ?? 0) + match[0].length;
    const named = Number(/^content-length: (\d+)/im.exec(match[2] ?? '')?.[1] ?? 0);
    const length = text.startsWith('HTTP/1.1 ', from) ? 0 : named;
    if (text.length >= from + length)
      found.push({ status: Number(match[1]), type, text: text.slice(from, from + length) });
  }
  return found;
}

/** Keeps connections open that say a byte now and then. Returns how to end it. */
export async function slowSenders(port: number, count: number): Promise<() => void> {
  const sockets = Array.from({ length: count }, () =>
    connect(port, '127.0.0.1').on('error', () => undefined),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('G');
  }, 100);
  return () => {
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
  };
}
