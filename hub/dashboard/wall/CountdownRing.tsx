interface Props {
  readonly seconds: number;
  /** What is left, 0–1. */
  readonly share: number;
  readonly unit: string;
}

const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;

/** A ring that empties, with the seconds in it. */
export function CountdownRing({ seconds, share, unit }: Props) {
  return (
    <div class="ring" role="timer" aria-live="off">
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle class="track" cx="24" cy="24" r={RADIUS} />
        <circle
          class="left"
          cx="24"
          cy="24"
          r={RADIUS}
          stroke-dasharray={ROUND}
          stroke-dashoffset={ROUND * (1 - share)}
        />
      </svg>
      <strong>{seconds}</strong>
      <span class="unseen"> {unit}</span>
    </div>
  );
}
