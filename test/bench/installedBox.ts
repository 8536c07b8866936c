import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';
import { OFFICE } from './counterRig.js';

/** What a box's program is told about its place. */
export interface BoxOrder {
  readonly hub: string;
  readonly data: string;
}

const built = (program: string): string => join(packageRoot(), '.build', program);
const QUIET: SpawnOptions['stdio'] = ['ignore', 'ignore', 'inherit'];

/** The program `rating-box` of the counter's box, silent, as it is installed, with the given flags for its panel. */
export function startInstalled({ hub, data }: BoxOrder, panel: readonly string[]): ChildProcess {
  const place = ['--hub', hub, '--office', OFFICE, '--box', 'box-1', '--data', data];
  const flags = [...place, '--voice', 'silent', '--log-level', 'warn', ...panel];
  const { nodeFlags, env } = interpreter();
  return spawn(process.execPath, [...nodeFlags, built('device/main.js'), ...flags], { env, stdio: QUIET });
}

/** A built program that stands for the installed one, run as that is, with a channel to it. */
export function startStandIn(program: string, order: object): ChildProcess {
  const { nodeFlags, env } = interpreter();
  return fork(built(program), [JSON.stringify(order)], {
    execArgv: nodeFlags,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** SIGTERM, unless it has ended. Resolves when the process is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

interface Interpreter {
  readonly nodeFlags: string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How the installed program is run, by its own first line: `#!/usr/bin/env -S NAME=value node --flag`. */
function interpreter(): Interpreter {
  const [line = ''] = readFileSync(built('device/main.js'), 'utf8').split('\n', 1);
  const words = line.split(' ').filter((word) => word !== '-S');
  const node = words.indexOf('node');
  if (node < 1) throw new Error(`rating-box begins with "${line}", expected an interpreter line with node`);
  const settings = words.slice(1, node).map((word) => word.split('=', 2));
  return { nodeFlags: words.slice(node + 1), env: { ...process.env, ...Object.fromEntries(settings) } };
}
