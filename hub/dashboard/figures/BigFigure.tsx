interface Props {
  readonly name: string;
  readonly value: string;
  /** How sure it is, and what it was counted from. */
  readonly lines: readonly string[];
  /** How it stands to the period before. */
  readonly difference?: string;
  /** The interval on a line from 0 to 1, where it is a share. */
  readonly interval?: { readonly low: number; readonly high: number; readonly value: number } | undefined;
}

/** One number to be taken in at a glance, with everything that keeps it honest in small print below it. */
export function BigFigure({ name, value, lines, difference, interval }: Props) {
  return (
    <div class="card figure">
      <h3>{name}</h3>
      <p class="value">{value}</p>
      {interval && <IntervalLine {...interval} />}
      {lines.map((line) => (
        <p key={line} class="small muted">
          {line}
        </p>
      ))}
      {difference !== undefined && <p class="small difference">{difference}</p>}
    </div>
  );
}

const WIDTH = 200;

function IntervalLine({ low, high, value }: NonNullable<Props['interval']>) {
  return (
    <svg class="interval" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" x="0" y="5" width={WIDTH} height="2" />
      <rect class="band" x={low * WIDTH} y="2.5" width={Math.max(1, (high - low) * WIDTH)} height="7" />
      <rect
        class="mark"
        x={Math.min(WIDTH - 2, Math.max(0, value * WIDTH - 1))}
        y="0"
        width="2"
        height="12"
      />
    </svg>
  );
}
