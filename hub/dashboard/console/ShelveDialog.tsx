import { useState } from 'preact/hooks';
import type { AlarmView } from '#contract/alarms.js';
import type { OfficeView } from '#contract/views.js';
import { placeOf } from '../alarms/alarmText.js';
import type { Locale } from '../ui/locale.js';
import { useModal } from '../ui/useModal.js';
import { ButtonRow } from './ButtonRow.js';
import type { ConsoleModel } from './consoleModel.js';
import { shelveProblem } from './shelveProblem.js';
import { SHELVE_MINUTES } from './shelving.js';

interface Props {
  readonly model: ConsoleModel;
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** Asks why and for how long a counter is to be silent (A4). Escape leaves everything as it is. */
export function ShelveDialog({ model, office, locale }: Props) {
  const alarm = model.shelving.asked.value;
  if (alarm === undefined || model.supervisor.request.value !== undefined) return null;
  return <Asking key={alarm.id} alarm={alarm} model={model} office={office} locale={locale} />;
}

function Asking({ alarm, model, office, locale }: Props & { readonly alarm: AlarmView }) {
  const { t } = locale;
  const { shelve } = t.consolePage;
  const { shelving } = model;
  const dialog = useModal();
  const [reason, setReason] = useState('');
  const [faulty, setFaulty] = useState(false);
  const problem = shelving.deed.problem.value;
  const send = (minutes: string): void => setFaulty(!shelving.shelve(reason, Number(minutes)));
  return (
    <dialog ref={dialog} class="shelving" aria-labelledby="shelve-title" onCancel={() => shelving.cancel()}>
      <h2 id="shelve-title">{shelve.title(placeOf(alarm.counter, office, locale) ?? '')}</h2>
      <p class="muted">{shelve.note}</p>
      <div class="field">
        <label for="shelve-reason">{shelve.reason}</label>
        <input
          id="shelve-reason"
          maxLength={1_000}
          required
          value={reason}
          aria-invalid={faulty}
          aria-describedby="shelve-fault"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <p id="shelve-fault" class="faulty" aria-live="polite">
          {faulty ? shelve.missing : problem && shelveProblem(problem, t)}
        </p>
      </div>
      <p class="question">{shelve.length}</p>
      <ButtonRow
        label={shelve.length}
        choices={SHELVE_MINUTES.map((minutes) => ({
          value: String(minutes),
          label: shelve.minutes(minutes),
        }))}
        busy={shelving.deed.busy.value}
        choose={send}
      />
      <div class="actions">
        <button type="button" class="button" onClick={() => shelving.cancel()}>
          {shelve.cancel}
        </button>
      </div>
    </dialog>
  );
}
