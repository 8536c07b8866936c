import type { Chart } from '../charts/chart.js';
import { buildReport } from './buildReport.js';
import { writeCsv, writeJson } from './dataFiles.js';
import { gather, type ReportSources } from './gather.js';
import { writeOds } from './odf/odsWriter.js';
import { writeOdt } from './odf/odtWriter.js';
import { writePdf } from './pdf/pdfWriter.js';
import type { ReportOrder } from './reportData.js';
import type { ReportFiles } from './reportFolder.js';

export interface ReportMeans extends ReportSources {
  /** Runs a task on one state of the records, so that all tables of a report add up to each other. */
  readonly atOnce: <T>(task: () => T) => T;
  readonly drawChart: (chart: Chart, width: number) => string;
}

/** Every file of a report. Rejects when a single one cannot be made. */
export async function makeReport(order: ReportOrder, means: ReportMeans): Promise<ReportFiles> {
  const { drawChart, atOnce } = means;
  const data = atOnce(() => gather(order, means));
  const model = buildReport(data);
  return {
    pdf: await writePdf(model, drawChart),
    odt: writeOdt(model, drawChart),
    ods: writeOds(model),
    csv: writeCsv(model),
    json: writeJson(data),
  };
}
