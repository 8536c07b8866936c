import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HEARTBEAT_MS } from '#contract/limits.js';
import { CounterRig } from '../support/counterRig.js';
import { HubRig } from '../support/hubRig.js';

const IDLE_MS = 2 * 3_600_000;

/** Every file of the box, with all that changes when it is written. */
const traces = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeNs, ctimeNs } = statSync(join(folder, name), { bigint: true });
      return `${name} ${size} ${mtimeNs} ${ctimeNs}`;
    });

it('B7 a box that nobody uses writes nothing, connected or not, for hours', async () => {
  const hub = await HubRig.start();
  const counter = await new CounterRig({ hub, box: 'box-1', office: 'east' }).start();
  counter.uplink.restore();
  const idle = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += HEARTBEAT_MS) {
      counter.clock.advance(HEARTBEAT_MS);
      await counter.uplink.settle();
    }
  };
  await idle(60_000);
  const before = traces(counter.folder);
  await idle(IDLE_MS);
  counter.uplink.cut();
  await idle(IDLE_MS);
  counter.uplink.restore();
  await idle(60_000);
  expect(traces(counter.folder)).toEqual(before);
  await hub.issue('1');
  await counter.uplink.settle();
  expect(traces(counter.folder)).not.toEqual(before);
});
