import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';

/** Where Debian puts it. */
const PROGRAM = '/usr/sbin/mosquitto';

/** Debian's MQTT broker as a process of its own that forgets everything when it ends (D8). */
export class BrokerProcess {
  private readonly config: string;
  private child: ChildProcess | undefined;

  constructor(
    folder: string,
    private readonly port: number,
  ) {
    this.config = join(folder, 'mosquitto.conf');
    const lines = [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      'log_dest none',
    ];
    writeFileSync(this.config, `${lines.join('\n')}\n`);
  }

  static get installed(): boolean {
    return existsSync(PROGRAM);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const child = spawn(PROGRAM, ['-c', this.config], { stdio: 'ignore' });
    await once(child, 'spawn');
    this.child = child;
    await eventually('mosquitto listens', 10_000, () => this.answers(child));
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async answers(child: ChildProcess): Promise<true | undefined> {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
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
