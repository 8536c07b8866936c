import { firmataUno } from '../../simulators/board/boardDesign.js';
import { padUno } from '../../simulators/pad/padDesign.js';
import { boardKind } from './box/boardKind.js';
import { hidKind, virtualKind } from './box/messageKind.js';
import type { PanelKind } from './box/panelKind.js';
import { screenKind } from './box/screenKind.js';
import { type Trial, tryPanel } from './box/trial.js';
import type { BenchOptions } from './ground.js';
import { pressFigures } from './pressFigures.js';
import { type Figure, quantile } from './report.js';

const PRESSES = 100;
const IDLE_MS = 60_000;
/** Less would not tell 1 % of a core from what one beat of the heart takes. */
const QUICK_IDLE_MS = 20_000;

const KINDS: readonly PanelKind[] = [
  virtualKind,
  boardKind('Firmata board', 'firmata', firmataUno()),
  boardKind('serial pad', 'serial-pad', padUno()),
  hidKind,
  screenKind,
];

/** What a box takes and how soon it answers, on each kind of panel. */
export async function measureBox(options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of KINDS) {
    const missing = kind.missing?.();
    if (missing === undefined) figures.push(...(await measureKind(kind, options)));
    else options.say(`  ${kind.name}: left out, ${missing}`);
  }
  return figures;
}

async function measureKind(kind: PanelKind, { runs, quick, say }: BenchOptions): Promise<Figure[]> {
  const trials: Trial[] = [];
  const size = quick
    ? { idleMs: QUICK_IDLE_MS, presses: PRESSES / 5 }
    : { idleMs: IDLE_MS, presses: PRESSES };
  for (let run = 0; run < runs; run++) {
    const trial = await tryPanel(kind, { ...size, seed: run });
    trials.push(trial);
    say(
      `  ${kind.name}: ready ${trial.readyMs.toFixed(0)} ms, ${trial.residentMb.toFixed(0)} MB, ` +
        `idle ${trial.cpuPercent.toFixed(2)} % and ${trial.writtenPerHour.toFixed(0)} bytes/h, ` +
        `p99 lamp ${quantile(trial.lampMs, 0.99).toFixed(1)} ms`,
    );
  }
  return figuresOf(kind, trials);
}

function figuresOf({ name, lampGoalMs }: PanelKind, trials: readonly Trial[]): Figure[] {
  const of = (pick: (trial: Trial) => number): number[] => trials.map(pick);
  const lamp = trials.map(({ lampMs }) => lampMs);
  const boots = trials.flatMap(({ bootMs }) => bootMs ?? []);
  return [
    {
      name: `${name}: resident memory, idle`,
      unit: 'MB',
      runs: of((t) => t.residentMb),
      goal: { atMost: 90 },
    },
    { name: `${name}: resident memory, most`, unit: 'MB', runs: of((t) => t.peakMb), goal: { atMost: 120 } },
    { name: `${name}: start to ready`, unit: 'ms', runs: of((t) => t.readyMs), goal: { atMost: 1_500 } },
    ...(boots.length === 0 ? [] : [{ name: `${name}: the board's own boot`, unit: 'ms', runs: boots }]),
    ...pressFigures(`${name}: press → accepted lamp`, lamp, lampGoalMs),
    { name: `${name}: processor, idle`, unit: '%', runs: of((t) => t.cpuPercent), goal: { atMost: 1 } },
    {
      name: `${name}: written, idle`,
      unit: 'bytes/h',
      runs: of((t) => t.writtenPerHour),
      goal: { atMost: 0 },
    },
  ];
}
