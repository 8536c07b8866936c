import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auditModules } from './audit.mjs';
import { buildPackages, QUICK, SMALL } from './debBuild.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { nodeProblem } from './nodeVersion.mjs';
import { step } from './progress.mjs';
import { Steps } from './steps.mjs';
import { exitStatus, finalLine } from './verdict.mjs';

const USAGE = `usage: node .setup/run.mjs COMMAND [arguments]

  start     sets everything up and runs a simulated office
  test      style, types and all tests; arguments go to vitest
  bench     the measurements
  faults    a seeded campaign of faults against real processes; in network namespaces as root
  fuzz      a million hostile packets, requests and frames, and every state of the model of delivery; arguments go to vitest
  build     programs, pages and prompts into .build/ and .cache/
  check     style and types
  audit     compares the installed npm packages with the lock file and with what npm's cache keeps, without a network
  package   Debian packages of box and hub into .packages/; --quick makes them sooner and larger;
            --try installs, runs, upgrades and removes them on a minimal Debian (as root)
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = new Steps(root);

/**
 * What each command does once npm packages are there, to its exit status.
 * @type {Record<import('./packages.mjs').Command, { setUp: boolean, go(args: readonly string[]): Promise<number> }>}
 */
const COMMANDS = {
  start: { setUp: true, go: (args) => steps.program('simulators/main.js', ['office', ...args]) },
  bench: { setUp: true, go: (args) => steps.program('test/bench/main.js', args) },
  faults: { setUp: true, go: (args) => steps.program('test/faults/main.js', args) },
  fuzz: { setUp: true, go: fuzz },
  build: { setUp: true, go: async () => 0 },
  test: { setUp: true, go: test },
  check: { setUp: false, go: check },
  audit: { setUp: false, go: audit },
  package: { setUp: true, go: makePackages },
};

/** @param {readonly string[]} args */
async function test(args) {
  // A lapse of style is a failure, but hides no test's.
  const lint = await steps.lint().then(
    () => undefined,
    (error) => error,
  );
  const counts = await steps.tests(args);
  if (lint !== undefined) {
    report(lint);
    counts.failed += 1;
  }
  if (counts.passed + counts.failed === 0) process.stdout.write('no test was run\n');
  process.stdout.write(`${finalLine(counts)}\n`);
  return exitStatus(counts);
}

/** @param {readonly string[]} args */
async function fuzz(args) {
  process.env.RATING_TEST_FUZZ ??= '1000000';
  process.env.RATING_TEST_MODEL ??= 'full';
  // The states of the largest model are kept until it is explored.
  process.env.NODE_OPTIONS ??= '--max-old-space-size=8000';
  const counts = await steps.tests(['test/fuzz', 'test/model', ...args]);
  process.stdout.write(`${finalLine(counts)}\n`);
  return exitStatus(counts);
}

async function check() {
  await steps.lint();
  await steps.types();
  return 0;
}

async function audit() {
  const { stdout: cache } = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' });
  const { installed, compared, unhashed, faults } = auditModules(root, cache.trim());
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(
    `${installed} packages are what the lock file says; ${compared} of them were compared file by file with the archive npm ` +
      `checked. For ${unhashed} the lock file has no hash. Whether publishers signed them, and what is known against them, ` +
      'only a registry can say: npm audit signatures; npm audit\n',
  );
  return faults.length === 0 ? 0 : 1;
}

/** @param {readonly string[]} args */
async function makePackages(args) {
  const compression = args.includes('--quick') ? QUICK : SMALL;
  const order = { root, build: steps.path('.build'), out: steps.path('.packages'), log: steps.log('deb') };
  const files = await step('building the packages', () => buildPackages({ ...order, compression }));
  for (const file of files) process.stdout.write(`${file}\n`);
  if (args.includes('--try')) {
    // Only now, because it needs npm packages, which set-up may just have installed.
    const { tryPackages } = await import('./debTrial.mjs');
    await tryPackages({ ...order, files });
  }
  return 0;
}

/** @param {unknown} error */
function report(error) {
  if (!(error instanceof Failure)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  } else if (error.log !== undefined) {
    process.stderr.write(
      `${readFileSync(error.log, 'utf8')}\n${error.message} (full output: ${error.log})\n`,
    );
  } else {
    process.stderr.write(`${error.message}\n`);
  }
}

/**
 * @param {import('./packages.mjs').Command} command
 * @param {readonly string[]} args
 */
async function setUp(command, args) {
  await steps.packages(command, args);
  await steps.modules();
  if (COMMANDS[command].setUp) await steps.build();
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit status
 */
async function main(command, args) {
  const problem = nodeProblem(process.versions.node);
  if (problem !== undefined) throw new Failure(problem);
  if (!isCommand(command)) throw new Failure(USAGE, { status: 2 });
  process.chdir(root);
  const lock = steps.path('.cache', 'setup.lock');
  const waiting = () => process.stdout.write(`waiting for another set-up to finish (${lock})\n`);
  await withLock(lock, () => setUp(command, args), waiting);
  return COMMANDS[command].go(args);
}

/**
 * @param {string} name
 * @returns {name is import('./packages.mjs').Command}
 */
function isCommand(name) {
  return Object.hasOwn(COMMANDS, name);
}

const [, , command = '', ...args] = process.argv;
try {
  process.exitCode = await main(command, args);
} catch (error) {
  process.exitCode = error instanceof Failure ? error.status : 1;
  report(error);
  if (command === 'test') process.stdout.write(`${finalLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
}
