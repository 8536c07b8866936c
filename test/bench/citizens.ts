import type { Random } from '../../simulators/random.js';
import { OFFICE } from './counterRig.js';
import { pause } from './ground.js';
import { issueReceipt } from './issuing.js';

/** The counter that citizens come to. */
export interface Counter {
  readonly http: string;
  readonly random: Random;
  /** Resolves when the box asks next. */
  readonly invited: () => Promise<unknown>;
}

/** One citizen after the other, each with a document of its own, who presses a little after being asked. */
export async function serveCitizens(
  count: number,
  { http, random, invited }: Counter,
  press: (citizen: number) => Promise<void>,
): Promise<void> {
  for (let citizen = 1; citizen <= count; citizen++) {
    const asked = invited();
    await issueReceipt(http, OFFICE, '1', `P-${citizen}`);
    await asked;
    await pause(100 + random() * 100);
    await press(citizen);
  }
}
