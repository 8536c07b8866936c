import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '#platform/errors.js';
import { packageRoot } from '#platform/packageFacts.js';
import { ALL_DARK, type LampName, type LitLamps } from '../../device/adapters/lampPattern.js';
import type { Key } from '../../device/ports/panel.js';
import type { Board, LampMeter } from './board.js';
import { type BoardDesign, firmataUno } from './boardDesign.js';
import type { BoardOrder, BoardReport, BoardRequest } from './boardMessages.js';
import { LampWatch } from './lampWatch.js';

interface Waiting {
  readonly done: () => void;
  readonly failed: (error: CodedError) => void;
}

export interface BoardClientOptions {
  /** Path at which the serial device appears. */
  readonly link: string;
  /** Default: `firmataUno()`. */
  readonly design?: BoardDesign;
  /** Compiled `boardProcess.js`. Default: the one in the package's `.build`. */
  readonly program?: string;
}

/**
 * A simulated board in a process of its own, so that its processor does not share an event loop with what is
 * measured. Starts unplugged. Every order resolves when the board has carried it out, and rejects with the
 * board's `CodedError`, or `board/ended` when its process is gone.
 */
export class BoardClient implements Board, LampMeter {
  readonly link: string;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private readonly lampWatch = new LampWatch();
  private nextId = 1;
  private readonly ended: Promise<void>;

  /** Throws `CodedError` `board/not-built` when the program is not compiled. */
  constructor({
    link,
    design = firmataUno(),
    program = join(packageRoot(), '.build/simulators/board/boardProcess.js'),
  }: BoardClientOptions) {
    if (!existsSync(program)) {
      throw new CodedError('board/not-built', `${program} does not exist: expected the compiled package`);
    }
    this.link = link;
    this.child = fork(program, [link, JSON.stringify(design)], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child.on('message', (report: BoardReport) => this.take(report));
    this.ended = new Promise<void>((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.once('error', () => resolve());
    }).then(() => this.abandon());
  }

  /** Process id, for measuring its load. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  press(key: Key): Promise<void> {
    return this.order({ verb: 'press', key });
  }

  release(key: Key): Promise<void> {
    return this.order({ verb: 'release', key });
  }

  bounce(key: Key, pattern: readonly number[]): Promise<void> {
    return this.order({ verb: 'bounce', key, pattern });
  }

  unplug(): Promise<void> {
    return this.order({ verb: 'unplug' });
  }

  plug(): Promise<void> {
    return this.order({ verb: 'plug' });
  }

  reset(): Promise<void> {
    return this.order({ verb: 'reset' });
  }

  hang(): Promise<void> {
    return this.order({ verb: 'hang' });
  }

  unhang(): Promise<void> {
    return this.order({ verb: 'unhang' });
  }

  lamps(): LitLamps {
    return this.lampWatch.lit();
  }

  brightness(lamp: LampName): number {
    return this.lampWatch.brightness(lamp);
  }

  watch(listener: () => void): () => void {
    return this.lampWatch.watch(listener);
  }

  /** Pulls the cable and ends the process. May be called twice. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    await this.ended;
  }

  private order(order: BoardOrder): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.child.connected) {
        reject(gone());
        return;
      }
      const request: BoardRequest = { id: this.nextId++, order };
      this.waiting.set(request.id, { done: resolve, failed: reject });
      this.child.send(request);
    });
  }

  private take(report: BoardReport): void {
    if (report.kind === 'lamps') {
      this.lampWatch.see(report.lamps);
      return;
    }
    const waiting = this.waiting.get(report.id);
    this.waiting.delete(report.id);
    if (report.kind === 'done') waiting?.done();
    else waiting?.failed(new CodedError(report.code, report.message));
  }

  private abandon(): void {
    for (const { failed } of this.waiting.values()) failed(gone());
    this.waiting.clear();
    this.lampWatch.see(ALL_DARK);
  }
}

const gone = (): CodedError => new CodedError('board/ended', "the simulated board's process has ended");
