import { readFileSync } from 'node:fs';
import type { ImportReport } from '#contract/imports.js';
import { REPORT_FORMATS, type ReportView } from '#contract/reports.js';
import { eventually } from '../support/eventually.js';
import type { ResponseWitness } from '../support/responseWitness.js';

const UNKNOWN = '0190a0b0-0000-7000-8000-000000000001';

/** Every answer about single ratings and the journal; the window was rated. */
export async function askAboutRecords(witness: ResponseWitness, rated: string): Promise<void> {
  const by = { by: 'chen' };
  await witness.post(`/ratings/${rated}/restore`, by);
  await witness.post(`/ratings/${UNKNOWN}/exclude`, { ...by, reason: 'test' });
  await witness.post(`/ratings/${UNKNOWN}/restore`, by);
  await witness.post(`/ratings/${rated}/exclude`, { ...by, reason: 'other' });
  await witness.post(`/ratings/${rated}/exclude`, by);
  await witness.post(`/ratings/${rated}/exclude`, { ...by, reason: 'other', remark: '操作示範' });
  await witness.post(`/ratings/${rated}/exclude`, { ...by, reason: 'test' });
  await witness.get('/ratings?excluded=true');
  await witness.get('/statistics?office=east');
  await witness.post(`/ratings/${rated}/restore`, by);
  await witness.get('/journal');
  await witness.get('/journal/heads');
}

/** Every answer about files, brought and handed out. */
export async function askAboutFiles(witness: ResponseWitness): Promise<void> {
  const survey = await askAboutImports(witness);
  await witness.get('/surveys');
  await witness.get(`/surveys/${survey}`);
  await witness.get(`/surveys/${UNKNOWN}`);
  await witness.post(`/surveys/${survey}/remove`, { by: 'chen' });
  await witness.post(`/surveys/${survey}/remove`, { by: 'chen' });
  await askAboutReports(witness);
  await witness.get('/open-data');
  await witness.get('/open-data/dictionary.json');
  await witness.get('/open-data/dictionary.csv');
  await witness.get('/open-data/ratings-1999-01.csv');
}

const RATINGS =
  'office,counter,clerk,kind,number,service,issued_at,outcome,reason,level,answer_seconds\r\n' +
  'east,1,lin,receipt,OLD-1,,2026-01-05T09:30:00+08:00,rated,,5,3.2\r\n';
const SURVEY = readFileSync(new URL('../hub/imports/samples/table12.csv', import.meta.url));

/** The id of the survey that was imported. */
async function askAboutImports(witness: ResponseWitness): Promise<string> {
  const tables = { ratings: new TextEncoder().encode(RATINGS), surveys: new Uint8Array(SURVEY) };
  let survey = '';
  for (const [what, table] of Object.entries(tables)) {
    const path = `/imports/${what}?by=chen`;
    await witness.bring(`${path}&dryRun=true`, table);
    survey = (await witness.bring<ImportReport>(path, table)).id ?? '';
    await witness.bring(`/imports/${what}`, table);
    await witness.bring(path, table, 'application/pdf');
    await witness.bring(path, new Uint8Array(4 * 1024 * 1024 + 1));
    await witness.bring(path, 'a,b,c\r\n1,2,3\r\n');
    await witness.bring(path, new Uint8Array([0x50, 0x4b, 3, 4, 0]));
    await witness.bring(path, new Uint8Array([0xff, 0xfe, 0x41, 0]));
    await witness.bring(path, `${new TextDecoder().decode(table)}${'x\r\n'.repeat(6_000)}`);
  }
  return survey;
}

async function askAboutReports(witness: ResponseWitness): Promise<void> {
  const june = { from: '2026-05-31T16:00:00.000Z', to: '2026-06-30T16:00:00.000Z', by: 'chen' };
  await witness.post('/reports', { ...june, office: 'north' });
  await witness.post('/reports', { ...june, to: june.from });
  await witness.post('/reports', { by: 'chen' });
  const { id } = await witness.post<ReportView>('/reports', { ...june, office: 'east' });
  await eventually('a report that is ready', 5_000, async () => {
    const { state } = await witness.get<ReportView>(`/reports/${id}`);
    return state === 'ready' ? true : undefined;
  });
  for (const format of REPORT_FORMATS) await witness.get(`/reports/${id}/${format}`);
  await witness.get(`/reports/${UNKNOWN}`);
  await witness.get(`/reports/${UNKNOWN}/pdf`);
  await witness.get('/reports');
  await witness.post('/improvements', { office: 'east', by: 'chen', text: '加開一個櫃檯' });
  await witness.post('/improvements', { office: 'north', by: 'chen', text: '加開一個櫃檯' });
  await witness.get('/improvements');
}
