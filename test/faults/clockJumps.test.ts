import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock, timestamp } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { createSilentVoice } from '../../device/adapters/silentVoice.js';
import { Box } from '../../device/box.js';
import { MemoryBoxMemory } from '../../simulators/memory/memoryBoxMemory.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { countedIds, uuid } from '../support/ids.js';
import { MemoryUplink } from '../support/memoryUplink.js';
import { offerOf } from '../support/offers.js';

const HOUR_MS = 3_600_000;

/** Jumps of the machine's clock at moments of a window of 30 s, and whether the citizen presses at its end. */
const story = fc.record({
  wrongAtStart: fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
  jumps: fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 10_000 }),
      byMs: fc.constantFrom(-HOUR_MS, HOUR_MS, 1_000, -1),
    }),
    { maxLength: 6 },
  ),
  roundTripMs: fc.integer({ min: 0, max: 400 }),
  presses: fc.boolean(),
});

describe('a clock that jumps', () => {
  it('W2 the window stays 30 s and every event is stamped within 1 s of hub time', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ wrongAtStart, jumps, roundTripMs, presses }) => {
        const clock = new ManualClock();
        const hubStart = clock.wall();
        const hubNow = () => hubStart + clock.monotonic();
        clock.jumpWall(wrongAtStart);
        const panel = new MemoryPanel();
        const uplink = new MemoryUplink();
        const outbox = new MemoryOutbox(countedIds());
        const box = new Box({
          panel,
          voice: createSilentVoice(),
          uplink,
          outbox,
          memory: new MemoryBoxMemory(),
          office: 'east',
          clock,
          logger: silentLogger,
          random: () => 0.5,
          boot: uuid(1),
          freeBytes: () => undefined,
        });
        await box.start();
        uplink.connect();
        const echo = uplink.beats.at(-1)?.mono ?? 0;
        clock.advance(roundTripMs / 2);
        const sentAt = timestamp(hubNow());
        clock.advance(roundTripMs / 2);
        uplink.command({ kind: 'time', sentAt, echo });
        uplink.command(offerOf(1, {}, hubNow()));
        const openedAt = clock.monotonic();
        for (const { afterMs, byMs } of jumps) {
          if (clock.monotonic() + afterMs - openedAt > 29_000) break;
          clock.advance(afterMs);
          clock.jumpWall(byMs);
        }
        clock.advance(openedAt + 30_000 - clock.monotonic());
        if (presses) panel.key(4, true);
        clock.advance(1_000);
        const [opened, end] = outbox.range(1, 100, 100).filter(({ kind }) => kind !== 'self-test');
        expect(opened?.kind).toBe('opened');
        expect(end).toMatchObject({ kind: presses ? 'rated' : 'expired', afterMs: 30_000 });
        const error = (at: string | undefined, trueMs: number) =>
          Math.abs(Date.parse(at ?? '') - (hubStart + trueMs));
        expect(error(opened?.at, openedAt)).toBeLessThanOrEqual(1_000);
        expect(error(end?.at, openedAt + 30_000)).toBeLessThanOrEqual(1_000);
        await box.stop();
      }),
      { numRuns: 200 },
    );
  });
});
