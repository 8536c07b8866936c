import type { Level } from '#contract/values.js';
import type { BoxDouble, HubRig } from './hubRig.js';

/** A document is issued at a counter, its box opens a window, and a citizen presses. Returns the window. */
export async function rate(
  rig: HubRig,
  box: BoxDouble,
  at: { readonly counter: string; readonly level: Level; readonly clerk?: string; readonly afterMs?: number },
): Promise<string> {
  const { counter, level, clerk = 'lin', afterMs = 4_000 } = at;
  const { window, issuance } = await rig.issue(counter, { clerk });
  box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
  box.say({ kind: 'rated', window: window.id, level, afterMs });
  await rig.settle();
  return window.id;
}
