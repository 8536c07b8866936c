import type { Level } from '#contract/values.js';
import type { Fingers } from './fingers.js';

/** Best to worst, left to right, as on every box. */
export const ORDER: readonly Level[] = [5, 4, 3, 2, 1];

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * The keyboard, and whatever lifts a finger that came down on a key: digits press their level from anywhere, arrows
 * go from face to face. A window that loses the keyboard lets go of everything, because the release will not come.
 */
export function watchHands(page: Window, fingers: Fingers): void {
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const level = ORDER.find((one) => event.key === String(one));
    if (level !== undefined) fingers.press(event.code, level);
    const step = STEPS[event.key];
    if (step !== undefined) goOn(page.document, step);
  });
  page.addEventListener('keyup', ({ code }) => fingers.lift(code));
  page.addEventListener('pointerup', ({ pointerId }) => fingers.lift(pointerId));
  page.addEventListener('pointercancel', ({ pointerId }) => fingers.lift(pointerId));
  page.addEventListener('blur', () => fingers.liftAll());
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.hidden) fingers.liftAll();
  });
}

/** To the next face that can be pressed; to the first one from anywhere else. */
function goOn(document: Document, step: number): void {
  const faces = [...document.querySelectorAll<HTMLElement>('.key[tabindex="0"]')];
  const here = faces.indexOf(document.activeElement as HTMLElement);
  const next = here < 0 ? 0 : (here + step + faces.length) % faces.length;
  faces[next]?.focus();
}
