import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, lstatSync, openSync, rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '#platform/clock.js';
import { CodedError, systemCode } from '#platform/errors.js';

const READY = 'starting data transfer loop';
const OPEN_WITHIN_MS = 3_000;
/** Bytes nobody takes are dropped beyond this, as a UART does. */
const BACKLOG_BYTES = 4_096;

type Socat = ChildProcessByStdio<Writable, Readable, Readable>;

export interface PtyBridgeOptions {
  /** Path of the serial device to make; a link left there by an earlier run is replaced. */
  readonly link: string;
  readonly clock: Clock;
  readonly onData: (chunk: Buffer) => void;
}

/**
 * A serial device (pseudo-terminal) that other programs open at `link`, made by the Debian program `socat`. It
 * stays when they close it. Should this process die, `socat` sees the end of its input and ends too.
 */
export class PtyBridge {
  private constructor(
    private readonly link: string,
    private readonly socat: Socat,
    /** Keeps the device in being while no other program has it open. */
    private readonly holder: number,
  ) {}

  /** Resolves when `link` can be opened. Rejects with `CodedError` `board/socat-missing` or `board/pty`. */
  static async open(options: PtyBridgeOptions): Promise<PtyBridge> {
    const { link } = options;
    claim(link);
    // Its own process group: a Ctrl-C at the terminal must not take the device from under a box that is stopping.
    const socat = spawn('socat', ['-d', '-d', `PTY,link=${link},rawer`, 'STDIO'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    await running(socat, options);
    socat.stdout.on('data', options.onData);
    socat.stdin.on('error', () => undefined);
    return new PtyBridge(link, socat, openSync(link, constants.O_RDWR | constants.O_NOCTTY));
  }

  write(bytes: Uint8Array): void {
    if (this.socat.stdin.writable && this.socat.stdin.writableLength < BACKLOG_BYTES) {
      this.socat.stdin.write(bytes);
    }
  }

  /** The device is gone, and whoever had it open was told, when this resolves. */
  async close(): Promise<void> {
    this.socat.stdout.removeAllListeners('data');
    closeSync(this.holder);
    await end(this.socat);
    rmSync(this.link, { force: true });
  }
}

function claim(link: string): void {
  if (!/^[\w./@+-]+$/.test(link)) {
    throw new CodedError(
      'board/pty',
      `"${link}" cannot name a serial device: expected letters, digits and ./@+-_`,
    );
  }
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === false) {
    throw new CodedError('board/pty', `${link} exists and is no link: expected a free path`);
  }
  rmSync(link, { force: true });
}

async function running(socat: Socat, { clock, link }: PtyBridgeOptions): Promise<void> {
  let said = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = clock.after(OPEN_WITHIN_MS, () =>
        reject(new Error(`no device within ${OPEN_WITHIN_MS} ms`)),
      );
      socat.once('error', reject);
      socat.once('exit', (code) => reject(new Error(`socat ended with ${code}`)));
      socat.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-1_000);
        if (!said.includes(READY)) return;
        timer.cancel();
        resolve();
      });
    });
    socat.removeAllListeners('exit');
  } catch (cause) {
    await end(socat);
    throw explain(link, said, cause);
  }
}

function explain(link: string, said: string, cause: unknown): CodedError {
  if (systemCode(cause) === 'ENOENT') {
    return new CodedError(
      'board/socat-missing',
      'the simulated board needs the program socat: install the Debian package "socat"',
      { cause },
    );
  }
  return new CodedError('board/pty', `cannot make the serial device ${link}: ${said.trim()}`, { cause });
}

async function end(socat: Socat): Promise<void> {
  if (socat.pid === undefined || socat.exitCode !== null || socat.signalCode !== null) return;
  const gone = once(socat, 'exit');
  socat.kill('SIGTERM');
  await gone;
}
