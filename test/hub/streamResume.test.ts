import { describe, expect, it, onTestFinished } from 'vitest';
import type { Snapshot } from '#contract/views.js';
import { ServerEventParser } from '../../hub/watcher/serverEvents.js';
import { EventReader } from '../support/eventReader.js';
import { HubRig } from '../support/hubRig.js';

const address = (rig: HubRig, office = 'east'): string => `${rig.origin}/api/v1/stream?office=${office}`;

async function watch(rig: HubRig, lastId?: string): Promise<EventReader> {
  const reader = await EventReader.open(address(rig), lastId);
  onTestFinished(() => reader.close());
  return reader;
}

/** Names of what a line begins with, up to its first sign of life, and the id of the last event. */
async function beginning(rig: HubRig, lastId: string | undefined, office = 'east') {
  const line = new AbortController();
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
  const response = await fetch(address(rig, office), { headers, signal: line.signal });
  const parser = new ServerEventParser();
  const decoder = new TextDecoder();
  const names: string[] = [];
  let id = '';
  for await (const piece of response.body ?? []) {
    for (const item of parser.push(decoder.decode(piece, { stream: true }))) {
      if (item.kind === 'comment') return { names, id, comment: item.text };
      names.push(item.name);
      id = item.id ?? id;
    }
  }
  throw new Error('the line ended before its first sign of life');
}

describe('gap-free resumption of the live stream (A8)', () => {
  it('sends a reader that comes back exactly what it missed, nothing if it missed nothing, and the time', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const first = await beginning(rig, undefined);
    expect(first.names).toEqual(['snapshot']);
    expect(first.comment).toBe(`ping ${new Date(rig.clock.wall()).toISOString()}`);
    expect((await beginning(rig, first.id)).names).toEqual([]);

    const { window, issuance } = await rig.issue('1');
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    await rig.settle();
    const second = await beginning(rig, first.id);
    expect(second.names).toEqual(['window', 'window']);
    expect((await beginning(rig, second.id)).names).toEqual([]);
  });

  it('numbers go on for who stays, and a resumed reader hears what comes next', async () => {
    const rig = await HubRig.start();
    const { id } = await beginning(rig, undefined);
    const steady = await watch(rig, id);
    const { window } = await rig.issue('1');
    expect(await steady.next('window')).toMatchObject({ id: window.id });
    const late = await watch(rig, id);
    expect(await late.next('window')).toMatchObject({ id: window.id });
    const other = await rig.issue('2');
    expect(await steady.next('window')).toMatchObject({ id: other.window.id });
    expect(await late.next('window')).toMatchObject({ id: other.window.id });
  });

  it('begins with a snapshot after a restart of the hub, for another office, and for an id that is none', async () => {
    const rig = await HubRig.start();
    const { id } = await beginning(rig, undefined);
    expect((await beginning(rig, id, 'west')).names).toEqual(['snapshot']);
    for (const broken of ['', 'x', '-1', `${id}0`, `${id}x`, '9'.repeat(2_000)])
      expect((await beginning(rig, broken)).names, broken).toEqual(['snapshot']);
    await rig.restart();
    const reader = await watch(rig, id);
    expect(((await reader.next('snapshot')) as Snapshot).office.id).toBe('east');
  });
});
