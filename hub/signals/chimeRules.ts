import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import { dayNumber, dayStart } from '../statistics/calendar.js';
import type { ChimeTestRecord } from '../store/chimeTestStore.js';

/** Time a console has to confirm a test, ms. */
export const CONFIRM_WITHIN_MS = 5 * 60_000;
/** Time of day in Taipei until when a test that was missed is made up for; later nobody is there to hear it. */
const CATCH_UP_UNTIL = '20:00';

/**
 * Whether the daily test of an office is due (A7): from its time of day on, once a day. One that was missed is made up for
 * until 20:00; where a later time was chosen, within the 5 min that a test takes. `lastMs` is when the last daily one was.
 */
export function isDailyDue(nowMs: number, timeOfDay: string, lastMs: number | undefined): boolean {
  const day = dayNumber(nowMs);
  if (lastMs !== undefined && dayNumber(lastMs) === day) return false;
  const passed = nowMs - dayStart(day);
  const from = msOf(timeOfDay);
  return passed >= from && passed < Math.max(msOf(CATCH_UP_UNTIL), from + CONFIRM_WITHIN_MS);
}

/** Whether a console proved that its chime sounds. Silence at its output proves the contrary, whatever it says. */
export const confirms = ({ heard, peak }: ChimeTestResult): boolean => heard && peak > 0;

export const chimeTestView = (test: ChimeTestRecord): ChimeTestView => ({
  id: test.id,
  office: test.office,
  at: iso(test.atMs),
  dueAt: iso(test.dueMs),
  ...(test.by === null ? {} : { by: test.by }),
  state: test.state,
  ...(test.console === null ? {} : { console: test.console }),
  ...(test.confirmedMs === null ? {} : { confirmedAt: iso(test.confirmedMs) }),
  ...(test.peak === null ? {} : { peak: test.peak }),
  ...(test.volume === null ? {} : { volume: test.volume }),
});

const iso = (ms: number): string => new Date(ms).toISOString();

function msOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
