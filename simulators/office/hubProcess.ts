import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CodedError } from '#platform/errors.js';
import { packageRoot } from '#platform/packageFacts.js';

export interface HubAddresses {
  readonly http: string;
  /** Absent when the hub uses an external broker. */
  readonly mqtt?: string;
}

export interface HubSurroundings {
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
}

/** The real hub program as a child process. */
export class HubProcess {
  private child: ChildProcess | undefined;

  constructor(
    private readonly flags: readonly string[],
    private readonly surroundings: HubSurroundings = {},
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when the hub is ready. Throws `CodedError` `simulator/hub-failed` with the hub's own words. */
  async start(): Promise<HubAddresses> {
    const { environment = {}, nodeFlags = [] } = this.surroundings;
    const program = join(packageRoot(), '.build/hub/main.js');
    const child = spawn(process.execPath, [...nodeFlags, program, '--demonstration=true', ...this.flags], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: false,
    });
    this.child = child;
    const said: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (said.length > 50) said.shift();
    });
    const lines = createInterface({ input: child.stdout });
    const ready = once(lines, 'line').then(
      ([line]) => (JSON.parse(String(line)) as { ready: HubAddresses }).ready,
    );
    const failed = once(child, 'close').then(() => {
      throw new CodedError(
        'simulator/hub-failed',
        said
          .join('')
          .trim()
          .replace(/^rating-hub: /, ''),
      );
    });
    const addresses = await Promise.race([ready, failed]);
    failed.catch(() => undefined);
    return addresses;
  }

  /** Rejects with the status and last words of a hub that ends without having been told to; never resolves. */
  async trouble(): Promise<never> {
    const { child } = this;
    if (child === undefined) throw new CodedError('simulator/hub-failed', 'the hub does not run');
    let words = '';
    child.stderr?.on('data', (text: string) => {
      words = (words + text).slice(-2_000);
    });
    const [status, signal] = await once(child, 'close');
    throw new CodedError('simulator/hub-failed', `the hub ended (${signal ?? status}): ${words.trim()}`);
  }

  kill(): Promise<void> {
    return this.signal('SIGKILL');
  }

  stop(): Promise<void> {
    return this.signal('SIGTERM');
  }

  private async signal(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  }
}
