import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AlarmView, CloseRequest } from '#contract/alarms.js';
import { Codec } from '#contract/schema.js';
import { ManualClock } from '#platform/clock.js';
import { closingOf } from '../../simulators/people/closing.js';
import { Supervisor } from '../../simulators/people/supervisor.js';
import { seededRandom } from '../../simulators/random.js';
import { alarmView, equipmentAlarm } from '../support/views.js';

const NOW = Date.parse('2026-07-07T02:00:00.000Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();

/** A hub that has these alarms and notes what is asked of it. */
async function startHub(alarms: readonly AlarmView[]) {
  const asked: Array<{ path: string; body: Record<string, unknown> }> = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://hub');
    const state = url.searchParams.get('state');
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      if (request.method === 'POST') asked.push({ path: url.pathname, body: JSON.parse(text) });
      response.end(JSON.stringify({ items: alarms.filter((alarm) => alarm.state === state) }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('a simulated supervisor', () => {
  it('A2 takes what nobody took, and closes what it took and what was left, after a while, with outcome and cause', async () => {
    const [fresh, old, own, others, left] = [
      alarmView(1, '1', { raisedAt: at(-1_000) }),
      alarmView(2, '2', { raisedAt: at(-60_000) }),
      alarmView(3, '3', { state: 'acknowledged', acknowledgedBy: '模擬主管', raisedAt: at(-60_000) }),
      alarmView(4, '4', { state: 'acknowledged', acknowledgedBy: '張主管', raisedAt: at(-60_000) }),
      alarmView(5, '5', { state: 'departed', raisedAt: at(-300_000) }),
    ];
    const hub = await startHub([fresh, old, own, others, left]);
    const clock = new ManualClock(NOW);
    const options = { hub: hub.url, office: 'east', patienceMs: 30_000, clock, random: seededRandom(1) };
    const supervisor = new Supervisor(options);
    onTestFinished(() => supervisor.stop());
    supervisor.start();
    clock.advance(5_000);
    await expect
      .poll(() => hub.asked.map(({ path }) => path))
      .toEqual([`/api/v1/alarms/${old.id}/acknowledge`]);
    const closings = () => hub.asked.filter(({ path }) => path.endsWith('/close'));
    await expect
      .poll(() => {
        clock.advance(5_000);
        return new Set(closings().map(({ path }) => path));
      })
      .toEqual(new Set([own, left].map(({ id }) => `/api/v1/alarms/${id}/close`)));
    const request = Codec.of(CloseRequest);
    for (const { body } of closings()) expect(request.check(body)).toEqual(body);
  });

  it('A9 makes a complaint of a rating now and then, and never of anything else', () => {
    const states = ['acknowledged', 'departed'] as const;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...states), (seed, state) => {
        const random = seededRandom(seed);
        const of = (alarm: AlarmView) =>
          Array.from({ length: 400 }, () => closingOf({ ...alarm, state }, random));
        const ratings = of(alarmView(1, '1'));
        const complaints = ratings.filter(({ outcome }) => outcome === 'complaint').length;
        expect(complaints).toBeLessThan(40);
        expect(ratings.filter(({ cause }) => cause === 'waiting').length).toBeGreaterThan(80);
        const box = equipmentAlarm(2, { code: 'box-silent', box: 'box-3' });
        expect(of(box).every(({ outcome }) => outcome === 'solved')).toBe(true);
        expect(closingOf(alarmView(1, '1'), seededRandom(seed))).toEqual(
          closingOf(alarmView(1, '1'), seededRandom(seed)),
        );
      }),
      { numRuns: 20 },
    );
  });
});
