import { useState } from 'preact/hooks';
import type { BackupView } from '#contract/care.js';
import { formatDateTime } from '#words/dates.js';
import { problemWords } from '../api/problemWords.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import type { HealthModel } from './healthModel.js';

interface Props {
  readonly model: HealthModel;
  readonly locale: Locale;
}

/** Backups, newest first, and the button that makes one now (R25). */
export function BackupSection({ model, locale }: Props) {
  const { backups: words } = locale.t.health;
  return (
    <section class="card" aria-labelledby="backups-heading">
      <h2 id="backups-heading">{words.heading}</h2>
      <BackUpNow model={model} locale={locale} />
      <Told model={model} locale={locale} />
      <Table model={model} locale={locale} />
    </section>
  );
}

function BackUpNow({ model, locale }: Props) {
  const [typed, setTyped] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  return (
    <form
      class="back-up"
      onSubmit={(event) => {
        event.preventDefault();
        const by = nameOf(typed);
        setFaulty(by === undefined);
        if (by !== undefined) void model.backUp(by);
      }}
      noValidate
    >
      <NameField id="by" value={typed} faulty={faulty} locale={locale} edit={setTyped} />
      <button type="submit" class="button main" aria-disabled={model.busy.value}>
        {locale.t.health.backups.now}
      </button>
    </form>
  );
}

function Told({ model, locale }: Props) {
  const { backups: words } = locale.t.health;
  const problem = model.refused.value;
  return (
    <>
      <p role="status">{model.begun.value ? words.started : ''}</p>
      <p role="alert" class="faulty">
        {problem === undefined
          ? ''
          : problem.code === 'backup/running'
            ? words.running
            : problemWords(problem, locale.t)}
      </p>
    </>
  );
}

function Table({ model, locale }: Props) {
  const { backups: words } = locale.t.health;
  const rows = model.backups.value;
  if (rows === undefined) return null;
  if (rows.length === 0) return <p>{words.none}</p>;
  return (
    <Scrollable label={words.heading}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.copy}</th>
            <th scope="col" class="number">
              {words.size}
            </th>
            <th scope="col" class="number">
              {words.windows}
            </th>
            <th scope="col">{words.folder}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((backup) => (
            <Row key={backup.id} backup={backup} locale={locale} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}

const ICONS: Readonly<Record<BackupView['state'], IconName>> = {
  running: 'waiting',
  good: 'well',
  failed: 'warning',
};

function Row({ backup, locale }: { readonly backup: BackupView; readonly locale: Locale }) {
  const { backups: words, backupStates, copies } = locale.t.health;
  const { startedAt, state, copy, bytes, windows, folder, problem } = backup;
  return (
    <tr>
      <th scope="row">{formatDateTime(startedAt, locale.language)}</th>
      <td class={state === 'failed' ? 'faulty' : ''}>
        <Icon name={ICONS[state]} /> {backupStates[state]}
        {problem !== undefined && <small class="problem">{problem}</small>}
      </td>
      <td class={copy === 'failed' ? 'faulty' : ''}>{state === 'good' ? copies[copy] : ''}</td>
      <td class="number">{bytes !== undefined && words.megabytes((bytes / 1e6).toFixed(1))}</td>
      <td class="number">{windows}</td>
      <td>{folder !== undefined ? <code>{folder}</code> : state === 'good' ? words.rotated : ''}</td>
    </tr>
  );
}
