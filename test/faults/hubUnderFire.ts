import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { HubProcess, type HubSurroundings } from '../../simulators/office/hubProcess.js';
import { pause } from './pause.js';

const RETRY_MS = 300;
const PATIENCE_MS = 60_000;

/** The hub as a process that is started again when it ends, until it is ready. */
export class HubUnderFire {
  private hub: HubProcess | undefined;
  /** Counts every order to start or to end, so that an older one that is still waiting gives up. */
  private order = 0;

  constructor(
    private readonly flags: readonly string[],
    private readonly surroundings: HubSurroundings,
    private readonly endedAlone: (words: string) => void,
  ) {}

  get pid(): number | undefined {
    return this.hub?.pid;
  }

  /** Resolves when it is ready. A disk that is full at the moment is tried again, as a service manager would. */
  async start(): Promise<void> {
    const order = ++this.order;
    const until = systemClock.monotonic() + PATIENCE_MS;
    while (order === this.order) {
      const hub = new HubProcess(this.flags, this.surroundings);
      this.hub = hub;
      try {
        await hub.start();
        hub.trouble().catch((error: unknown) => this.ended(order, error));
        return;
      } catch (error) {
        if (systemClock.monotonic() >= until) throw error;
        await pause(RETRY_MS);
      }
    }
  }

  async kill(): Promise<void> {
    this.order++;
    await this.hub?.kill();
  }

  async stop(): Promise<void> {
    this.order++;
    await this.hub?.stop();
  }

  private ended(order: number, error: unknown): void {
    if (order !== this.order) return;
    this.endedAlone(messageOf(error));
    this.start().catch((failure: unknown) => this.endedAlone(messageOf(failure)));
  }
}
