import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props<T extends string> {
  readonly label: string;
  readonly choices: ReadonlyArray<{ readonly value: T; readonly label: string }>;
  /** Where the arrows begin; the first one unless told. */
  readonly entry?: T | undefined;
  readonly busy?: boolean;
  /** Takes the focus when the row appears. */
  readonly focus?: boolean;
  readonly choose: (value: T) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * A few buttons of which one is pressed. One stop in the order of focus, with the arrows moving between them as among
 * radio buttons; unlike those, nothing happens before one is pressed, because the press may already send.
 */
export function ButtonRow<T extends string>(props: Props<T>) {
  const { label, choices, entry = choices[0]?.value, busy = false, focus = false, choose } = props;
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (focus) row.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, []);
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(row.current?.querySelectorAll('button') ?? [])];
    const step = STEPS[event.key];
    if (step === undefined || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div ref={row} class="button-row" role="toolbar" aria-label={label} onKeyDown={move}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          class="button tap"
          tabIndex={choice.value === entry ? 0 : -1}
          aria-disabled={busy}
          onClick={() => !busy && choose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
