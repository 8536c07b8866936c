import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { eventually } from './eventually.js';
import { freePort } from './freePort.js';
import { temporaryFolder } from './temporary.js';

/** Where Debian puts it. */
const PROGRAM = '/usr/sbin/mosquitto';

/** Debian's MQTT broker as a process of its own that forgets everything when it ends. */
export class Mosquitto {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly config: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Mosquitto> {
    const port = await freePort();
    const config = join(temporaryFolder(), 'mosquitto.conf');
    const lines = [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      'log_dest none',
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    const broker = new Mosquitto(config, port);
    onTestFinished(() => broker.kill());
    await broker.run();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Starts it, again on the same port; resolves when it takes connections. */
  async run(): Promise<void> {
    const child = spawn(PROGRAM, ['-c', this.config], { stdio: 'ignore' });
    await once(child, 'spawn');
    this.child = child;
    await eventually('mosquitto listens', 5_000, () => this.answers());
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async answers(): Promise<true | undefined> {
    if (this.child?.exitCode !== null) throw new Error(`mosquitto ended with ${this.child?.exitCode}`);
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return undefined;
    } finally {
      socket.destroy();
    }
  }
}
