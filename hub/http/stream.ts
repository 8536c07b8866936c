import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { Codec } from '#contract/schema.js';
import { OfficeId } from '#contract/values.js';
import { type Clock, every, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import type { Feed } from '../live/feed.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { unknownOffice } from './handlers.js';
import { API_PREFIX } from './operation.js';
import { SECURITY_HEADERS } from './securityHeaders.js';

export interface StreamOptions {
  readonly feed: Feed;
  readonly board: OfficeBoard;
  readonly clock: Clock;
  readonly maxStreams: number;
}

const PING_MS = 15_000;
/** A reader that lags this far behind is cut off; it comes back and says where it was. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

const query = Codec.of(Type.Object({ office: OfficeId }));

/**
 * The live stream as server-sent events (WHATWG HTML §9.2). Whoever comes back and names the last event seen
 * (`Last-Event-ID`) gets exactly what was missed, in order. Anybody else, and who was away too long, starts with a snapshot
 * that replaces whatever was known. So nothing is missed, however long the reader was away. Comments carry the hub's time.
 */
export function serveStream(server: FastifyInstance, options: StreamOptions): void {
  const { feed, clock, maxStreams } = options;
  server.get(`${API_PREFIX}/stream`, (request, reply) => {
    const { office } = query.check(request.query);
    if (feed.count() >= maxStreams)
      throw new CodedError('stream/too-many', `at most ${maxStreams} streams are served`);
    const beginning = resumed(feed, office, request.headers['last-event-id']) ?? afresh(options, office);
    reply.hijack();
    const response = open(reply.raw);
    const send = (bytes: Buffer | string): void => {
      response.write(bytes);
      if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
    };
    const ping = (): void => send(`: ping ${timestamp(clock.wall())}\n\n`);
    for (const part of beginning) response.write(part);
    ping();
    const unsubscribe = feed.subscribe(office, (_message, { bytes }) => send(bytes));
    const pings = every(clock, PING_MS, ping);
    response.once('close', () => {
      unsubscribe();
      pings.cancel();
    });
  });
}

/** What the reader missed, or `undefined` when only a snapshot can tell; an id nobody here gave is such a case. */
function resumed(feed: Feed, office: string, id: string | string[] | undefined): Buffer[] | undefined {
  if (typeof id !== 'string') return undefined;
  return feed.missed(office, id)?.map(({ bytes }) => bytes);
}

/** The office as it is now, under the id after which its messages go on. Throws `office/unknown`. */
function afresh({ board, feed }: StreamOptions, office: string): string[] {
  const snapshot = board.snapshot(office);
  if (snapshot === undefined) throw unknownOffice(office);
  return [`id: ${feed.idOf(office)}\nevent: snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`];
}

function open(response: ServerResponse): ServerResponse {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.write('retry: 1000\n\n');
  return response;
}
