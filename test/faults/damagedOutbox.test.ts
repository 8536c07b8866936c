import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BoxView, WindowView } from '#contract/views.js';
import { CounterRig } from '../support/counterRig.js';
import { HubRig } from '../support/hubRig.js';

const PAGE = 4_096;

describe('a box whose outbox is damaged', () => {
  it('D4 goes on with a new one, and the hub shows what it will never receive', async () => {
    const hub = await HubRig.start();
    const counter = await new CounterRig({ hub, box: 'box-1', office: 'east' }).start();
    const view = async () => {
      const { items } = await hub.get<{ items: BoxView[] }>('/boxes?office=east');
      return items.find(({ id }) => id === 'box-1');
    };
    const connect = async () => {
      counter.uplink.restore();
      await counter.uplink.settle();
    };
    const serve = async () => {
      const { window } = await hub.issue('1');
      await counter.uplink.settle();
      await counter.press(5);
      counter.clock.advance(40_000);
      await counter.uplink.settle();
      return window.id;
    };
    await connect();
    await serve();
    const known = counter.outbox.lastSeq();
    counter.uplink.cut();
    for (let n = 0; n < 150; n++) {
      counter.panel.key(5, true);
      counter.panel.key(5, false);
      counter.clock.advance(61_000);
    }
    const made = counter.outbox.lastSeq();
    expect(made).toBeGreaterThan(known + 100);
    await counter.stop();
    const bytes = readFileSync(counter.file);
    bytes.fill(0, 8 * PAGE, 9 * PAGE);
    writeFileSync(counter.file, bytes);

    await counter.start();
    await connect();
    expect(counter.outbox.unsettled()).toBe(0);
    expect(await view()).toMatchObject({
      lost: made - known,
      missing: 0,
      replaced: { detail: expect.stringMatching(/^damaged and set aside as outbox-damaged-/) },
    });
    const id = await serve();
    const { items } = await hub.get<{ items: WindowView[] }>('/windows?office=east');
    expect(items.find((window) => window.id === id)).toMatchObject({ outcome: 'rated' });
    const asked = hub.broker.commands('box-1').filter(({ kind }) => kind === 'resend').length;
    for (let n = 0; n < 10; n++) {
      counter.clock.advance(15_000);
      await counter.uplink.settle();
    }
    expect(hub.broker.commands('box-1').filter(({ kind }) => kind === 'resend')).toHaveLength(asked);
  });
});
