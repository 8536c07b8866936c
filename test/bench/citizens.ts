import type { Random } from '../../simulators/random.js';
import { OFFICE } from './counterRig.js';
import { pause } from './ground.js';
import { issueReceipt } from './issuing.js';

/** The counter that citizens come to. */
export interface Counter {
  readonly http: string;
  /** Asks the hub as a business system that it trusts. */
  readonly ask?: typeof fetch | undefined;
  /** Where a citizen goes; to counter 1 if nothing says so. */
  readonly at?: (citizen: number) => Promise<string>;
  readonly random: Random;
  /** Resolves when the box asks next. */
  readonly invited: () => Promise<unknown>;
}

/** One citizen after the other, each with a document of its own, who presses a little after being asked. */
export async function serveCitizens(
  count: number,
  { http, ask, at, random, invited }: Counter,
  press: (citizen: number) => Promise<void>,
): Promise<void> {
  for (let citizen = 1; citizen <= count; citizen++) {
    const counter = (await at?.(citizen)) ?? '1';
    const asked = invited();
    await issueReceipt(http, OFFICE, counter, `P-${citizen}`, ask);
    await asked;
    await pause(100 + random() * 100);
    await press(citizen);
  }
}
