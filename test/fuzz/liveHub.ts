import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { openToRead } from '#platform/sqlite.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

/** Another program than the built one. */
const PROGRAM = process.env.RATING_TEST_HUB ?? join(packageRoot(), '.build/hub/main.js');
const KIB = 1_024;

/** The real hub program on loopback, open to everybody, with boxes and requests as fast as they come. */
export class LiveHub {
  /** What it wrote to its log. */
  log = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly httpPort: number,
    readonly mqttPort: number,
  ) {
    child.stderr?.on('data', (data: Buffer) => {
      this.log = (this.log + data).slice(-20_000);
    });
  }

  static async start(): Promise<LiveHub> {
    const folder = temporaryFolder();
    const site = join(folder, 'site.json');
    writeFileSync(site, JSON.stringify(eastSite));
    const flags = {
      ...{ data: join(folder, 'data'), site, 'http-port': '0', 'mqtt-port': '0' },
      ...{ 'box-rate': '20000', 'requests-per-minute': '10000000' },
    };
    const words = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(process.execPath, [PROGRAM, ...words, '--demonstration'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const line = await Promise.race([firstLine(child), lastWords(child)]);
    const { ready } = JSON.parse(line) as { ready: { http: string; mqtt: string } };
    return new LiveHub(child, folder, Number(new URL(ready.http).port), Number(new URL(ready.mqtt).port));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  /** Undefined while it runs. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.child;
    return exitCode === null && signalCode === null
      ? undefined
      : `${signalCode ?? exitCode}: ${this.log.slice(-2_000)}`;
  }

  /** Memory resident now, MiB. */
  residentMiB(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / KIB);
  }

  /** A number out of its database. */
  number(sql: string): number {
    const db = openToRead(join(this.folder, 'data', 'hub.db'));
    try {
      return Number(db.prepare(sql).pluck().get());
    } finally {
      db.close();
    }
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.origin}/api/v1${path}`);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  }

  async stop(): Promise<void> {
    if (this.ended !== undefined) return;
    const gone = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await gone;
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the hub has no output');
  const [line] = await once(createInterface({ input: stdout }), 'line');
  return String(line);
}

async function lastWords(child: ChildProcess): Promise<never> {
  let words = '';
  child.stderr?.on('data', (data: Buffer) => {
    words += data;
  });
  const [code] = await once(child, 'close');
  throw new Error(`the hub ended with ${code}: ${words.slice(-2_000)}`);
}
