import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from './deskPorts.js';

/**
 * Hands out a file as a download. A body in pieces is read only as fast as it is taken, and no further once whoever
 * asked has gone; a failure on the way breaks the connection, so that half a file is never taken for a whole one.
 */
export function sendFile(reply: FastifyReply, { type, name, body }: FileAnswer): FastifyReply {
  reply.type(type).header('content-disposition', disposition(name)).header('cache-control', 'no-store');
  return reply.send(body instanceof Uint8Array ? body : Readable.from(body, { objectMode: false }));
}

/** RFC 6266: a name in ASCII for everybody, and the whole one for those who can. */
export function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '');
  const whole = encodeURIComponent(name).replace(/['()*]/g, escaped);
  return `attachment; filename="${plain === '' ? 'file' : plain}"; filename*=UTF-8''${whole}`;
}

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
