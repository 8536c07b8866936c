import type { ServerResponse } from 'node:http';
import { type Clock, every } from '#platform/clock.js';
import type { PanelEvents } from './panelMessages.js';
import type { Station } from './station.js';

const PING_MS = 15_000;
/** A page that lags this far behind is cut off; it comes back by itself. */
const MAX_BACKLOG_BYTES = 64 * 1024;

export interface FeedOptions {
  readonly station: Station;
  readonly visitor: string;
  readonly clock: Clock;
  /** Called once when the page is gone, however it went. */
  readonly left: () => void;
}

/** Streams one station to one page as server-sent events, from its present state on, until the page goes. */
export function feedStation(response: ServerResponse, options: FeedOptions): void {
  const { station, visitor, clock, left } = options;
  const send = <N extends keyof PanelEvents>(name: N, data: PanelEvents[N]): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > MAX_BACKLOG_BYTES) response.destroy();
  };
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.socket?.setNoDelay(true);
  response.write('retry: 1000\n\n');
  send('visitor', { visitor });
  send('state', station.state());
  const unwatch = station.watch(() => send('state', station.state()));
  const ping = every(clock, PING_MS, () => response.write(': ping\n\n'));
  response.once('close', () => {
    unwatch();
    ping.cancel();
    left();
  });
}
