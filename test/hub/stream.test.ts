import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { Figures } from '#contract/figures.js';
import type { Snapshot, WindowView } from '#contract/views.js';
import { EventReader } from '../support/eventReader.js';
import { HubRig } from '../support/hubRig.js';

async function watch(rig: HubRig, office = 'east'): Promise<EventReader> {
  const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=${office}`);
  onTestFinished(() => reader.close());
  return reader;
}

/** How many streams the hub says it serves. */
async function streams(rig: HubRig): Promise<number> {
  const { body } = await rig.inject({ method: 'GET', url: '/metrics' });
  return Number(/^rating_streams (\d+)$/m.exec(body)?.[1]);
}

/** Lets sockets have their turn until the hub serves this many. */
async function untilStreams(rig: HubRig, count: number): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if ((await streams(rig)) === count) return;
    await rig.settle();
  }
  throw new Error(`the hub still serves ${await streams(rig)} streams, not ${count}`);
}

describe('the live stream', () => {
  it('starts with a snapshot and goes on with each change of a window, its figures, and its alarm (A8)', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const reader = await watch(rig);
    const snapshot = (await reader.next('snapshot')) as Snapshot;
    expect(snapshot.office.id).toBe('east');
    expect(snapshot.boxes.find(({ id }) => id === 'box-1')?.presence).toBe('online');
    expect(snapshot.windows).toEqual([]);

    const { window, issuance } = await rig.issue('1');
    expect(await reader.next('window')).toMatchObject({ id: window.id, state: 'pending' });
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    expect(await reader.next('window')).toMatchObject({ id: window.id, state: 'open' });
    box.say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
    const rated = (await reader.next('window')) as WindowView;
    expect(rated).toMatchObject({ state: 'ended', outcome: 'rated' });
    expect(rated).not.toHaveProperty('level');
    const alarm = (await reader.next('alarm')) as AlarmView;
    expect(alarm).toMatchObject({
      about: { source: 'rating', window: window.id, level: 1 },
      priority: 'high',
      state: 'unacknowledged',
    });
    rig.clock.advance(500);
    expect((await reader.next('figures')) as Figures).toMatchObject({ rated: 1, levels: [0, 0, 0, 0, 1] });

    await rig.post(`/alarms/${alarm.id}/acknowledge`, { by: 'chen' });
    expect(await reader.next('alarm')).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'chen' });
  });

  it('shows an office its own boxes and windows only', async () => {
    const rig = await HubRig.start();
    const west = await watch(rig, 'west');
    expect(((await west.next('snapshot')) as Snapshot).boxes.map(({ id }) => id)).toEqual(['box-w1']);
    await rig.issue('6');
    rig.box('box-w1', 'west').online();
    expect(await west.next('box')).toMatchObject({ id: 'box-w1', presence: 'online' });
  });

  it('a reader that comes back finds alarms nobody has taken in its snapshot (A1)', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 2, afterMs: 0 });
    await rig.settle();
    await rig.restart();
    const snapshot = (await (await watch(rig)).next('snapshot')) as Snapshot;
    expect(snapshot.alarms).toMatchObject([
      { about: { window: window.id, level: 2 }, state: 'unacknowledged' },
    ]);
    expect(snapshot.today).toMatchObject({ rated: 1 });
  });

  it('gives a sign of life while nothing happens', async () => {
    const rig = await HubRig.start();
    const reader = await watch(rig);
    await reader.next('snapshot');
    rig.clock.advance(15_000);
    expect(await reader.comment()).toBe('ping');
  });

  it('forgets a reader that leaves', async () => {
    const rig = await HubRig.start();
    const [first, second] = [await watch(rig), await watch(rig)];
    await untilStreams(rig, 2);
    first.close();
    await untilStreams(rig, 1);
    second.close();
    await untilStreams(rig, 0);
  });

  it('cuts off a reader that reads nothing, and others go on', async () => {
    const rig = await HubRig.start();
    const slow = await reluctant(rig);
    const reader = await watch(rig);
    await reader.next('snapshot');
    await untilStreams(rig, 2);
    const box = rig.box('box-1');
    const detail = 'x'.repeat(200);
    let changes = 0;
    for (; changes < 200 && (await streams(rig)) === 2; changes++) {
      for (let time = 0; time < 100; time++) {
        box.say({ kind: 'fault', code: 'panel', active: time % 2 === 0, detail });
      }
      await rig.settle();
    }
    expect(await streams(rig)).toBe(1);
    await reader.next('box');
    slow.destroy();
  });

  it('its answer carries the headers of every other answer', async () => {
    const rig = await HubRig.start();
    const line = new AbortController();
    const { headers } = await fetch(`${rig.origin}/api/v1/stream?office=east`, { signal: line.signal });
    line.abort();
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});

/** A client that asks for the stream and never reads it. */
async function reluctant(rig: HubRig): Promise<Socket> {
  const socket = connect(Number(new URL(rig.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write('GET /api/v1/stream?office=east HTTP/1.1\r\nhost: x\r\n\r\n');
  return socket;
}
