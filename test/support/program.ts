import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { packageRoot, packageVersion } from '#platform/packageFacts.js';
import { Expectation } from './expectation.js';

export const version = packageVersion();

/** One of the built programs, run as a person would, and what it prints. */
export class RunningProgram {
  out = '';
  err = '';
  code: number | null | undefined;
  readonly process: ChildProcess;
  private readonly expectation = new Expectation();

  constructor(file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.process = spawn(process.execPath, [join(packageRoot(), '.build', file), ...args], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (data: Buffer) => this.note(() => (this.out += data)));
    this.process.stderr?.on('data', (data: Buffer) => this.note(() => (this.err += data)));
    this.process.once('close', (code) => this.note(() => (this.code = code)));
    onTestFinished(() => void this.process.kill('SIGKILL'));
  }

  /** The exit code, once everything it printed was read. */
  ended(): Promise<number | null> {
    return this.expectation.until('the end of the program', 15_000, () => this.code);
  }

  async says(text: string): Promise<void> {
    await this.expectation.until(`"${text}"`, 15_000, () => (this.err.includes(text) ? true : undefined));
  }

  private note(change: () => void): void {
    change();
    this.expectation.changed();
  }
}
