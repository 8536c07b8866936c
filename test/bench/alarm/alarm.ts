import { messageOf } from '#platform/errors.js';
import { CLASH_MS } from '../../../device/rating/windowTimes.js';
import type { BenchOptions } from '../ground.js';
import { pressFigures } from '../pressFigures.js';
import { type Figure, quantile } from '../report.js';
import { pressAtConsole } from './consolePresses.js';
import { fanOut } from './fanOut.js';
import { installNodeRed } from './nodeRed.js';
import { pressAtPeer } from './peerPresses.js';
import type { PressTimes } from './presses.js';
import { weeksAtConsole } from './week.js';

/** For each run; five runs make 300. */
const PRESSES = 60;
const QUICK_PRESSES = 10;
const FAN_OUT_PRESSES = 20;
const WEEKS = 2;

/**
 * From a press on a virtual panel to the alarm heard and seen at a supervisor's console, beside a Node-RED flow that does
 * as much as one would wire up by hand; the same at fifty consoles; and what a console left open for weeks takes.
 */
export async function measureAlarm(options: BenchOptions): Promise<Figure[]> {
  const { runs, quick, say } = options;
  const presses = runs * (quick ? QUICK_PRESSES : PRESSES);
  const ours = await pressAtConsole(presses);
  say(`  ${presses} presses at the console: ${words(ours)}`);
  const peer = await peerOf(presses, say);
  if (peer !== undefined) say(`  ${presses} presses at Node-RED: ${words(peer)}`);
  const fanned = await fanOut(quick ? FAN_OUT_PRESSES / 4 : FAN_OUT_PRESSES * runs);
  say(`  ${fanned.length} alarms at consoles: p99 ${quantile(fanned, 0.99).toFixed(1)} ms`);
  const heaps = await weeksAtConsole(WEEKS);
  say(`  heap of the console: ${heaps.map((mb) => mb.toFixed(2)).join(', ')} MB`);
  return [
    ...pressFigures('press → chime and banner', [ours.bothMs], 60),
    ...parts('console', ours),
    ...(peer === undefined ? [] : compared(ours, peer)),
    { name: 'press → 50 consoles, p50', unit: 'ms', runs: [quantile(fanned, 0.5)] },
    { name: 'press → 50 consoles, p99', unit: 'ms', runs: [quantile(fanned, 0.99)], goal: { atMost: 100 } },
    ...memory(heaps),
  ];
}

async function peerOf(presses: number, say: BenchOptions['say']): Promise<PressTimes | undefined> {
  try {
    return await pressAtPeer(await installNodeRed(), presses);
  } catch (error) {
    say(`  Node-RED: left out, ${messageOf(error)}`);
    return undefined;
  }
}

function parts(page: string, { soundMs, paintMs }: PressTimes): Figure[] {
  return [
    { name: `${page}: press → first sample scheduled, p99`, unit: 'ms', runs: [quantile(soundMs, 0.99)] },
    { name: `${page}: press → banner painted, p99`, unit: 'ms', runs: [quantile(paintMs, 0.99)] },
  ];
}

/** The flow holds no press back for a second key, so the comparison leaves those 50 ms out. */
function compared({ bothMs }: PressTimes, peer: PressTimes): Figure[] {
  const ratio = (share: number): number[] => [
    (quantile(bothMs, share) - CLASH_MS) / quantile(peer.bothMs, share),
  ];
  const name = `ours without the ${CLASH_MS} ms of W8 ÷ Node-RED`;
  return [
    { name: 'Node-RED: message → chime and banner, p50', unit: 'ms', runs: [quantile(peer.bothMs, 0.5)] },
    { name: 'Node-RED: message → chime and banner, p99', unit: 'ms', runs: [quantile(peer.bothMs, 0.99)] },
    ...parts('Node-RED', peer),
    { name: `${name}, p50`, unit: '×', runs: ratio(0.5) },
    { name: `${name}, p99`, unit: '×', runs: ratio(0.99), goal: { atMost: 2 } },
  ];
}

function memory(heaps: readonly number[]): Figure[] {
  const [opened = Number.NaN, first = Number.NaN, second = Number.NaN] = heaps;
  return [
    { name: 'console: heap when opened', unit: 'MB', runs: [opened] },
    { name: 'console: heap after a week', unit: 'MB', runs: [first], goal: { atMost: 80 } },
    {
      name: 'console: growth in the second week',
      unit: '%',
      runs: [(second / first - 1) * 100],
      goal: { atMost: 5 },
    },
  ];
}

const words = ({ bothMs }: PressTimes): string =>
  `p50 ${quantile(bothMs, 0.5).toFixed(1)} ms, p99 ${quantile(bothMs, 0.99).toFixed(1)} ms`;
