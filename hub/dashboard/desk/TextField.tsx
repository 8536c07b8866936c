import type { Field } from './draft.js';

interface Props {
  readonly name: Field;
  readonly label: string;
  /** What is expected; it becomes the complaint when the field is faulty. */
  readonly hint: string;
  readonly value: string;
  readonly faulty: boolean;
  readonly edit: (typed: string) => void;
  readonly required?: boolean;
  readonly autocomplete?: 'name' | 'off';
  /** Id of a list of suggestions. */
  readonly list?: string;
}

const LONGEST = 64;

export function TextField({ name, label, hint, value, faulty, edit, ...rest }: Props) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        value={value}
        maxLength={LONGEST}
        required={rest.required ?? false}
        autocomplete={rest.autocomplete ?? 'off'}
        list={rest.list}
        aria-invalid={faulty}
        aria-describedby={`${id}-hint`}
        onInput={(event) => edit(event.currentTarget.value)}
      />
      <small id={`${id}-hint`} class={faulty ? 'faulty' : ''}>
        {hint}
      </small>
    </div>
  );
}
