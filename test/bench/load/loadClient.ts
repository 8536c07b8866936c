import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import type { LoadOrder, LoadReport, PlannedBox } from './loadMessages.js';

/** The parent's side of a load. */
export class LoadClient {
  private readonly child: ChildProcess;
  private readonly reports = new Map<LoadReport['kind'], (report: LoadReport) => void>();
  private readonly gone: Promise<never>;

  /** `planFile` is written and then read by the load's process. */
  constructor(planFile: string, plan: readonly PlannedBox[]) {
    writeFileSync(planFile, JSON.stringify(plan));
    const program = join(packageRoot(), '.build/test/bench/load/loadProcess.js');
    this.child = fork(program, [planFile], { execArgv: [] });
    this.child.on('message', (report: LoadReport) => this.reports.get(report.kind)?.(report));
    this.gone = once(this.child, 'exit').then(([code]) => {
      throw new Error(`the load ended by itself with status ${String(code)}`);
    });
    this.gone.catch(() => undefined);
  }

  /** Resolves with the next report of the kind; rejects when the process ends before. */
  next<K extends LoadReport['kind']>(kind: K): Promise<Extract<LoadReport, { kind: K }>> {
    const report = new Promise<LoadReport>((resolve) => {
      this.reports.set(kind, resolve);
    });
    return Promise.race([report as Promise<Extract<LoadReport, { kind: K }>>, this.gone]);
  }

  send(order: LoadOrder): void {
    this.child.send(order);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}
