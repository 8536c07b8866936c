import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../ui/locale.js';
import { FaultTable } from './FaultTable.js';
import type { ImportModel } from './importModel.js';
import { NameField } from './NameField.js';
import { nameOf } from './person.js';
import { Trouble } from './Trouble.js';

interface Props {
  /** Told from others on the page. */
  readonly id: string;
  readonly model: ImportModel;
  readonly locale: Locale;
  /** What is said, or offered, once the import took place. */
  readonly done: ComponentChildren;
}

/** Choose, check, import: each step shows what it found before the next one can be taken. */
export function ImportForm({ id, model, locale, done }: Props) {
  const { imports } = locale.t.records;
  const [by, setBy] = useState(model.person.name.value);
  const [tried, setTried] = useState(false);
  const name = nameOf(by);
  const noFile = model.file.value === undefined;
  const check = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (name !== undefined && !noFile) void model.check(name);
  };
  return (
    <form class="import" onSubmit={check} noValidate>
      <div class="field">
        <label for={`${id}-file`}>{imports.file}</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".csv,.ods"
          aria-invalid={tried && noFile}
          aria-describedby={`${id}-file-hint`}
          onChange={(event) => model.choose(event.currentTarget.files?.[0])}
        />
        <small id={`${id}-file-hint`} class={tried && noFile ? 'faulty' : ''}>
          {tried && noFile ? imports.chooseFile : imports.nothingYet}
        </small>
      </div>
      <NameField
        id={`${id}-by`}
        value={by}
        faulty={tried && name === undefined}
        locale={locale}
        edit={setBy}
      />
      <div class="actions">
        <button type="submit" class="button" aria-disabled={model.busy.value !== undefined}>
          {imports.check}
        </button>
        {model.isImportable() && name !== undefined && (
          <button
            type="button"
            class="button main"
            aria-disabled={model.busy.value !== undefined}
            onClick={() => void model.import(name)}
          >
            {imports.go}
          </button>
        )}
      </div>
      <Progress model={model} locale={locale} done={done} />
      <Trouble problem={model.problem.value} locale={locale} />
      <FaultTable model={model} locale={locale} />
    </form>
  );
}

/** How far it is and what was found, said aloud by screen readers. */
function Progress({ model, locale, done }: Omit<Props, 'id'>) {
  const { imports } = locale.t.records;
  const report = model.report.value;
  const busy = model.busy.value;
  return (
    <div role="status" class="progress">
      {busy !== undefined && <p>{busy === 'checking' ? imports.checking : imports.going}</p>}
      {busy === undefined && report !== undefined && (
        <>
          {report.rows > 0 && <p>{imports.rows(report.rows, report.good, report.known)}</p>}
          <p>
            <strong>{verdict(model, locale)}</strong>
          </p>
          {report.imported && done}
        </>
      )}
    </div>
  );
}

function verdict({ report }: ImportModel, { t }: Locale): string {
  const { imports } = t.records;
  const { value } = report;
  if (value === undefined) return '';
  if (value.imported) return imports.done(value.rows - value.known);
  if (value.faultCount > 0) return imports.faulty(value.faultCount);
  if (value.rows === 0) return imports.noRows;
  return value.known === value.rows ? imports.nothingNew : imports.clean;
}
