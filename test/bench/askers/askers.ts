import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import type { AskerOrder, AskerReport } from './askerMessages.js';

/** Clients in a process of their own, who ask without a pause. */
export class Askers {
  private readonly child: ChildProcess;

  /** `file` is written for them to read. */
  constructor(file: string, order: AskerOrder) {
    writeFileSync(file, JSON.stringify(order));
    this.child = fork(join(packageRoot(), '.build/test/bench/askers/askerProcess.js'), [file], {
      execArgv: [],
    });
  }

  /** What they met with. Throws when they ended before, or met with anything but answers and `busy`. */
  async stop(): Promise<AskerReport> {
    if (this.child.exitCode !== null) throw new Error(`the askers ended with status ${this.child.exitCode}`);
    const told = once(this.child, 'message') as Promise<[AskerReport]>;
    const ended = once(this.child, 'exit');
    this.child.send('stop');
    const [report] = await told;
    await ended;
    if (report.refused.length > 0) throw new Error(`the hub answered ${report.refused.join(', ')}`);
    return report;
  }
}
