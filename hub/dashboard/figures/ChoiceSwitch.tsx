import type { Signal } from '@preact/signals';

interface Props<T extends string> {
  readonly label: string;
  readonly options: ReadonlyArray<{ readonly value: T; readonly name: string }>;
  readonly choice: Signal<T>;
}

/** A few choices side by side, of which one is made. */
export function ChoiceSwitch<T extends string>({ label, options, choice }: Props<T>) {
  return (
    <fieldset class="segments wrapping">
      <legend class="unseen">{label}</legend>
      {options.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          class="segment"
          aria-pressed={value === choice.value}
          onClick={() => {
            choice.value = value;
          }}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
