import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporary.js';

const run = promisify(execFile);
const LONGEST_MS = 240_000;

/** Formulas are reckoned when a file is opened, whatever results it brings along. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`;

/** Opens files in LibreOffice, in one start of it with a profile of its own, and saves them as something else. */
export async function converted(files: readonly string[], to: string): Promise<string> {
  const folder = temporaryFolder();
  const profile = temporaryFolder();
  mkdirSync(join(profile, 'user'));
  writeFileSync(join(profile, 'user/registrymodifications.xcu'), SETTINGS);
  await run(
    'soffice',
    [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      folder,
      ...files,
    ],
    { timeout: LONGEST_MS, env: { ...process.env, HOME: profile } },
  );
  return folder;
}

/** Every sheet of a spreadsheet as CSV with full precision, by the name of the sheet. */
export async function sheetsAsCsv(file: string): Promise<Map<string, string>> {
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
  const folder = await converted([file], filter);
  const prefix = `${basename(file, '.ods')}-`;
  return new Map(
    readdirSync(folder).map((name) => [
      name.slice(prefix.length, -'.csv'.length),
      readFileSync(join(folder, name), 'utf8'),
    ]),
  );
}

/** What a reader sees of a PDF, page after page. */
export async function textOfPdf(file: string): Promise<string> {
  return (await run('pdftotext', ['-layout', file, '-'], { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

export const pdfFacts = async (file: string): Promise<string> => (await run('pdfinfo', [file])).stdout;
export const pdfFonts = async (file: string): Promise<string> => (await run('pdffonts', [file])).stdout;
