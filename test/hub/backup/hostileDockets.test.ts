import { copyFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Offer } from '#contract/commands.js';
import type { WindowView } from '#contract/views.js';
import { docketKeyIn } from '../../../hub/docket/docketKey.js';
import { Dockets } from '../../../hub/docket/dockets.js';
import { type BoxDouble, HubRig } from '../../support/hubRig.js';
import { uuid } from '../../support/ids.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Boxes that were offered documents by a hub, and a hub with the same key that knows none of them. */
async function bothHubs() {
  const lost = await HubRig.start();
  const [one, two] = [lost.box('box-1').online(), lost.box('box-2').online()];
  await lost.settle();
  await lost.issue('1', { number: 'one' });
  await lost.issue('2', { number: 'two' });
  await lost.settle();
  const offers = [one, two].map((box) => box.told('offer')[0]) as [Offer, Offer];
  const hub = await HubRig.start(undefined, temporaryFolder());
  const anew = new Dockets(docketKeyIn(lost.folder));
  return { lost, hub, offers, anew };
}

/** Another hub than the one whose key sealed: it begins with that key. */
async function restored(lost: HubRig): Promise<HubRig> {
  const folder = temporaryFolder();
  copyFileSync(`${lost.folder}/docket.key`, `${folder}/docket.key`);
  return HubRig.start(undefined, folder);
}

const opened = ({ window, issuance, lengthMs, docket }: Offer) => ({
  ...{ kind: 'opened' as const, window, issuance, lengthMs },
  ...(docket === undefined ? {} : { docket }),
});

async function outcomeOf(hub: HubRig, box: BoxDouble): Promise<{ windows: number; reasons: string[] }> {
  await hub.settle();
  const { items } = await hub.get<{ items: WindowView[] }>('/windows');
  const aside = await hub.get<{ items: Array<{ reason: string; box: string }> }>('/set-aside');
  return {
    windows: items.length,
    reasons: aside.items.filter((each) => each.box === box.id).map(({ reason }) => reason),
  };
}

describe('D7 a docket that does not fit makes nothing and is kept aside', () => {
  it('opens only at the hub with its key', async () => {
    const { lost, hub, offers } = await bothHubs();
    const stranger = hub.box('box-1').online();
    stranger.say(opened(offers[0]));
    expect(await outcomeOf(hub, stranger)).toEqual({ windows: 0, reasons: ['docket/unreadable'] });
    const again = await restored(lost);
    const box = again.box('box-1').online();
    box.say(opened(offers[0]));
    expect(await outcomeOf(again, box)).toEqual({ windows: 1, reasons: [] });
  });

  it('is of no use to another box, for another window, or for another issuance', async () => {
    const { lost, offers } = await bothHubs();
    const hub = await restored(lost);
    const thief = hub.box('box-2').online();
    const [of1, of2] = offers;
    thief.say(opened(of1));
    thief.say({ ...opened(of2), window: of1.window });
    thief.say({ ...opened(of2), issuance: of1.issuance });
    thief.say({ ...opened(of2), docket: 'made-up' });
    thief.say({ kind: 'missed', window: of1.window, reason: 'late', docket: of2.docket ?? '' });
    const { windows, reasons } = await outcomeOf(hub, thief);
    expect(windows).toBe(0);
    expect(reasons.sort()).toEqual([
      'docket/contradicts',
      'docket/unreadable',
      'docket/unreadable',
      'docket/unreadable',
      'docket/unreadable',
    ]);
    thief.say(opened(of2));
    expect((await outcomeOf(hub, thief)).windows).toBe(1);
  });

  it('D3 W1 replayed opens nothing twice, and changes nothing that is known', async () => {
    const { lost, offers } = await bothHubs();
    const hub = await restored(lost);
    const box = hub.box('box-1').online();
    const [offer] = offers;
    box.say(opened(offer));
    box.say(
      { kind: 'rated', window: offer.window, level: 5, afterMs: 1_000 },
      { at: new Date(hub.clock.wall() + 1_000).toISOString() },
    );
    box.say(opened(offer));
    box.say({ kind: 'missed', window: offer.window, reason: 'late', docket: offer.docket ?? '' });
    const { windows, reasons } = await outcomeOf(hub, box);
    expect(windows).toBe(1);
    expect(reasons).toEqual(['already-ended', 'already-ended']);
    const { items } = await hub.get<{ items: WindowView[] }>('/windows');
    expect(items[0]).toMatchObject({ outcome: 'rated', issuances: [{ number: 'one' }] });
  });

  it('for an office the box was never at is kept aside, and so is another content for a known document', async () => {
    const { lost, anew } = await bothHubs();
    const hub = await restored(lost);
    const box = hub.box('box-1').online();
    await hub.settle();
    await hub.issue('3', { number: 'known', clerk: 'lin' });
    const record = {
      ...{
        id: uuid(1),
        offered: uuid(2),
        window: uuid(2),
        office: 'west',
        counter: '1',
        kind: 'receipt' as const,
      },
      ...{ number: 'far', clerk: 'lin', service: null, visit: null, voidedMs: null },
      ...{ issuedMs: hub.clock.wall(), receivedMs: hub.clock.wall() },
    };
    const say = (change: Partial<typeof record>) => {
      const issuance = { ...record, ...change };
      const { id, offered: window } = issuance;
      box.say({
        kind: 'opened',
        window,
        issuance: id,
        lengthMs: 30_000,
        docket: anew.seal('box-1', issuance),
      });
    };
    say({});
    say({ office: 'east', counter: '99', offered: uuid(3) });
    say({ office: 'east', number: 'known', counter: '1', offered: uuid(4) });
    const { windows, reasons } = await outcomeOf(hub, box);
    expect(windows).toBe(1);
    expect(reasons.sort()).toEqual(['docket/contradicts', 'docket/misplaced', 'docket/misplaced']);
  });
});
