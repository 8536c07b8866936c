import { describe, expect, it } from 'vitest';
import { Dice } from './dice.js';
import { Asker, faultOf, rawSocket, slowSenders } from './httpAttack.js';
import { request } from './httpRequests.js';
import { LiveHub } from './liveHub.js';

const SEED = 6;
const REQUESTS = Number(process.env.RATING_TEST_FUZZ ?? 2_500);
const isCampaign = process.env.RATING_TEST_FUZZ !== undefined;
const MOST_GROWTH_MIB = 200;
/** Of all, those on sockets of their own. */
const RAW_SHARE = 0.1;
const AT_ONCE = 6;

describe('a hub under hostile HTTP', () => {
  it('R47 answers no request with a failure of its own, each refusal with a code, and stores nothing of it', {
    timeout: 7_200_000,
  }, async () => {
    const hub = await LiveHub.start();
    const asker = new Asker(hub.httpPort);
    const stopSlow = await slowSenders(hub.httpPort, 20);
    const statuses = new Map<number, number>();
    const faults: string[] = [];
    let made = 0;
    let issued = 0;
    let base = 0;
    let peak = 0;
    const askOnce = async (dice: Dice): Promise<void> => {
      const asked = request(dice);
      const answer = await asker.ask(asked);
      made++;
      if (answer === undefined) return;
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (asked.id === 'issue' && answer.status === 201) issued++;
      const fault = faultOf(answer, asked.method);
      if (fault !== undefined)
        faults.push(
          `${asked.method} ${asked.path.slice(0, 300)} ${asked.body?.toString().slice(0, 300)}: ${fault}`,
        );
    };
    const rawOnce = async (dice: Dice): Promise<void> => {
      const { requests, answers } = await rawSocket(hub.httpPort, dice);
      made += requests;
      // A socket's answers cannot be told apart by what was asked, so that one to HEAD may have no body.
      for (const answer of answers) {
        const fault =
          answer.text === ''
            ? answer.status === 500
              ? 'the hub failed'
              : undefined
            : faultOf(answer, 'GET');
        if (fault !== undefined) faults.push(`on a socket: ${fault}`);
      }
    };
    const begun = performance.now();
    const workers = Array.from({ length: AT_ONCE }, async (_, index) => {
      const dice = new Dice(SEED + index);
      while (made < REQUESTS && faults.length < 10 && hub.ended === undefined) {
        await (dice.chance(RAW_SHARE / 3) ? rawOnce(dice) : askOnce(dice));
        if (made > REQUESTS / 10 && base === 0) base = hub.residentMiB();
        if (made % 50 === 0) peak = Math.max(peak, hub.residentMiB());
      }
    });
    await Promise.all(workers);
    stopSlow();
    asker.stop();
    const s = (performance.now() - begun) / 1_000;
    if (isCampaign)
      process.stdout.write(
        `HTTP: ${made} requests in ${s.toFixed(0)} s; ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}; resident ${base} to ${peak} MiB\n`,
      );
    expect(hub.ended).toBeUndefined();
    expect(faults).toEqual([]);
    expect(peak - base).toBeLessThan(MOST_GROWTH_MIB);
    expect(issued).toBeGreaterThan(0);
    expect((await fetch(`${hub.origin}/healthz`)).status).toBe(200);
    expect(hub.number('SELECT count(*) FROM issuance')).toBeGreaterThanOrEqual(issued);
    expect(hub.log).not.toMatch(/unhandled|uncaught/i);
    await hub.stop();
    expect(hub.ended).toMatch(/^0/);
  });

  it('D3 a refused issuance leaves nothing behind, an accepted one exactly one', {
    timeout: 600_000,
  }, async () => {
    const hub = await LiveHub.start();
    const asker = new Asker(hub.httpPort);
    const dice = new Dice(SEED);
    let issued = 0;
    for (let made = 0; made < Math.min(REQUESTS, 20_000) / 10; ) {
      const asked = request(dice);
      if (asked.id !== 'issue') continue;
      made++;
      const answer = await asker.ask(asked);
      if (answer?.status === 201) issued++;
    }
    asker.stop();
    expect(issued).toBeGreaterThan(0);
    expect(hub.number('SELECT count(*) FROM issuance')).toBe(issued);
    await hub.stop();
  });
});
