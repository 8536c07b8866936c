export interface Step {
  readonly name: string;
  readonly possible: boolean;
  readonly go: () => void;
}

interface Props {
  readonly label: string;
  readonly steps: readonly Step[];
  /** Where one is, said aloud when it changes. */
  readonly status: string | undefined;
}

/** Ways through a paged list. A step that leads nowhere stays focusable, so that a keyboard is not thrown out of the row. */
export function Steps({ label, steps, status }: Props) {
  return (
    <nav class="pager" aria-label={label}>
      {steps.map(({ name, possible, go }) => (
        <button
          key={name}
          type="button"
          class="button"
          aria-disabled={!possible}
          onClick={() => possible && go()}
        >
          {name}
        </button>
      ))}
      <p role="status" class="muted">
        {status}
      </p>
    </nav>
  );
}
