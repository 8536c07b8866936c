import type { ScreenWords } from '#words/screen.js';
import type { ScreenModel } from './screenModel.js';

const RADIUS = 43;
const ROUND = 2 * Math.PI * RADIUS;

interface Props {
  readonly model: ScreenModel;
  readonly words: ScreenWords;
}

/** The time left: a ring that empties, and in the last ten seconds their number (W12). */
export function Ring({ model, words }: Props) {
  const { seconds } = model.look.value;
  return (
    <div class="ring" role="timer" aria-live="off" aria-label={words.timeLeft}>
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <circle class="track" cx="50" cy="50" r={RADIUS} />
        <circle
          class="left"
          cx="50"
          cy="50"
          r={RADIUS}
          stroke-dasharray={ROUND}
          stroke-dashoffset={ROUND * (1 - model.share.value)}
        />
      </svg>
      {seconds !== undefined && (
        <p>
          <strong>{seconds}</strong>
          <span class="unseen"> {words.seconds}</span>
        </p>
      )}
    </div>
  );
}
