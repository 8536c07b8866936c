import { type Clock, every } from '#platform/clock.js';

/** `network`: what was connected may not be any more. `awake`: time may have passed that nobody noticed. */
export type WakeupSign = 'network' | 'awake';

/** Calls whenever the machine or its page may have slept, until the returned function is called. */
export type Wakeups = (wake: (sign: WakeupSign) => void) => () => void;

/** A machine that was asleep is found out this long after it is back at the latest. */
export const NAP_CHECK_MS = 5_000;
/** A check that is later than this was slept over. */
const NAP_MS = 15_000;

/** Finds out by the clock: checks that come far too late were slept over, on one of its two clocks at least. */
export const clockWakeups =
  (clock: Clock): Wakeups =>
  (wake) => {
    const times = (): number[] => [clock.wall(), clock.monotonic()];
    let before = times();
    const checks = every(clock, NAP_CHECK_MS, () => {
      const now = times();
      const slept = now.some((time, index) => time - (before[index] ?? time) > NAP_MS);
      before = now;
      if (slept) wake('awake');
    });
    return () => checks.cancel();
  };

/** What tells of a page's coming and going: its window and its document, as far as needed here. */
export interface PageSigns {
  readonly window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  readonly document: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & {
    readonly visibilityState: string;
  };
}

/** Finds out by what a browser tells its pages, and by the clock besides. */
export const pageWakeups =
  ({ window, document }: PageSigns, clock: Clock): Wakeups =>
  (wake) => {
    const network = (): void => wake('network');
    const awake = (): void => wake('awake');
    const seen = (): void => {
      if (document.visibilityState === 'visible') wake('awake');
    };
    window.addEventListener('online', network);
    window.addEventListener('pageshow', awake);
    document.addEventListener('resume', awake);
    document.addEventListener('visibilitychange', seen);
    const stop = clockWakeups(clock)(wake);
    return () => {
      window.removeEventListener('online', network);
      window.removeEventListener('pageshow', awake);
      document.removeEventListener('resume', awake);
      document.removeEventListener('visibilitychange', seen);
      stop();
    };
  };
