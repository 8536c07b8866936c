interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option[];
  readonly change: (value: T) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A choice of a few; the values of `options` are those of `T`. */
export function SelectField<T extends string>(props: Props<T>) {
  const { id, label, value, options, change, hint, disabled = false } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => change(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}
