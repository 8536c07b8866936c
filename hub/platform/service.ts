/** A part with a life. `stop` undoes everything `start` did and may be called after a failed start. */
export interface Service {
  readonly name: string;
  start(): Promise<void> | void;
  stop(): Promise<void> | void;
  /**
   * Whether the service still does its work, or would again without help. A `no` that lasts has the process restarted
   * (B7), so it is for what a restart may mend, and not for a cable. Quick, and changes nothing; throwing is a `no`.
   */
  healthy?(): boolean;
}

/**
 * Starts services in order and stops them in reverse. When one fails to start, those already running are
 * stopped and the failure is thrown; a failure to stop is collected and thrown after all had their turn.
 */
export class ServiceGroup implements Service {
  private running: Service[] = [];

  constructor(
    readonly name: string,
    private readonly services: readonly Service[],
  ) {}

  async start(): Promise<void> {
    for (const service of this.services) {
      this.running.push(service);
      try {
        await service.start();
      } catch (error) {
        await this.stop().catch(() => undefined);
        throw error;
      }
    }
  }

  /** Whether all that run are; one that says nothing of itself is. */
  healthy(): boolean {
    return this.running.every((service) => service.healthy?.() ?? true);
  }

  async stop(): Promise<void> {
    const failures: unknown[] = [];
    for (const service of this.running.splice(0).reverse()) {
      try {
        await service.stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${this.name} did not stop cleanly`);
  }
}
