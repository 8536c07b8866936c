import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { Codec } from '#contract/schema.js';
import { OfficeId } from '#contract/values.js';
import { type Clock, every } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Feed, FeedMessage } from '../live/feed.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { unknownOffice } from './handlers.js';
import { API_PREFIX } from './operation.js';
import { SECURITY_HEADERS } from './securityHeaders.js';

export interface StreamOptions {
  readonly feed: Feed;
  readonly board: OfficeBoard;
  readonly clock: Clock;
  /** Names this run of the hub in event ids. */
  readonly boot: string;
  readonly maxStreams: number;
}

const PING_MS = 15_000;
/** A reader that lags this far behind is cut off; it comes back and starts from a snapshot. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

const query = Codec.of(Type.Object({ office: OfficeId }));

/**
 * The live stream as server-sent events (WHATWG HTML §9.2). Each connection starts with a snapshot that replaces
 * whatever the reader knew, so nothing is missed however long it was away.
 */
export function serveStream(server: FastifyInstance, options: StreamOptions): void {
  const { feed, board, clock, boot, maxStreams } = options;
  let number = 0;
  server.get(`${API_PREFIX}/stream`, (request, reply) => {
    const { office } = query.check(request.query);
    if (feed.count() >= maxStreams)
      throw new CodedError('stream/too-many', `at most ${maxStreams} streams are served`);
    const snapshot = board.snapshot(office);
    if (snapshot === undefined) throw unknownOffice(office);
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.socket?.setNoDelay(true);
    const send = (message: FeedMessage): void => {
      response.write(
        `id: ${boot}-${++number}\nevent: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`,
      );
      if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
    };
    response.write('retry: 1000\n\n');
    send({ event: 'snapshot', data: snapshot });
    const unsubscribe = feed.subscribe(office, send);
    const ping = every(clock, PING_MS, () => response.write(': ping\n\n'));
    response.once('close', () => {
      unsubscribe();
      ping.cancel();
    });
  });
}
