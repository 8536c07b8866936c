import { join } from 'node:path';
import type { Words } from '#contract/views.js';
import type { Clock, Timer } from '#platform/clock.js';
import type { Key, Scene } from '../../device/ports/panel.js';
import type { Board } from '../board/board.js';
import { BoxClient } from '../box/boxClient.js';
import type { BoxOrder, BoxOutput } from '../box/boxMessages.js';
import type { Spoken, Station, StationFault, StationState } from '../panelServer/station.js';
import { Link } from './link.js';

export interface SimulatedBoxOptions {
  readonly counter: string;
  readonly name: Words;
  readonly order: Omit<BoxOrder, 'hub' | 'serial'>;
  readonly hub: { readonly host: string; readonly port: number };
  /** The simulated board in front of the citizen, or a path of a real one; a panel in memory when absent. */
  readonly board?: Board | string;
  /** A killed box is started again after this long, as its service manager would, ms. */
  readonly restartAfterMs: number;
  readonly clock: Clock;
}

const DARK: Scene = { kind: 'dark' };

/** One counter's box: the real service in a process, the cable to the hub, and the panel citizens press. */
export class SimulatedBox implements Station {
  readonly counter: string;
  readonly name: Words;
  readonly hardware: 'virtual' | 'board';
  private readonly link: Link;
  private readonly watchers = new Set<() => void>();
  private readonly held = new Set<Key>();
  private client: BoxClient | undefined;
  private scene: Scene = DARK;
  private shownAt: number;
  private spoken: Spoken | undefined;
  private plugged = true;
  private stopping = false;
  private restart: Timer | undefined;

  constructor(private readonly options: SimulatedBoxOptions) {
    this.counter = options.counter;
    this.name = options.name;
    this.hardware = options.board === undefined ? 'virtual' : 'board';
    this.shownAt = options.clock.monotonic();
    this.link = new Link(options.hub.host, options.hub.port);
  }

  async start(): Promise<void> {
    const { order, board } = this.options;
    const port = await this.link.start();
    const serial = typeof board === 'string' ? board : board?.link;
    this.client = new BoxClient(
      {
        ...order,
        data: join(order.data, order.box),
        hub: `mqtt://127.0.0.1:${port}`,
        ...(serial === undefined ? {} : { serial }),
      },
      (output) => this.see(output),
      () => this.ended(),
    );
    this.client.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.restart?.cancel();
    await this.client?.stop();
    await this.link.stop();
  }

  state(): StationState {
    return {
      scene: this.scene,
      shownMs: this.options.clock.monotonic() - this.shownAt,
      ...(this.spoken === undefined ? {} : { spoken: this.spoken }),
      held: [...this.held],
      running: this.client?.running ?? false,
      plugged: this.plugged,
      linked: this.link.up,
    };
  }

  watch(listener: () => void): () => void {
    this.watchers.add(listener);
    return () => void this.watchers.delete(listener);
  }

  key(key: Key, down: boolean): void {
    if (this.held.has(key) === down) return;
    if (down) this.held.add(key);
    else this.held.delete(key);
    const { board } = this.options;
    if (board === undefined) this.client?.send({ kind: 'key', key, down });
    else if (typeof board !== 'string') void (down ? board.press(key) : board.release(key));
    this.changed();
  }

  fault(fault: StationFault): void {
    switch (fault) {
      case 'unplug':
      case 'plug':
        this.plug(fault === 'plug');
        break;
      case 'kill':
        void this.client?.kill();
        break;
      case 'cut-link':
        this.link.cut();
        break;
      case 'restore-link':
        this.link.mend();
        break;
    }
    this.changed();
  }

  private plug(plugged: boolean): void {
    if (this.plugged === plugged) return;
    this.plugged = plugged;
    const { board } = this.options;
    if (board === undefined) this.client?.send({ kind: plugged ? 'plug' : 'unplug' });
    else if (typeof board !== 'string') void (plugged ? board.plug() : board.unplug());
  }

  private see(output: BoxOutput): void {
    if (output.kind === 'scene') this.show(output.scene);
    if (output.kind === 'spoken') this.spoken = { ...output.speech, count: (this.spoken?.count ?? 0) + 1 };
    this.changed();
  }

  private show(scene: Scene): void {
    this.scene = scene;
    this.shownAt = this.options.clock.monotonic();
  }

  private ended(): void {
    this.show(DARK);
    this.plugged = true;
    this.changed();
    if (this.stopping) return;
    this.restart = this.options.clock.after(this.options.restartAfterMs, () => {
      this.client?.start();
      this.changed();
    });
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}
