import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import type { BoxInput, BoxOrder, BoxOutput } from './boxMessages.js';

export interface BoxSurroundings {
  /** A command that runs the program given after it, such as one that enters a namespace. */
  readonly within?: readonly string[];
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The parent's side of one simulated box. */
export class BoxClient {
  private child: ChildProcess | undefined;

  constructor(
    private readonly order: BoxOrder,
    private readonly seen: (output: BoxOutput) => void,
    private readonly ended: () => void = () => undefined,
    private readonly surroundings: BoxSurroundings = {},
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get running(): boolean {
    return this.child !== undefined;
  }

  start(): void {
    if (this.child !== undefined) return;
    const program = join(packageRoot(), '.build/simulators/box/boxProcess.js');
    const { within = [], nodeFlags = [], environment = {} } = this.surroundings;
    const [execPath = process.execPath, ...execArgv] = [...within, process.execPath, ...nodeFlags];
    const child = fork(program, [JSON.stringify(this.order)], {
      execPath,
      execArgv,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    child.on('message', (output: BoxOutput) => this.seen(output));
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.child !== child) return;
      this.child = undefined;
      this.ended();
    });
  }

  send(input: BoxInput): void {
    if (this.child?.connected === true) this.child.send(input, () => undefined);
  }

  /** SIGKILL: the process has no chance to do anything more. Resolves when it is gone. */
  kill(): Promise<void> {
    return this.signal('SIGKILL');
  }

  stop(): Promise<void> {
    return this.signal('SIGTERM');
  }

  private async signal(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
