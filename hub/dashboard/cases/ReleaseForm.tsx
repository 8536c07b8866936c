import { useState } from 'preact/hooks';
import type { CaseView } from '#contract/cases.js';
import { FieldFault } from '../records/FieldFault.js';
import { NameField } from '../records/NameField.js';
import { nameOf } from '../records/person.js';
import { remarkOf } from '../records/remark.js';
import { focusFirstFault } from '../ui/focusFirstFault.js';
import type { Locale } from '../ui/locale.js';
import type { CaseModel } from './caseModel.js';

interface Props {
  readonly view: CaseView;
  readonly model: CaseModel;
  readonly locale: Locale;
}

/** Ends the tracking (解除列管); says beforehand what is still missing for it. */
export function ReleaseForm({ view, model, locale }: Props) {
  const { release } = locale.t.cases;
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const hindrance = hindranceOf(view, model, locale);
  const name = nameOf(model.by.value);
  const said = remarkOf(remark);
  const badRemark = remark.trim() !== '' && said === undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (hindrance !== undefined) return;
    if (name === undefined || badRemark) return focusFirstFault(event.currentTarget);
    void model.release(name, said);
  };
  return (
    <form class="card case-form" onSubmit={submit} noValidate aria-labelledby="release">
      <h2 id="release">{release.heading}</h2>
      <p class="muted">{release.note}</p>
      <p id="release-hindrance" class={tried ? 'faulty' : ''} aria-live="polite">
        {hindrance ?? ''}
      </p>
      <div class="field">
        <label for="release-remark">{release.remark}</label>
        <textarea
          id="release-remark"
          rows={2}
          maxLength={1_000}
          value={remark}
          aria-invalid={tried && badRemark}
          aria-describedby="release-remark-fault"
          onInput={(event) => setRemark(event.currentTarget.value)}
        />
        <FieldFault id="release-remark-fault" text={tried && badRemark ? locale.t.cases.form.textBad : ''} />
      </div>
      <NameField
        id="released-by"
        value={model.by.value}
        faulty={tried && name === undefined}
        locale={locale}
        edit={(typed) => {
          model.by.value = typed;
        }}
      />
      <div class="actions">
        <button
          type="submit"
          class="button"
          aria-disabled={model.sending.value || hindrance !== undefined}
          aria-describedby="release-hindrance"
        >
          {release.go}
        </button>
      </div>
    </form>
  );
}

/** Why it cannot be released now; nothing where it can. */
function hindranceOf(view: CaseView, model: CaseModel, { t }: Locale): string | undefined {
  const { release, form } = t.cases;
  if (model.unsaved.value) return release.unsaved;
  const missing = (['corrective', 'preventive'] as const).filter((one) => (view[one] ?? '').trim() === '');
  return missing.length === 0 ? undefined : release.missing(missing.map((one) => form[one]));
}
