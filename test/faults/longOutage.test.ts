import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '#contract/values.js';
import type { BoxView } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { CounterRig } from '../support/counterRig.js';
import { HubRig } from '../support/hubRig.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

const DAY_MS = 86_400_000;
const EVENTS_A_DAY = 500;
const DAYS = 30;

function storedEvents(folder: string): unknown {
  const db = new Database(join(folder, 'hub.db'), { readonly: true });
  try {
    return db.prepare("SELECT count(*) FROM event WHERE box = 'box-1'").pluck().get();
  } finally {
    db.close();
  }
}

describe('a hub that is away for 30 days', () => {
  it('D6 D4 loses nothing of 15,000 events, over restarts of the box on the way', async () => {
    const clock = new ManualClock();
    const hub = await HubRig.start(
      eastSite,
      temporaryFolder(),
      new ManualClock(clock.wall() + DAYS * DAY_MS),
    );
    const counter = await new CounterRig({ hub, box: 'box-1', office: 'east', clock }).start();
    const before = counter.outbox.lastSeq();
    for (let day = 0; day < DAYS; day++) {
      for (let n = 0; n < EVENTS_A_DAY; n++) {
        const level = LEVELS[n % LEVELS.length] ?? 3;
        counter.panel.key(level, true);
        counter.panel.key(level, false);
        counter.clock.advance(DAY_MS / EVENTS_A_DAY);
      }
      if (day % 10 === 9) {
        await counter.stop();
        await counter.start();
      }
    }
    const made = counter.outbox.lastSeq();
    expect(made - before).toBeGreaterThanOrEqual(DAYS * EVENTS_A_DAY);
    expect(counter.outbox.unsettled()).toBe(made - before);

    counter.uplink.restore();
    for (let round = 0; counter.outbox.unsettled() > 0 && round < 100; round++) {
      await counter.uplink.settle();
      counter.clock.advance(2_500);
    }
    expect(counter.outbox.unsettled()).toBe(0);
    const { items } = await hub.get<{ items: BoxView[] }>('/boxes?office=east');
    expect(items.find(({ id }) => id === 'box-1')).toMatchObject({
      contiguous: made,
      missing: 0,
      lost: 0,
    });
    expect(storedEvents(hub.folder)).toBe(made);
  }, 120_000);
});
