import { useState } from 'preact/hooks';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import type { Locale } from '../ui/locale.js';
import type { ClerksModel } from './clerksModel.js';

interface Props {
  readonly model: ClerksModel;
  readonly locale: Locale;
}

/** Says that looking is journalled before there is anything to see; a name this browser knows needs one press only. */
export function NameGate({ model, locale }: Props) {
  const { gate } = locale.t.records.clerks;
  const [name, setName] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const viewer = nameOf(name);
    setFaulty(viewer === undefined);
    if (viewer !== undefined) model.lookAs(viewer);
  };
  return (
    <form class="card gate" aria-labelledby="gate-heading" onSubmit={submit} noValidate>
      <h2 id="gate-heading">{gate.heading}</h2>
      <p>{gate.why}</p>
      <NameField id="viewer" value={name} faulty={faulty} locale={locale} edit={setName} />
      <div class="actions">
        <button type="submit" class="button main">
          {gate.enter}
        </button>
      </div>
    </form>
  );
}
