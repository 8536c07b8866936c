import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { silentLogger } from '#platform/logger.js';
import { WorkerAnalyst, type WorkerAnalystOptions } from '../../hub/statistics/workerAnalyst.js';
import { type Bundle, bundle } from './bundle.js';

/** Analysts in threads, made from the present source. Made at the top of a test file: it builds and removes by its hooks. */
export class AnalystProgram {
  private built: Bundle | undefined;

  constructor() {
    beforeAll(async () => {
      this.built = await bundle('hub/statistics/analystWorker.ts');
    });
    afterAll(() => this.built?.remove());
  }

  analyst(
    options: Omit<WorkerAnalystOptions, 'program' | 'logger'> & Partial<WorkerAnalystOptions>,
  ): WorkerAnalyst {
    if (this.built === undefined) throw new Error('the thread is built before the first test');
    return new WorkerAnalyst({
      program: pathToFileURL(this.built.program),
      logger: silentLogger,
      ...options,
    });
  }
}
