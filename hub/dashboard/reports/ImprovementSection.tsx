import { useState } from 'preact/hooks';
import type { ImprovementView } from '#contract/reports.js';
import { formatDateTime } from '#words/dates.js';
import { Answer } from '../records/Answer.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { remarkOf } from '../records/remark.js';
import { Steps } from '../records/Steps.js';
import { Told } from '../records/Told.js';
import { Trouble } from '../records/Trouble.js';
import type { Locale } from '../ui/locale.js';
import type { ReportsModel } from './reportsModel.js';
import { scopeName } from './scopeName.js';

interface Props {
  readonly model: ReportsModel;
  readonly locale: Locale;
}

export function ImprovementSection({ model, locale }: Props) {
  const { improvements: words } = locale.t.records.reports;
  const { noted, list } = model.improvements;
  return (
    <section class="card" aria-labelledby="improvements-heading">
      <h2 id="improvements-heading">{words.heading}</h2>
      <p class="muted">{words.note}</p>
      <Answer question={list} locale={locale}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <ul class="improvements">
              {items.map((one) => (
                <Entry key={one.id} one={one} model={model} locale={locale} />
              ))}
            </ul>
          )
        }
      </Answer>
      <ListSteps model={model} locale={locale} />
      {model.frame.office.value === '' ? (
        <p class="muted">{words.officeFirst}</p>
      ) : (
        <NoteForm model={model} locale={locale} />
      )}
      <Told text={noted.value ? words.done : undefined} />
      <Trouble problem={model.improvements.refused.value} locale={locale} />
    </section>
  );
}

function Entry({ one, model, locale }: Props & { readonly one: ImprovementView }) {
  return (
    <li>
      <p class="said">{one.text}</p>
      <p class="muted">
        {scopeName(one.office, model.frame, locale)} · {one.by} · {formatDateTime(one.at, locale.language)}
      </p>
    </li>
  );
}

function ListSteps({ model: { improvements }, locale }: Props) {
  const { pager } = locale.t.records.details;
  const page = improvements.pages.number.value;
  const { value } = improvements.list.answer.value;
  const next = value?.next;
  if (page === 1 && next === undefined) return null;
  return (
    <Steps
      label={pager.label}
      steps={[
        { name: pager.newer, possible: page > 1, go: () => improvements.pages.back() },
        { name: pager.older, possible: next !== undefined, go: () => improvements.older() },
      ]}
      status={value && locale.t.records.reports.list.page(value.page)}
    />
  );
}

function NoteForm({ model, locale }: Props) {
  const { improvements: words } = locale.t.records.reports;
  const [text, setText] = useState('');
  const [by, setBy] = useState(model.person.name.value);
  const [tried, setTried] = useState(false);
  const name = nameOf(by);
  const said = remarkOf(text);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (name === undefined || said === undefined) return;
    if (!(await model.improvements.note(said, name))) return;
    setText('');
    setTried(false);
  };
  return (
    <form class="noting" onSubmit={(event) => void submit(event)} noValidate>
      <div class="field">
        <label for="improvement">{words.text}</label>
        <textarea
          id="improvement"
          rows={3}
          maxLength={1_000}
          value={text}
          aria-invalid={tried && said === undefined}
          aria-describedby="improvement-fault"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="improvement-fault" class="faulty" aria-live="polite">
          {tried && said === undefined ? words.textMissing : ''}
        </p>
      </div>
      <NameField
        id="improvement-by"
        value={by}
        faulty={tried && name === undefined}
        locale={locale}
        edit={setBy}
      />
      <div class="actions">
        <button type="submit" class="button" aria-disabled={model.improvements.sending.value}>
          {words.go}
        </button>
      </div>
    </form>
  );
}
