import { systemClock, type Timer } from '#platform/clock.js';
import { BoxClient, type BoxSurroundings } from '../../simulators/box/boxClient.js';
import type { BoxOrder, BoxOutput } from '../../simulators/box/boxMessages.js';

/** As long as a service manager waits before it starts a program that ended. */
const RESTART_MS = 300;

export interface CounterOptions {
  /** The counter, which has the number of its box. */
  readonly number: number;
  readonly order: BoxOrder;
  readonly surroundings: BoxSurroundings;
  /** The program of the box ended without having been told to. */
  readonly endedAlone: () => void;
}

/** A counter's box as a process that is started again when it ends, and what a citizen before it sees. */
export class CounterUnderFire {
  readonly id: string;
  readonly number: number;
  /** Where the box keeps its outbox. */
  readonly outbox: string;
  private readonly client: BoxClient;
  private watch: { readonly scene: string; settle(seen: boolean): void } | undefined;
  private wanted = false;
  private restart: Timer | undefined;

  constructor(private readonly options: CounterOptions) {
    const { number, order, surroundings } = options;
    this.number = number;
    this.id = String(number);
    this.outbox = `${order.data}/outbox.db`;
    this.client = new BoxClient(
      order,
      (output) => this.see(output),
      () => this.ended(),
      surroundings,
    );
  }

  get box(): string {
    return this.options.order.box;
  }

  get pid(): number | undefined {
    return this.client.pid;
  }

  start(): void {
    this.wanted = true;
    this.restart?.cancel();
    this.client.start();
  }

  async kill(): Promise<void> {
    this.rest();
    await this.client.kill();
  }

  async stop(): Promise<void> {
    this.rest();
    await this.client.stop();
  }

  press(key: 1 | 2 | 3 | 4 | 5, down: boolean): void {
    this.client.send({ kind: 'key', key, down });
  }

  /** Whether the scene appears within `ms`; a box that has ended shows nothing. */
  sees(scene: string, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (seen: boolean): void => {
        this.watch = undefined;
        timer.cancel();
        resolve(seen);
      };
      const timer = systemClock.after(ms, () => settle(false));
      this.watch = { scene, settle };
    });
  }

  private rest(): void {
    this.wanted = false;
    this.restart?.cancel();
  }

  private see(output: BoxOutput): void {
    if (output.kind === 'scene' && output.scene.kind === this.watch?.scene) this.watch.settle(true);
  }

  private ended(): void {
    this.watch?.settle(false);
    if (!this.wanted) return;
    this.options.endedAlone();
    this.restart = systemClock.after(RESTART_MS, () => this.client.start());
  }
}
