import { type Clock, every, type Timer } from './clock.js';
import { messageOf } from './errors.js';

/** What systemd puts into the environment of a service with `Type=notify` and `WatchdogSec=`; sd_notify(3). */
export interface ServiceManagerSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly clock: Clock;
  /** Called at most once, with one line: the service runs, but its manager cannot be told so. */
  readonly warn: (line: string) => void;
}

/** Carries one datagram to the manager. Never throws, never waits. */
export interface NotifySocket {
  send(message: string): void;
  close(): void;
}

export interface ServiceManagerParts {
  readonly socket: NotifySocket;
  readonly clock: Clock;
  /** The manager restarts a service that was silent for this long; `undefined`: it does not watch. */
  readonly watchdogMs: number | undefined;
}

const RUNNING = 'STATUS=running';
const UNHEALTHY = 'STATUS=not healthy; will be restarted unless it recovers';

/**
 * Our side of the talk with whoever started us: ready, alive, stopping. Says that the service is alive every half
 * of the watchdog's time, and only while it says of itself that it is healthy (B7).
 */
export class ServiceManager {
  private pings: Timer | undefined;
  private stopped = false;
  private status = '';

  constructor(private readonly parts: ServiceManagerParts) {}

  /** The service has started. `healthy` is asked before each ping; an error it throws counts as no. */
  ready(healthy: () => boolean): void {
    if (this.stopped) return;
    const { socket, clock, watchdogMs } = this.parts;
    this.status = RUNNING;
    socket.send(`READY=1\n${RUNNING}`);
    if (watchdogMs === undefined) return;
    this.pings = every(clock, watchdogMs / 2, () => this.ping(healthy));
  }

  /** The service stops; nothing is said after this. */
  stopping(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.pings?.cancel();
    this.parts.socket.send('STOPPING=1');
    this.parts.socket.close();
  }

  private ping(healthy: () => boolean): void {
    const well = isWell(healthy);
    this.say(well ? RUNNING : UNHEALTHY);
    if (well) this.parts.socket.send('WATCHDOG=1');
  }

  private say(status: string): void {
    if (status !== this.status) this.parts.socket.send(status);
    this.status = status;
  }
}

function isWell(healthy: () => boolean): boolean {
  try {
    return healthy();
  } catch {
    return false;
  }
}

/**
 * The manager that started this process, or one that hears nothing where there is none. Never rejects: a service
 * that cannot be heard runs all the same.
 */
export async function findServiceManager(sources: ServiceManagerSources): Promise<ServiceManager> {
  const { environment, clock } = sources;
  const address = environment.NOTIFY_SOCKET;
  const watchdogMs = watchdogTime(sources);
  const socket = address === undefined || address === '' ? DEAF : await openSocket(address, sources.warn);
  return new ServiceManager({ socket, clock, watchdogMs: socket === DEAF ? undefined : watchdogMs });
}

const DEAF: NotifySocket = { send: () => undefined, close: () => undefined };

/** `WATCHDOG_USEC` is for the process named by `WATCHDOG_PID`, or for whoever reads it where none is named. */
function watchdogTime({ environment, pid }: ServiceManagerSources): number | undefined {
  const { WATCHDOG_USEC: time = '', WATCHDOG_PID: watched } = environment;
  if (watched !== undefined && watched !== String(pid)) return undefined;
  return /^[1-9]\d{0,14}$/.test(time) ? Number(time) / 1_000 : undefined;
}

async function openSocket(address: string, warn: (line: string) => void): Promise<NotifySocket> {
  let warned = false;
  const failed = (error: unknown): void => {
    if (!warned) warn(`the service manager at ${address} cannot be told: ${messageOf(error)}`);
    warned = true;
  };
  // An address of the abstract namespace is written with @. The system's own manager uses a path.
  if (!address.startsWith('/')) {
    failed(new Error('only a path can be reached'));
    return DEAF;
  }
  try {
    const { default: unix } = await import('unix-dgram');
    const socket = unix.createSocket('unix_dgram');
    socket.on('error', failed);
    return {
      send(message) {
        try {
          const bytes = Buffer.from(message);
          socket.send(bytes, 0, bytes.byteLength, address, (error) => {
            if (error !== undefined) failed(error);
          });
        } catch (error) {
          failed(error);
        }
      },
      close: () => socket.close(),
    };
  } catch (error) {
    failed(error);
    return DEAF;
  }
}
