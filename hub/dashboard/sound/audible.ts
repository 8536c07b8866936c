import type { AlarmView, ShelfView } from '#contract/alarms.js';

/** Who hears, and when. */
export interface Hearing {
  /** By counter. */
  readonly shelves: ReadonlyMap<string, ShelfView>;
  /** The name this console goes by; without one it hears what anybody hears. */
  readonly supervisor: string | undefined;
  /** Unix ms by the hub's clock. */
  readonly now: number;
}

/**
 * The alarms a console chimes for: nobody has taken them, their counter is not shelved now (A4), and it is not yet to be
 * this console's supervisor who is called only later (A3). Where nobody in particular is called, every console chimes.
 */
export function audible(alarms: Iterable<AlarmView>, hearing: Hearing): readonly AlarmView[] {
  return [...alarms].filter(
    (alarm) =>
      alarm.state === 'unacknowledged' && !isShelved(alarm, hearing) && !isCalledLater(alarm, hearing),
  );
}

function isShelved({ counter }: AlarmView, { shelves, now }: Hearing): boolean {
  const shelf = counter === undefined ? undefined : shelves.get(counter);
  return shelf !== undefined && now < Date.parse(shelf.until);
}

const isCalledLater = ({ toCall }: AlarmView, { supervisor }: Hearing): boolean =>
  supervisor !== undefined && toCall.includes(supervisor);
