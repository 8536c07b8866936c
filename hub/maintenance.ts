import { type ImportReport, MAX_FAULTS } from '#contract/imports.js';
import { Codec } from '#contract/schema.js';
import { Reference } from '#contract/values.js';
import { systemClock } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  SettingsError,
} from '#platform/settings.js';
import { importFile } from './importCommand.js';
import { rebuild } from './rebuildCommand.js';
import { restore } from './restoreCommand.js';
import { hubSettings } from './settings.js';

/** What is done with a hub's data while the hub is stopped. */
export type Maintenance = 'rebuild' | 'import' | 'restore';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Settings of the hub are known here too, because they stand in the same configuration file. */
const importSettings = {
  ...hubSettings,
  by: { type: 'string', default: '', help: 'who imports; journalled', expected: 'a name' },
  survey: { type: 'boolean', default: false, help: 'the file is a survey table, not earlier ratings' },
  'dry-run': { type: 'boolean', default: false, help: 'only look at the file and name every bad row' },
} as const satisfies SettingDeclarations;

const restoreSettings = {
  ...hubSettings,
  from: { type: 'string', default: '', help: 'folder of one backup', expected: 'a path' },
} as const satisfies SettingDeclarations;

const PREFIX = 'RATING_HUB';
const HELP: Readonly<Record<Maintenance, string>> = {
  rebuild:
    'rating-hub rebuild: compares the counted figures with the windows, and counts anew where they differ\n\n' +
    `${describeSettings(only(hubSettings, ['data']), PREFIX)}\n`,
  import:
    'rating-hub import FILE: takes earlier ratings or a survey table from a spreadsheet, CSV in UTF-8 or ODS\n\n' +
    `${describeSettings(only(importSettings, ['data', 'by', 'survey', 'dry-run']), PREFIX)}\n`,
  restore:
    'rating-hub restore --from BACKUP --data EMPTY_DIRECTORY: makes the data of a hub anew from a backup, all of it or nothing\n\n' +
    `${describeSettings(only(restoreSettings, ['from', 'data']), PREFIX)}\n`,
};

/** A command to its exit status: 0 done, 1 failed or refused, 2 wrong arguments. Never rejects for what is known. */
export async function maintain(
  command: Maintenance,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (args.includes('--help')) {
    terminal.out(HELP[command]);
    return 0;
  }
  try {
    switch (command) {
      case 'rebuild':
        return rebuildData(args, terminal);
      case 'import':
        return await importTable(args, terminal);
      case 'restore':
        return restoreData(args, terminal);
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-hub ${command}: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}

function rebuildData(flags: readonly string[], { out, environment }: Terminal): number {
  const { data } = readSettings(hubSettings, { flags, environment, prefix: PREFIX });
  const { windows, differing, rebuilt } = rebuild(data);
  const found =
    differing === undefined ? 'figures of another version' : `${differing} figures that differ from them`;
  out(`${windows} windows, ${found}: ${rebuilt ? 'counted anew' : 'nothing to do'}.\n`);
  return 0;
}

function restoreData(flags: readonly string[], { out, environment }: Terminal): number {
  const { from, data } = readSettings(restoreSettings, { flags, environment, prefix: PREFIX });
  out(restore({ from, data, clock: systemClock }));
  return 0;
}

async function importTable(args: readonly string[], { out, err, environment }: Terminal): Promise<number> {
  const [file, ...flags] = args;
  if (file === undefined || file.startsWith('--'))
    throw new SettingsError(['the file is missing; expected rating-hub import FILE --by NAME']);
  const settings = readSettings(importSettings, { flags, environment, prefix: PREFIX });
  const { data, survey, by } = settings;
  refuseNobody(by);
  const report = await importFile({ file, data, by, survey, dryRun: settings['dry-run'] });
  for (const { row, column, detail } of report.faults)
    err(`row ${row}${column === undefined ? '' : `, ${column}`}: ${detail}\n`);
  out(`${summary(report)}\n`);
  return report.faultCount === 0 ? 0 : 1;
}

function refuseNobody(by: string): void {
  try {
    Codec.of(Reference).check(by);
  } catch {
    throw new SettingsError([`--by is ${JSON.stringify(by)}; expected the name of whoever imports`]);
  }
}

function summary({ rows, good, known, faultCount, imported, id }: ImportReport): string {
  const counted = `${rows} rows, ${good} good, ${known} known already, ${faultCount} faults`;
  const more = faultCount > MAX_FAULTS ? `, the first ${MAX_FAULTS} named` : '';
  return `${counted}${more}: ${imported ? `imported${id === undefined ? '' : ` as ${id}`}` : 'nothing imported'}.`;
}

function only<D extends SettingDeclarations, K extends keyof D & string>(
  declarations: D,
  names: readonly K[],
): Pick<D, K> {
  return Object.fromEntries(names.map((name) => [name, declarations[name]])) as Pick<D, K>;
}
