import pdfMake from 'pdfmake';
import { CodedError } from '#platform/errors.js';
import type { Chart } from '../../charts/chart.js';
import type { ReportModel } from '../reportModel.js';
import { FONT, FONT_FILES, printer, readCoverage } from './fonts.js';
import { pdfDefinition } from './pdfDefinition.js';
import { reportLayout } from './pdfTable.js';

const LINE = '#b9b5a8';

/**
 * The report as PDF: text as text in an embedded font, bookmarks, a table of contents, charts as drawings. The same model
 * gives the same bytes. Reads the two font files and nothing else, on this machine or another.
 */
export async function writePdf(
  model: ReportModel,
  drawChart: (chart: Chart, width: number) => string,
): Promise<Uint8Array> {
  const { regular, bold } = FONT_FILES;
  const fontFiles = new Set<string>([regular, bold]);
  pdfMake.setFonts({ [FONT]: { normal: regular, bold, italics: regular, bolditalics: bold } });
  pdfMake.setLocalAccessPolicy((path) => fontFiles.has(path));
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setTableLayouts({
    report: reportLayout,
    figures: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => LINE, vLineColor: () => LINE },
  });
  const printable = printer(readCoverage(regular));
  try {
    return await pdfMake.createPdf(pdfDefinition(model, { drawChart, printable })).getBuffer();
  } catch (error) {
    throw error instanceof CodedError
      ? error
      : new CodedError('report/pdf', `the report ${model.id} could not be set as PDF`, { cause: error });
  }
}
