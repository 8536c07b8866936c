import { makeReport, type ReportMeans } from './makeReport.js';
import type { ReportOrder } from './reportData.js';
import { storeFiles } from './reportFolder.js';
import { codedFailure, type ReportMaker, stoppedMaking } from './reportMaker.js';

/** Makes reports in this thread; for whoever has nothing else to do meanwhile. */
export class InlineMaker implements ReportMaker {
  private stopped = false;

  constructor(
    private readonly folder: string,
    private readonly means: ReportMeans,
  ) {}

  async make(order: ReportOrder): Promise<void> {
    try {
      const files = await makeReport(order, this.means);
      if (!this.stopped) return await storeFiles(this.folder, order.id, files);
    } catch (error) {
      throw codedFailure(error);
    }
    throw stoppedMaking();
  }

  async stop(): Promise<void> {
    this.stopped = true;
  }
}
