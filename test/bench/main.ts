import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAlarm } from './alarm/alarm.js';
import { measureBox } from './box.js';
import { measureFootprint } from './footprint.js';
import type { BenchOptions } from './ground.js';
import { measureLatency } from './latency.js';
import { measureQuestions } from './questions.js';
import { type Figure, judgeFigure, table } from './report.js';
import { measureReports } from './reports.js';
import { measureStatisticsStorm } from './statisticsStorm.js';
import { measureStorm } from './storm.js';
import { measureThroughput } from './throughput.js';
import { measureTrust } from './trust/trust.js';
import { measureUpkeep } from './upkeep.js';

const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<Figure[]>>> = {
  latency: measureLatency,
  throughput: measureThroughput,
  storm: measureStorm,
  footprint: measureFootprint,
  box: measureBox,
  questions: measureQuestions,
  upkeep: measureUpkeep,
  'statistics-storm': measureStatisticsStorm,
  reports: measureReports,
  alarm: measureAlarm,
  trust: measureTrust,
};

const USAGE = `usage: npm run bench -- [--quick] [--runs N] [--out FILE] [--profile FOLDER] [${Object.keys(PARTS).join('] [')}]

  --quick    one run of a smaller load
  --runs     runs of which the median counts; 5 if not given
  --out      writes all figures as JSON
  --profile  writes CPU profiles of the hub
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      out: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const chosen = positionals.length === 0 ? Object.keys(PARTS) : positionals;
  const runs = Number(values.runs ?? (values.quick ? 1 : 5));
  if (values.help || chosen.some((part) => PARTS[part] === undefined) || !(runs >= 1)) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { quick, profile } = values;
  const figures = await measure(chosen, { runs, quick, say, ...(profile === undefined ? {} : { profile }) });
  say(`\n${table(figures)}`);
  if (values.out === undefined) return;
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg() };
  writeFileSync(values.out, `${JSON.stringify({ machine, quick, figures }, undefined, 2)}\n`);
}

async function measure(parts: readonly string[], options: BenchOptions) {
  const figures: Figure[] = [];
  for (const part of parts) {
    options.say(`${part} (load of the machine: ${loadavg()[0]?.toFixed(2)})`);
    figures.push(...((await PARTS[part]?.(options)) ?? []));
  }
  return figures.map(judgeFigure);
}

await main();
