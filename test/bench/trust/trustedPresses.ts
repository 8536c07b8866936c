import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { EnrolmentOffer } from '#contract/enrolment.js';
import { fetchTrusting, meetAuthority } from '#platform/trustingFetch.js';
import { enrolCommand } from '../../../device/composition/enrolCommand.js';
import { CLASH_MS } from '../../../device/rating/windowTimes.js';
import { seededRandom } from '../../../simulators/random.js';
import { OFFICE, withBoard } from '../counterRig.js';
import { type BenchOptions, inFolder, withHub } from '../ground.js';
import { end, startInstalled } from '../installedBox.js';
import { countersFor, type Desk, moveAt, type Press, pressAll } from '../latency.js';
import { pressFigures } from '../pressFigures.js';
import { type Figure, quantile } from '../report.js';
import { type Beside, ratios } from './beside.js';
import { certify, firstAccount, TRUSTED_FLAGS } from './initialised.js';
import { Supervisor } from './supervisor.js';

const PRESSES = 100;

interface Times {
  readonly lamp: Beside;
  readonly alarm: Beside;
}

/**
 * The measurement `latency` with the installed box: at a hub with certificates and accounts, where the box shows its
 * certificate, the issuing system a token and the page a session, and at a demonstration without any of it. The box seals
 * its events in both.
 */
export async function measureTrustedPresses(options: BenchOptions): Promise<Figure[]> {
  const runs: Times[] = [];
  for (let run = 0; run < options.runs; run++) {
    const presses = options.quick ? PRESSES / 5 : PRESSES;
    const plain = await inFolder((folder) => plainly({ folder, presses, seed: run }));
    const trusted = await inFolder((folder) => trustedly({ folder, presses, seed: run }));
    const beside = (pick: (press: Press) => number): Beside => ({
      without: plain.map(pick),
      with: trusted.map(pick),
    });
    const found = { lamp: beside(({ lampMs }) => lampMs), alarm: beside(({ alarmMs }) => alarmMs) };
    runs.push(found);
    const [before, after] = [found.alarm.without, found.alarm.with].map((values) => quantile(values, 0.99));
    options.say(`  press → alarm p99: plain ${before?.toFixed(1)} ms, trusted ${after?.toFixed(1)} ms`);
  }
  return [
    ...compared(
      'press → accepted lamp',
      runs.map(({ lamp }) => lamp),
      40,
    ),
    ...compared(
      'press → alarm on a page',
      runs.map(({ alarm }) => alarm),
      60,
    ),
  ];
}

function compared(name: string, runs: readonly Beside[], goalMs: number): Figure[] {
  return [
    ...pressFigures(
      `${name}, plain`,
      runs.map(({ without }) => without),
      goalMs,
    ),
    ...pressFigures(
      `${name}, TLS + accounts`,
      runs.map((run) => run.with),
      goalMs,
    ),
    ...ratios(`${name} without W8, TLS + accounts ÷ plain`, runs, CLASH_MS),
  ];
}

interface Order {
  readonly folder: string;
  readonly presses: number;
  readonly seed: number;
}

function plainly({ folder, presses, seed }: Order): Promise<Press[]> {
  const siteFile = countersFor(folder, presses);
  return withHub({ folder, siteFile }, ({ http, mqtt }) =>
    pressInstalled(folder, mqtt, { http, move: moveAt(http), presses, random: seededRandom(seed) }),
  );
}

async function trustedly({ folder, presses, seed }: Order): Promise<Press[]> {
  const siteFile = countersFor(folder, presses);
  const authority = certify(folder);
  const given = await firstAccount(folder);
  return withHub({ folder, siteFile, flags: TRUSTED_FLAGS }, async ({ http, mqtt }) => {
    const supervisor = await Supervisor.signIn(http, authority, given);
    await enrolBox(supervisor, http, join(folder, 'box'));
    const move: Desk['move'] = (counter) =>
      supervisor.ask('POST', '/api/v1/boxes/box-1/move', { office: OFFICE, counter });
    const trust = { ask: await supervisor.businessSystem(OFFICE), stream: supervisor.stream };
    return pressInstalled(folder, mqtt, { http, trust, move, presses, random: seededRandom(seed) });
  });
}

/** As two people do it, one at the hub and one at the box. */
async function enrolBox(supervisor: Supervisor, hub: string, data: string): Promise<void> {
  const place = { office: OFFICE, counter: '1' };
  const offer = await supervisor.ask('POST', '/api/v1/boxes/box-1/enrolment', place);
  const { code, fingerprint = '' } = JSON.parse(offer) as EnrolmentOffer;
  let said = '';
  const err = (text: string): void => {
    said += text;
  };
  const status = await enrolCommand(
    ['--hub', hub, '--code', code, '--fingerprint', fingerprint, '--data', data],
    { out: () => undefined, err, environment: {}, fetch, meet: meetAuthority, fetchTrusting },
  );
  if (status !== 0) throw new Error(`the box was not enrolled: ${said}`);
}

function pressInstalled(folder: string, mqtt: string, desk: Omit<Desk, 'board' | 'start'>): Promise<Press[]> {
  return withBoard(folder, async (board) => {
    let box: ChildProcess | undefined;
    const start = (): void => {
      box = startInstalled({ hub: mqtt, data: join(folder, 'box') }, ['--serial', board.link]);
    };
    try {
      return await pressAll({ ...desk, board, start });
    } finally {
      if (box !== undefined) await end(box);
    }
  });
}
