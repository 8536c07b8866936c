import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { eventually } from './eventually.js';
import { Expectation } from './expectation.js';
import { temporaryFolder } from './temporary.js';
import { RATE } from './wavFiles.js';

export const hasPulse = (): boolean =>
  ['pulseaudio', 'parec'].every((program) => spawnSync(program, ['--version']).error === undefined);

/**
 * A sound card that plays in real time to a microphone in front of it: PulseAudio with a null sink, and a recorder on
 * its monitor. Samples at `RATE` come through unchanged; between sounds there is digital silence.
 */
export class PulseServer {
  private readonly chunks: { readonly at: number; readonly samples: Int16Array }[] = [];
  private readonly expectation = new Expectation();
  private readonly folder = temporaryFolder();
  private odd = Buffer.alloc(0);

  static async start(): Promise<PulseServer> {
    const pulse = new PulseServer();
    await pulse.run();
    return pulse;
  }

  /** Program and arguments to which a voice adds the file. */
  get player(): readonly string[] {
    return ['env', `HOME=${this.folder}`, 'aplay', '-q'];
  }

  /** Everything recorded so far. */
  get recorded(): Int16Array {
    return Int16Array.from(this.chunks.flatMap(({ samples }) => [...samples]));
  }

  /** Waits for a sound, and tells when its first sample arrived here, in ms of the system clock. */
  async sound(): Promise<number> {
    return this.expectation.until('a sound', 10_000, () => {
      const chunk = this.chunks.find(({ samples }) => samples.some((sample) => sample !== 0));
      return chunk?.at;
    });
  }

  /** Waits until so many ms of silence were recorded, the latest of all. */
  async silence(ms: number): Promise<void> {
    const wanted = (ms / 1000) * RATE;
    await this.expectation.until(`${ms} ms of silence`, 20_000, () => {
      const { recorded } = this;
      const last = recorded.findLastIndex((sample) => sample !== 0);
      return last >= 0 && recorded.length - last > wanted ? true : undefined;
    });
  }

  private async run(): Promise<void> {
    const socket = join(this.folder, 'pulse.sock');
    writeFileSync(
      join(this.folder, '.asoundrc'),
      `pcm.!default { type pulse server "unix:${socket}" device "rig" }\n`,
    );
    const server = this.spawn('pulseaudio', [
      ...['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--enable-memfd=no'],
      ...['-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`],
      ...['-L', `module-null-sink sink_name=rig rate=${RATE} channels=1`],
    ]);
    await eventually('pulseaudio listens', 10_000, () => {
      if (server.exitCode !== null) throw new Error(`pulseaudio ended with ${server.exitCode}`);
      return existsSync(socket) ? true : undefined;
    });
    const format = ['--raw', '--format=s16le', `--rate=${RATE}`, '--channels=1', '--latency-msec=10'];
    const recorder = this.spawn('parec', ['-s', `unix:${socket}`, '-d', 'rig.monitor', ...format]);
    recorder.stdout?.on('data', (bytes: Buffer) => this.note(bytes));
    await this.expectation.until('the recorder runs', 10_000, () =>
      this.chunks.length > 0 ? true : undefined,
    );
  }

  private spawn(program: string, args: readonly string[]): ChildProcess {
    const own = { HOME: this.folder, XDG_RUNTIME_DIR: this.folder, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
    const child = spawn(program, args, {
      env: { ...process.env, ...own },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    });
    return child;
  }

  private note(bytes: Buffer): void {
    const all = Buffer.concat([this.odd, bytes]);
    const whole = all.length - (all.length % 2);
    this.odd = all.subarray(whole);
    const samples = Int16Array.from({ length: whole / 2 }, (_, index) => all.readInt16LE(index * 2));
    this.chunks.push({ at: systemClock.monotonic(), samples });
    this.expectation.changed();
  }
}
