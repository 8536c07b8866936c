import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { seededRandom } from '../../../simulators/random.js';
import { serveCitizens } from '../citizens.js';
import { oneCounter, panelWorks, withStream } from '../counterRig.js';
import { inFolder, pause, residentMb, withHub } from '../ground.js';
import { end } from '../installedBox.js';
import { type IdleUse, watchIdle } from './idleUse.js';
import type { PanelKind, Stand } from './panelKind.js';

/** The box tests itself 5 s after its start, which takes 2 s and ends with an event for the hub. */
const SETTLE_MS = 10_000;

export interface TrialOptions {
  readonly idleMs: number;
  readonly presses: number;
  readonly seed: number;
}

/** One run of a box. */
export interface Trial extends IdleUse {
  readonly bootMs: number | undefined;
  readonly readyMs: number;
  readonly lampMs: readonly number[];
  readonly peakMb: number;
}

/** Starts a box with a panel of the kind at a new hub, leaves it alone for a while, then has citizens press. */
export function tryPanel(kind: PanelKind, options: TrialOptions): Promise<Trial> {
  return inFolder((folder) =>
    withHub({ folder, siteFile: oneCounter(folder) }, ({ http, mqtt }) =>
      kind.with({ folder, hub: mqtt, data: join(folder, 'box') }, (stand) => run(stand, http, options)),
    ),
  );
}

function run(stand: Stand, http: string, { idleMs, presses, seed }: TrialOptions): Promise<Trial> {
  const { moment, seen } = panelWorks();
  return withStream(http, seen, async () => {
    const begun = systemClock.monotonic();
    const box = stand.start();
    try {
      const readyAt = await (stand.ready?.(moment.happened) ?? moment.happened);
      await pause(SETTLE_MS);
      const pid = box.pid ?? 0;
      const idle = await watchIdle(pid, idleMs);
      const lampMs: number[] = [];
      const counter = { http, random: seededRandom(seed), invited: () => stand.invited() };
      await serveCitizens(presses, counter, async () => void lampMs.push(await stand.press()));
      const peakMb = residentMb(pid, 'VmHWM');
      return { ...idle, bootMs: stand.bootMs, readyMs: readyAt - begun, lampMs, peakMb };
    } finally {
      await end(box);
    }
  });
}
