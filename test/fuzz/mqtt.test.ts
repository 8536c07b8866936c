import { describe, expect, it } from 'vitest';
import { Dice } from './dice.js';
import { HonestBox } from './honestBox.js';
import { LiveHub } from './liveHub.js';
import { maliciousBox, strangers } from './mqttAttack.js';

const SEED = 6;
const PACKETS = Number(process.env.RATING_TEST_FUZZ ?? 6_000);
const isCampaign = process.env.RATING_TEST_FUZZ !== undefined;
/** Above what the hub holds after the first tenth: caches of the database and the collector's leisure. */
const MOST_GROWTH_MIB = 150;
/** Half of the age at which a box no longer opens a window (W5); it is tens of ms on a machine that does nothing else. */
const MOST_MS = 5_000;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;

describe('a hub under hostile MQTT', () => {
  it('D7 P3 neither strangers nor a box taken over harm others: windows on time, each rating counted once', {
    timeout: 7_200_000,
  }, async () => {
    const hub = await LiveHub.start();
    const honest = [await HonestBox.start(hub, 'box-1', '1'), await HonestBox.start(hub, 'box-2', '2')];
    for (const box of honest) await box.serve(5);
    const knowledge = () => ({
      windows: honest.flatMap(({ windows }) => windows.slice(-3)),
      issuances: honest.flatMap(({ issuances }) => issuances.slice(-3)),
    });
    let attacking = true;
    let base = hub.residentMiB();
    let peak = base;
    const tenth = (share: number) => Math.ceil(PACKETS * share);
    const attack = async (share: number, seed: number): Promise<number> => {
      const known = Promise.all(
        ['box-3', 'box-4'].map((box, index) =>
          maliciousBox(hub.mqttPort, box, new Dice(seed + index), knowledge, tenth(share * 0.4)),
        ),
      );
      const sent = await Promise.all([
        known,
        strangers(hub.mqttPort, new Dice(seed + 9), tenth(share * 0.2)),
      ]);
      return sent.flat().reduce((sum, each) => sum + each, 0);
    };
    const attacked = attack(0.1, SEED).then(async (first) => {
      base = hub.residentMiB();
      const rest = await attack(0.9, SEED + 100);
      attacking = false;
      return first + rest;
    });
    const begun = performance.now();
    const serving = Promise.all(
      honest.map(async (box, index) => {
        for (let turn = index; attacking; turn++) {
          await box.serve(([5, 4, 3, 2, 1] as const)[turn % 5] ?? 5);
          peak = Math.max(peak, hub.residentMiB());
          expect(hub.ended).toBeUndefined();
        }
      }),
    );
    const sent = await attacked;
    await serving;
    const s = (performance.now() - begun) / 1_000;
    const offered = honest.flatMap(({ offeredAfter }) => offeredAfter);
    const acked = honest.flatMap(({ ackedAfter }) => ackedAfter);
    if (isCampaign)
      process.stdout.write(
        `MQTT: ${sent} packets in ${s.toFixed(0)} s; ${offered.length} honest windows, offered p50 ${percentile(offered, 0.5).toFixed(0)} p99 ${percentile(offered, 0.99).toFixed(0)} ms, ` +
          `acknowledged p50 ${percentile(acked, 0.5).toFixed(0)} p99 ${percentile(acked, 0.99).toFixed(0)} ms; resident ${base} to ${peak} MiB; ` +
          `${hub.number('SELECT count(*) FROM event')} events, ${hub.number('SELECT count(*) FROM set_aside')} kept aside\n`,
      );
    expect(sent).toBeGreaterThanOrEqual(PACKETS);
    expect(percentile(offered, 0.99)).toBeLessThan(MOST_MS);
    expect(peak - base).toBeLessThan(MOST_GROWTH_MIB);
    for (const [index, { thanked, connected }] of honest.entries()) {
      expect(connected).toBe(true);
      for (const level of [1, 2, 3, 4, 5]) {
        const counted = hub.number(
          `SELECT count(*) FROM rating_window WHERE box = 'box-${index + 1}' AND outcome = 'rated' AND level = ${level}`,
        );
        expect(counted).toBe(thanked.filter((each) => each === level).length);
      }
    }
    expect(hub.log).not.toMatch(/unhandled|uncaught/i);
    await hub.stop();
    expect(hub.ended).toMatch(/^0/);
  });
});
