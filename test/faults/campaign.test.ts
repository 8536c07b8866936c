import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '#platform/packageFacts.js';
import { temporaryFolder } from '../support/temporary.js';
import type { Audit } from './books.js';
import type { StruckFault } from './campaign.js';

/** Another seed, or a longer campaign, by environment; CI runs these. */
const SEED = process.env.RATING_TEST_SEED ?? '20261121';
const FAULTS = process.env.RATING_TEST_FAULTS ?? '44';
/** Twice as quick as the long campaign, so that as many faults fit into half the time. */
const PACE = '0.4';

interface Result {
  readonly books: Audit;
  readonly log: readonly StruckFault[];
}

/** The command as it is run by hand. Resolves with its words and, if it came that far, its result. */
async function campaign(broker: string): Promise<{ status: unknown; said: string; result: () => Result }> {
  const out = join(temporaryFolder(), 'result.json');
  const program = join(packageRoot(), '.build/test/faults/main.js');
  const flags = ['--seed', SEED, '--faults', FAULTS, '--pace', PACE, '--broker', broker, '--out', out];
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const [status] = await once(child, 'close');
  return { status, said, result: () => JSON.parse(readFileSync(out, 'utf8')) as Result };
}

describe('faults at any instant', () => {
  it.each(['embedded', 'mosquitto'])(
    'D1 D2 D3 D4 D8 W4 W13 A1 no thanked rating is lost, none counted twice, each 2 or 1 has its alarm, every window one end (%s broker)',
    async (broker) => {
      const { status, said, result } = await campaign(broker);
      expect(status, said).toBe(0);
      const { books, log } = result();
      const times = (...kinds: readonly string[]) => log.filter(({ kind }) => kinds.includes(kind)).length;
      expect(log).toHaveLength(Number(FAULTS));
      expect(times('kill-hub', 'copy-hub', 'restore-hub')).toBeGreaterThan(Number(FAULTS) / 20);
      expect(times('kill-box', 'damage-page', 'damage-log')).toBeGreaterThan(Number(FAULTS) / 12);
      expect(books.counted).toBeGreaterThan(Number(FAULTS) / 8);
      expect(books.alarms).toBeGreaterThan(0);
    },
    240_000,
  );
});
