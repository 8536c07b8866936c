import { useState } from 'preact/hooks';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { SelectField } from '../records/SelectField.js';
import type { Locale } from '../ui/locale.js';
import type { DetailsModel } from './detailsModel.js';
import { filterOptions } from './filterOptions.js';
import { type Filters, NO_FILTERS } from './filters.js';

interface Props {
  readonly model: DetailsModel;
  readonly locale: Locale;
}

/** Nothing is asked until the filters are applied, so that no half-typed name is looked for or journalled. */
export function FilterForm({ model, locale }: Props) {
  const { filters: words } = locale.t.records.details;
  const [draft, setDraft] = useState<Filters>(model.filters.value);
  const [viewer, setViewer] = useState(model.person.name.value);
  const [faulty, setFaulty] = useState(false);
  const edit = (change: Partial<Filters>): void => setDraft({ ...draft, ...change });
  const oneClerk = draft.clerk.trim() !== '';
  const apply = (event: Event): void => {
    event.preventDefault();
    const name = nameOf(viewer);
    setFaulty(oneClerk && name === undefined);
    if (!oneClerk) model.apply(draft);
    else if (name !== undefined) model.apply(draft, name);
  };
  const clear = (): void => {
    setDraft(NO_FILTERS);
    setFaulty(false);
    model.apply(NO_FILTERS);
  };
  return (
    <form class="card filters" aria-label={words.heading} onSubmit={apply} noValidate>
      <Choices draft={draft} edit={edit} model={model} locale={locale} />
      {oneClerk && (
        <div class="viewer">
          <NameField id="viewer" value={viewer} faulty={faulty} locale={locale} edit={setViewer} />
          <small class="muted">{words.clerkHint}</small>
        </div>
      )}
      <div class="actions">
        <button type="submit" class="button main">
          {words.apply}
        </button>
        <button type="button" class="button" onClick={clear}>
          {words.clear}
        </button>
      </div>
    </form>
  );
}

interface ChoicesProps extends Props {
  readonly draft: Filters;
  readonly edit: (change: Partial<Filters>) => void;
}

function Choices({ draft, edit, model, locale }: ChoicesProps) {
  const { filters: words } = locale.t.records.details;
  const options = filterOptions(model, locale);
  const noOffice = model.frame.office.value === '';
  return (
    <div class="fields">
      <SelectField
        id="counter"
        label={words.counter}
        value={noOffice ? '' : draft.counter}
        options={options.counters}
        disabled={noOffice}
        {...(noOffice && { hint: words.cityCounters })}
        change={(counter) => edit({ counter })}
      />
      <Text id="clerk" label={words.clerk} value={draft.clerk} edit={(clerk) => edit({ clerk })} />
      <SelectField
        id="kind"
        label={words.kind}
        value={draft.kind}
        options={options.kinds}
        change={(kind) => edit({ kind })}
      />
      <Text id="service" label={words.service} value={draft.service} edit={(service) => edit({ service })} />
      <SelectField
        id="level"
        label={words.level}
        value={draft.level}
        options={options.levels}
        change={(level) => edit({ level })}
      />
      <SelectField
        id="excluded"
        label={words.excluded}
        value={draft.excluded}
        options={options.excluded}
        change={(excluded) => edit({ excluded })}
      />
      <SelectField
        id="flagged"
        label={words.flagged}
        value={draft.flagged}
        options={options.flagged}
        change={(flagged) => edit({ flagged })}
      />
    </div>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly edit: (typed: string) => void;
}

const Text = ({ id, label, value, edit }: TextProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      value={value}
      maxLength={64}
      autocomplete="off"
      onInput={(event) => edit(event.currentTarget.value)}
    />
  </div>
);
