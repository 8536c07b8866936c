import { FieldFault } from '../records/FieldFault.js';
import { faultWords, type PartProps } from './faultWords.js';
import { NumberField } from './NumberField.js';
import { fieldId } from './settingsCheck.js';
import type { LimitName } from './settingsDraft.js';

/** When alarms are raised and pass, when the chime is tested, and how long a case has (A2, A5, A6, A7, A9). */
export function LimitFields(props: PartProps) {
  const { limits: words } = props.locale.t.alarmSettings;
  const { units } = words;
  return (
    <>
      <section class="card" aria-labelledby="rating-limits">
        <h2 id="rating-limits">{words.ratings}</h2>
        <div class="limit-grid">
          <Limit {...props} name="departSeconds" label={words.depart} unit={units.seconds} />
        </div>
        <p class="note">{words.departHint}</p>
        <div class="limit-grid">
          <Limit {...props} name="sharePercent" label={words.share} unit={units.percent} />
          <Limit {...props} name="rateRatings" label={words.least} unit={units.ratings} />
          <Limit {...props} name="rateMinutes" label={words.within} unit={units.minutes} />
        </div>
        <p class="note">{words.rateHint}</p>
      </section>
      <section class="card" aria-labelledby="equipment-limits">
        <h2 id="equipment-limits">{words.equipment}</h2>
        <div class="limit-grid">
          <Limit {...props} name="silentSeconds" label={words.silent} unit={units.seconds} />
          <Limit {...props} name="outboxAbove" label={words.outbox} unit={units.records} />
          <ChimeTest {...props} />
        </div>
      </section>
      <section class="card" aria-labelledby="case-limits">
        <h2 id="case-limits">{words.cases}</h2>
        <div class="limit-grid">
          <Limit {...props} name="caseDays" label={words.caseDays} unit={units.workingDays} />
        </div>
      </section>
    </>
  );
}

interface LimitProps extends PartProps {
  readonly name: LimitName;
  readonly label: string;
  readonly unit: string;
}

function Limit({ name, label, unit, draft, faults, edit, locale }: LimitProps) {
  return (
    <NumberField
      id={fieldId.limit(name)}
      label={label}
      unit={unit}
      value={draft.limits[name]}
      told={faultWords(faults.get(fieldId.limit(name)), locale)}
      edit={(typed) => edit({ limits: { ...draft.limits, [name]: typed } })}
    />
  );
}

function ChimeTest({ draft, faults, edit, locale }: PartProps) {
  const id = fieldId.chimeTest;
  const told = faultWords(faults.get(id), locale);
  return (
    <div class="field">
      <label for={id}>{locale.t.alarmSettings.limits.chimeTest}</label>
      <div class="with-unit">
        <input
          id={id}
          type="time"
          value={draft.chimeTestAt}
          aria-invalid={told !== ''}
          aria-describedby={`${id}-fault`}
          onInput={(event) => edit({ chimeTestAt: event.currentTarget.value })}
        />
      </div>
      <FieldFault id={`${id}-fault`} text={told} />
    </div>
  );
}
