import { faultWords, type PartProps } from './faultWords.js';
import { NumberField } from './NumberField.js';
import { numberOf } from './numberText.js';
import { fieldId } from './settingsCheck.js';
import { MOST_STEPS, STEP_RULE } from './settingsDraft.js';

/** A further step is proposed so long after the one before. */
const PROPOSED_GAP_SECONDS = 120;

/** When the second, third … is called (A3). */
export function EscalationFields({ draft, faults, edit, locale }: PartProps) {
  const { escalation: words, limits } = locale.t.alarmSettings;
  const steps = draft.escalation;
  const proposed = Math.min(
    (numberOf(steps.at(-1) ?? '', STEP_RULE) ?? 0) + PROPOSED_GAP_SECONDS,
    STEP_RULE.most,
  );
  const [fewest, full] = [steps.length <= 1, steps.length >= MOST_STEPS];
  return (
    <section class="card" aria-labelledby="escalation">
      <h2 id="escalation">{words.heading}</h2>
      <p class="note">{words.note}</p>
      <div class="limit-grid">
        {steps.map((typed, n) => (
          <NumberField
            key={n}
            id={fieldId.step(n)}
            label={words.step(n + 2)}
            unit={limits.units.seconds}
            value={typed}
            told={faultWords(faults.get(fieldId.step(n)), locale)}
            edit={(value) => edit({ escalation: steps.map((one, at) => (at === n ? value : one)) })}
          />
        ))}
      </div>
      <div class="actions">
        <button
          type="button"
          class="button small"
          aria-disabled={full}
          onClick={() => !full && edit({ escalation: [...steps, String(proposed)] })}
        >
          {words.add}
        </button>
        <button
          type="button"
          class="button small"
          aria-disabled={fewest}
          onClick={() => !fewest && edit({ escalation: steps.slice(0, -1) })}
        >
          {words.remove}
        </button>
      </div>
    </section>
  );
}
