import { FieldFault } from '../records/FieldFault.js';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** As typed. */
  readonly value: string;
  /** What is wrong; empty for nothing. */
  readonly told: string;
  readonly edit: (typed: string) => void;
}

/** A number with its unit; any text can be typed, so that what is wrong can be said. */
export function NumberField({ id, label, unit, value, told, edit }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-unit">
        <input
          id={id}
          inputMode="decimal"
          maxLength={12}
          value={value}
          aria-invalid={told !== ''}
          aria-describedby={`${id}-unit ${id}-fault`}
          onInput={(event) => edit(event.currentTarget.value)}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </div>
      <FieldFault id={`${id}-fault`} text={told} />
    </div>
  );
}
