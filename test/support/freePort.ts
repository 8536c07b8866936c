import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port nobody listens on at this moment, for programs that must come back to the same one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}
