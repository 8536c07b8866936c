import { batch, signal } from '@preact/signals';
import type { ImportReport } from '#contract/imports.js';
import type { BroughtFile, FileEndpoint, HubClient } from '../api/hubClient.js';
import type { HubProblem } from '../api/hubProblem.js';
import { asProblem } from '../api/problemWords.js';
import { type ChosenFile, readFile } from './importFile.js';
import type { Person } from './person.js';

export interface ImportOptions {
  readonly hub: HubClient;
  readonly person: Person;
  readonly endpoint: FileEndpoint;
  /** Told of an import that took place. */
  readonly imported: (report: ImportReport) => void;
}

/** Bringing a spreadsheet: it is checked first, and only what passed the check, byte for byte, is imported. */
export class ImportModel {
  readonly file = signal<ChosenFile | undefined>(undefined);
  /** What the check found, or what was imported; absent until then. */
  readonly report = signal<ImportReport | undefined>(undefined);
  readonly problem = signal<HubProblem | undefined>(undefined);
  readonly busy = signal<'checking' | 'importing' | undefined>(undefined);
  readonly person: Person;
  private checked: BroughtFile | undefined;

  constructor(private readonly options: ImportOptions) {
    this.person = options.person;
  }

  /** Another file begins anew. */
  choose(file: ChosenFile | undefined): void {
    if (this.busy.value !== undefined) return;
    this.checked = undefined;
    batch(() => {
      this.file.value = file;
      this.report.value = undefined;
      this.problem.value = undefined;
    });
  }

  /** Whether the file passed the check and holds anything new. */
  isImportable(): boolean {
    const { value } = this.report;
    return (
      this.checked !== undefined && value !== undefined && value.faultCount === 0 && value.known < value.rows
    );
  }

  check(by: string): Promise<void> {
    return this.act('checking', async () => {
      const { value: file } = this.file;
      if (file === undefined) return;
      const brought = await readFile(file);
      const { body } = await this.options.hub.bring(this.options.endpoint, { by, dryRun: true }, brought);
      this.options.person.call(by);
      this.checked = brought;
      this.report.value = body;
    });
  }

  import(by: string): Promise<void> {
    return this.act('importing', async () => {
      const { checked } = this;
      if (checked === undefined || !this.isImportable()) return;
      const { body } = await this.options.hub.bring(this.options.endpoint, { by }, checked);
      this.options.person.call(by);
      this.checked = undefined;
      this.report.value = body;
      if (body.imported) this.options.imported(body);
    });
  }

  private async act(what: 'checking' | 'importing', action: () => Promise<void>): Promise<void> {
    if (this.busy.value !== undefined) return;
    this.busy.value = what;
    this.problem.value = undefined;
    try {
      await action();
    } catch (thrown) {
      this.problem.value = asProblem(thrown);
    } finally {
      this.busy.value = undefined;
    }
  }
}
