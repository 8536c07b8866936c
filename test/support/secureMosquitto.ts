import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { brokerConfig } from '../../hub/brokerConfigCommand.js';
import { eventually } from './eventually.js';
import { freePort } from './freePort.js';
import { spokenTerminal } from './spoken.js';

const PROGRAM = '/usr/sbin/mosquitto';

/** Debian's Mosquitto with the configuration that `rating-hub broker-config` writes for a hub's data. */
export class SecureMosquitto {
  private child: ChildProcess | undefined;
  private constructor(
    readonly port: number,
    private readonly config: string,
  ) {}

  static async start(data: string): Promise<SecureMosquitto> {
    const port = await freePort();
    const terminal = spokenTerminal();
    const status = brokerConfig(
      ['--data', data, '--broker-host', 'localhost', '--broker-port', String(port), '--demonstration=false'],
      terminal,
    );
    if (status !== 0) throw new Error(terminal.said.err);
    const config = join(data, 'broker/mosquitto.conf');
    // As whoever runs the tests, since the files are theirs.
    if (process.getuid?.() === 0) appendFileSync(config, 'user root\n');
    const broker = new SecureMosquitto(port, config);
    await broker.run();
    onTestFinished(() => broker.stop());
    return broker;
  }

  get url(): string {
    return `mqtts://localhost:${this.port}`;
  }

  get configuration(): string {
    return readFileSync(this.config, 'utf8');
  }

  /** As `systemctl reload` does. */
  reload(): void {
    this.child?.kill('SIGHUP');
  }

  async run(): Promise<void> {
    this.child = spawn(PROGRAM, ['-c', this.config], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    this.child.stderr?.on('data', (text: Buffer) => {
      said = (said + text).slice(-2_000);
    });
    await eventually('mosquitto listens', 5_000, () => {
      if (this.child?.exitCode !== null) throw new Error(`mosquitto ended: ${said}`);
      return this.answers();
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private async answers(): Promise<true | undefined> {
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
