import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { Codec } from '#contract/schema.js';
import { OfficeId } from '#contract/values.js';
import { type Clock, every, timestamp } from '#platform/clock.js';
import type { Access } from '../access/access.js';
import { hears } from '../access/decision.js';
import { STREAM_RULE, STREAM_RULES } from '../access/policy.js';
import type { Principal } from '../access/principal.js';
import type { Feed, Hears } from '../live/feed.js';
import type { OfficeBoard } from '../live/officeBoard.js';
import { snapshotFor } from '../live/snapshotFor.js';
import type { Gate } from './gate.js';
import { unknownOffice } from './handlers.js';
import { API_PREFIX } from './operation.js';
import { StreamShares } from './streamShares.js';

export interface StreamOptions {
  readonly feed: Feed;
  readonly board: OfficeBoard;
  readonly clock: Clock;
  readonly maxStreams: number;
  readonly access: Access;
  /** Sent with every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

const PING_MS = 15_000;
/** A stream whose reader is let in no more, or not as before, is cut within 5 s. */
const CHECK_MS = 4_000;
/** A reader that lags this far behind is cut off; it comes back and says where it was. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

const query = Codec.of(Type.Object({ office: OfficeId }));

/**
 * The live stream as server-sent events (WHATWG HTML §9.2). Whoever comes back and names the last event seen
 * (`Last-Event-ID`) gets exactly what was missed, in order. Anybody else, and who was away too long, starts with a snapshot
 * that replaces whatever was known. So nothing is missed, however long the reader was away. Comments carry the hub's time.
 */
export function serveStream(server: FastifyInstance, gate: Gate, options: StreamOptions): void {
  const { feed, maxStreams } = options;
  const shares = new StreamShares(maxStreams);
  server.get(`${API_PREFIX}/stream`, { config: { rule: STREAM_RULE } }, (request, reply) => {
    const { principal } = request;
    const asked = query.check(request.query);
    const { office } = asked;
    gate.checkOffices(STREAM_RULE, principal, { params: undefined, query: asked, body: undefined });
    const may = audienceOf(principal);
    const beginning =
      resumed(feed, office, request.headers['last-event-id'], may) ?? afresh(options, office, may);
    const giveBack = shares.take(principal);
    reply.hijack();
    reply.raw.once('close', giveBack);
    follow(open(reply.raw, options.headers), office, principal, beginning, options);
  });
}

/** Sends what begins the stream and everything after it, until either side ends it. */
function follow(
  response: ServerResponse,
  office: string,
  principal: Principal,
  beginning: readonly (Buffer | string)[],
  { feed, clock, access }: StreamOptions,
): void {
  const send = (bytes: Buffer | string): void => {
    response.write(bytes);
    if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
  };
  const ping = (): void => send(`: ping ${timestamp(clock.wall())}\n\n`);
  for (const part of beginning) response.write(part);
  ping();
  const unsubscribe = feed.subscribe(office, (_message, { bytes }) => send(bytes), audienceOf(principal));
  const pings = every(clock, PING_MS, ping);
  const checks = every(clock, CHECK_MS, () => {
    if (!access.isStill(principal)) response.destroy();
  });
  response.once('close', () => {
    unsubscribe();
    pings.cancel();
    checks.cancel();
  });
}

/** Which messages somebody may hear of; decided once, since a change of rights cuts the stream. */
function audienceOf(principal: Principal): Hears {
  const names = Object.entries(STREAM_RULES).filter(([, audience]) => hears(audience, principal));
  const heard = new Set(names.map(([name]) => name));
  return (name) => heard.has(name);
}

/** What the reader missed, or `undefined` when only a snapshot can tell; an id nobody here gave is such a case. */
function resumed(
  feed: Feed,
  office: string,
  id: string | string[] | undefined,
  may: Hears,
): Buffer[] | undefined {
  if (typeof id !== 'string') return undefined;
  return feed.missed(office, id, may)?.map(({ bytes }) => bytes);
}

/** The office as it is now, under the id after which its messages go on. Throws `office/unknown`. */
function afresh({ board, feed }: StreamOptions, office: string, may: Hears): string[] {
  const snapshot = board.snapshot(office);
  if (snapshot === undefined) throw unknownOffice(office);
  return [
    `id: ${feed.idOf(office)}\nevent: snapshot\ndata: ${JSON.stringify(snapshotFor(snapshot, may))}\n\n`,
  ];
}

function open(response: ServerResponse, headers: StreamOptions['headers']): ServerResponse {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.write('retry: 1000\n\n');
  return response;
}
