import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import type { Scene } from '../../device/ports/panel.js';
import { CounterDay } from '../../simulators/office/counterDay.js';
import { type Citizen, meetCitizen, usualTemper } from '../../simulators/people/citizen.js';
import { type Random, seededRandom } from '../../simulators/random.js';
import { MemoryStation } from '../support/memoryStation.js';

const meet = (seed: number, count: number): Citizen[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => meetCitizen(random, usualTemper));
};

describe('simulated citizens', () => {
  it('are the same for the same seed', () => {
    expect(meet(7, 50)).toEqual(meet(7, 50));
    expect(meet(7, 50)).not.toEqual(meet(8, 50));
  });

  it('W12 now and then need more time or another language, and even then press within the window', () => {
    const citizens = meet(1, 20_000);
    const slow = citizens.filter(({ furtherMs }) => furtherMs !== undefined);
    const choosy = citizens.filter(({ choosesLanguage }) => choosesLanguage);
    for (const { length } of [slow, choosy]) {
      expect(length / citizens.length).toBeGreaterThan(0.015);
      expect(length / citizens.length).toBeLessThan(0.025);
    }
    const latest = Math.max(...slow.map(({ hesitationMs, furtherMs = 0 }) => hesitationMs + furtherMs));
    expect(latest).toBeGreaterThan(30_000);
    expect(latest).toBeLessThan(57_000);
  });
});

/** The draws that meet the first citizen for whom this holds, again and again. */
function drawsOf(wanted: (citizen: Citizen) => boolean): Random {
  for (let seed = 0; ; seed++) {
    const random = seededRandom(seed);
    // The errand is chosen before the citizen is met.
    random();
    random();
    if (wanted(meetCitizen(random, usualTemper))) return seededRandom(seed);
  }
}

const INVITE: Scene = { kind: 'invite', leftMs: 30_000, moreTime: true };

/** What one citizen presses at a box that shows this invitation. */
async function pressesOf(wanted: (citizen: Citizen) => boolean, invite: Scene): Promise<string[]> {
  const clock = new ManualClock();
  const station = new MemoryStation('1');
  const day = new CounterDay({
    office: 'east',
    station,
    clerk: '陳雅婷',
    clock,
    random: drawsOf(wanted),
    temper: usualTemper,
    issue: async () => true,
    series: 'T',
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  day.arrive();
  station.show(invite);
  for (let second = 0; second < 60; second++) {
    await settle();
    clock.advance(1_000);
  }
  day.stop();
  return station.done;
}

describe('a citizen at the counter', () => {
  it('presses one key', async () => {
    const usual = ({ level, choosesLanguage, furtherMs }: Citizen) =>
      level === 5 && !choosesLanguage && furtherMs === undefined;
    expect(await pressesOf(usual, INVITE)).toEqual(['5 down', '5 up']);
  });

  it('chooses a language first', async () => {
    const choosy = ({ level, choosesLanguage, furtherMs }: Citizen) =>
      level === 5 && choosesLanguage && furtherMs === undefined;
    expect(await pressesOf(choosy, INVITE)).toEqual(['language down', 'language up', '5 down', '5 up']);
  });

  const slow = ({ level, choosesLanguage, furtherMs }: Citizen) =>
    level === 4 && !choosesLanguage && furtherMs !== undefined;

  it('W12 asks for more time, then presses', async () => {
    expect(await pressesOf(slow, INVITE)).toEqual(['more-time down', 'more-time up', '4 down', '4 up']);
  });

  it('W12 does not wait for more time where none is offered', async () => {
    expect(await pressesOf(slow, { ...INVITE, moreTime: false })).toEqual(['4 down', '4 up']);
  });
});
