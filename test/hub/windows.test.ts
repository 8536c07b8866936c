import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { IssuanceResult } from '#contract/api.js';
import type { Figures } from '#contract/figures.js';
import type { RatingView } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { BoxView, SetAsideView, WindowView } from '#contract/views.js';
import { HubRig } from '../support/hubRig.js';

type Page<T> = { items: T[]; next?: string };
const figures = async (rig: HubRig): Promise<Figures> =>
  (await rig.get<StatisticsView>('/statistics?office=east')).total;
const windowOf = async (rig: HubRig, { window }: IssuanceResult): Promise<WindowView | undefined> =>
  (await rig.get<Page<WindowView>>('/windows')).items.find(({ id }) => id === window.id);

async function openWindow(counter = '1') {
  const rig = await HubRig.start();
  const box = rig.box(`box-${counter}`).online();
  await rig.settle();
  const issued = await rig.issue(counter);
  box.say({ kind: 'opened', window: issued.window.id, issuance: issued.issuance, lengthMs: 30_000 });
  await rig.settle();
  return { rig, box, issued };
}

describe('issuances', () => {
  it('W1 an issuance is offered to the box in front of its counter', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const issued = await rig.issue('1');
    expect(issued.window.state).toBe('pending');
    expect(box.commands()).toEqual([
      expect.objectContaining({
        kind: 'offer',
        window: issued.window.id,
        issuance: issued.issuance,
        lengthMs: 30_000,
      }),
    ]);
  });

  it('W1 the same issuance again is acknowledged and offers nothing', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const first = await rig.issue('1', { number: 'A1' });
    const again = await rig.post('/issuances', {
      office: 'east',
      counter: '1',
      kind: 'receipt',
      number: 'A1',
      clerk: 'lin',
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ window: { id: first.window.id } });
    expect(box.commands().filter(({ kind }) => kind === 'offer')).toHaveLength(1);
  });

  it('W1 the same identity with other content is refused with a conflict', async () => {
    const rig = await HubRig.start();
    await rig.issue('1', { number: 'A1' });
    const other = await rig.post('/issuances', {
      office: 'east',
      counter: '2',
      kind: 'receipt',
      number: 'A1',
      clerk: 'wu',
    });
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'issuance/conflict', detail: expect.stringContaining('counter, clerk') },
    });
    expect((await rig.get<Page<WindowView>>('/windows')).items).toHaveLength(1);
  });

  it('W4 without a box at the counter the window is missed, and counted as such', async () => {
    const rig = await HubRig.start();
    const issued = await rig.issue('6');
    expect(issued.window).toMatchObject({ state: 'ended', outcome: 'missed', reason: 'no-box' });
    expect(await figures(rig)).toMatchObject({ windows: 1, missed: 1, missedBy: { 'no-box': 1 } });
  });

  it('W4 with its box out of reach the window is missed until the box says otherwise', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1');
    const issued = await rig.issue('1');
    expect(issued.window).toMatchObject({ outcome: 'missed', reason: 'box-offline' });
    rig.clock.advance(3_000);
    box.online();
    await rig.settle();
    expect(box.commands()).toEqual([expect.objectContaining({ kind: 'offer', window: issued.window.id })]);
    box.say({ kind: 'opened', window: issued.window.id, issuance: issued.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: issued.window.id, level: 5, afterMs: 0 });
    await rig.settle();
    expect(await windowOf(rig, issued)).toMatchObject({ outcome: 'rated' });
  });

  it('W5 a box that comes back later than 10 s is offered nothing', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1');
    await rig.issue('1');
    rig.clock.advance(10_001);
    box.online();
    await rig.settle();
    expect(box.commands()).toEqual([]);
  });

  it('W3 an issuance while a window runs joins it and gives the full length again', async () => {
    const { rig, box, issued } = await openWindow();
    rig.clock.advance(20_000);
    const second = await rig.issue('1', { kind: 'notice' });
    expect(second.window.id).toBe(issued.window.id);
    const offer = box
      .commands()
      .find((command) => command.kind === 'offer' && command.issuance === second.issuance);
    if (offer?.kind !== 'offer') throw new Error('the box was not told');
    box.say({
      kind: 'joined',
      window: issued.window.id,
      issuance: second.issuance,
      offered: offer.window,
      afterMs: 20_000,
    });
    rig.clock.advance(29_000);
    box.say({ kind: 'rated', window: issued.window.id, level: 4, afterMs: 49_000 });
    await rig.settle();
    expect(await windowOf(rig, issued)).toMatchObject({
      outcome: 'rated',
      issuances: [{ kind: 'receipt' }, { kind: 'notice' }],
    });
    expect(await figures(rig)).toMatchObject({ windows: 1, rated: 1 });
  });

  it('W3 the box has the last word: what it opens instead of joining is a window of its own', async () => {
    const { rig, box, issued } = await openWindow();
    const second = await rig.issue('1');
    expect(second.window.id).toBe(issued.window.id);
    const offer = box.commands().findLast((command) => command.kind === 'offer');
    if (offer?.kind !== 'offer') throw new Error('the box was not told');
    box.say({ kind: 'expired', window: issued.window.id, afterMs: 30_000 });
    box.say({ kind: 'opened', window: offer.window, issuance: second.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: offer.window, level: 5, afterMs: 0 });
    await rig.settle();
    expect(await figures(rig)).toMatchObject({ windows: 2, rated: 1, expired: 1 });
  });

  it('W3 the same visit belongs to one window, open or not', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const first = await rig.issue('1', { visit: 'v-7' });
    box.say({ kind: 'opened', window: first.window.id, issuance: first.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: first.window.id, level: 5, afterMs: 0 });
    await rig.settle();
    const offers = box.commands().length;
    const second = await rig.issue('1', { kind: 'notice', visit: 'v-7' });
    expect(second.window.id).toBe(first.window.id);
    expect(box.commands()).toHaveLength(offers);
  });

  it('W4 voiding all documents of an open window asks the box to cancel it', async () => {
    const { rig, box, issued } = await openWindow();
    const number = issued.window.issuances[0]?.number;
    const voided = await rig.post(`/issuances/east/receipt/${number}/void`);
    expect(voided.status).toBe(200);
    expect(box.commands().at(-1)).toMatchObject({ kind: 'cancel', window: issued.window.id });
    box.say({ kind: 'cancelled', window: issued.window.id });
    await rig.settle();
    expect(await figures(rig)).toMatchObject({ windows: 1, cancelled: 1, rated: 0 });
  });

  it('W4 a rated window keeps its rating when its document is voided, flagged', async () => {
    const { rig, box, issued } = await openWindow();
    box.say({ kind: 'rated', window: issued.window.id, level: 4, afterMs: 0 });
    await rig.settle();
    await rig.post(`/issuances/east/receipt/${issued.window.issuances[0]?.number}/void`);
    const { items } = await rig.get<Page<RatingView>>('/ratings');
    expect(items).toEqual([expect.objectContaining({ level: 4, flagged: true })]);
  });

  it('W4 W3 a rating is flagged only while a voided document belongs to its window', async () => {
    const { rig, box, issued } = await openWindow();
    const next = await rig.issue('1', { number: 'B2' });
    expect(next.window.id).toBe(issued.window.id);
    box.say({ kind: 'rated', window: issued.window.id, level: 4, afterMs: 0 });
    await rig.settle();
    await rig.post('/issuances/east/receipt/B2/void');
    const flags = async () =>
      (await rig.get<Page<RatingView>>('/ratings')).items.map(({ flagged }) => flagged);
    expect(await flags()).toEqual([true]);
    const offer = box.commands().findLast((command) => command.kind === 'offer') as { window: string };
    box.say({ kind: 'opened', window: offer.window, issuance: next.issuance, lengthMs: 30_000 });
    await rig.settle();
    expect(await flags()).toEqual([false]);
  });

  it('W4 a window whose box falls silent is missed in the end, and still yields to a late report', async () => {
    const { rig, box, issued } = await openWindow();
    rig.clock.advance(256_000);
    await rig.settle();
    expect(await windowOf(rig, issued)).toMatchObject({ outcome: 'missed', reason: 'interrupted' });
    box.say(
      { kind: 'rated', window: issued.window.id, level: 5, afterMs: 1_000 },
      { at: new Date(Date.parse(issued.window.issuedAt) + 12_000).toISOString() },
    );
    await rig.settle();
    expect(await figures(rig)).toMatchObject({ windows: 1, rated: 0 });
    box.say(
      { kind: 'rated', window: issued.window.id, level: 5, afterMs: 1_000 },
      { at: issued.window.issuedAt },
    );
    await rig.settle();
    expect(await figures(rig)).toMatchObject({ windows: 1, rated: 1, missed: 0 });
  });
});

describe('an issuing system whose clock is ahead', () => {
  it('D7 W1 up to a minute counts as now, so that the opening does not come too early and the rating counts', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const now = new Date(rig.clock.wall()).toISOString();
    const issued = await rig.issue('1', { issuedAt: new Date(rig.clock.wall() + 59_000).toISOString() });
    expect(issued.window.issuedAt).toBe(now);
    box.say({ kind: 'opened', window: issued.window.id, issuance: issued.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: issued.window.id, level: 4, afterMs: 0 });
    await rig.settle();
    expect(await figures(rig)).toMatchObject({ windows: 1, rated: 1 });
  });
});

describe('delivery', () => {
  it('D2 the Ack follows the commit', async () => {
    const { rig, box, issued } = await openWindow();
    const before = box.acked().length;
    const event = box.event({ kind: 'rated', window: issued.window.id, level: 5, afterMs: 0 });
    box.send(event);
    expect(box.acked()).toHaveLength(before);
    await rig.settle();
    expect(box.acked()).toContain(event.seq);
    expect((await figures(rig)).rated).toBe(1);
  });

  it('D3 a resent event is acknowledged again and changes nothing', async () => {
    const { rig, box, issued } = await openWindow();
    const event = box.say({ kind: 'rated', window: issued.window.id, level: 1, afterMs: 0 });
    await rig.settle();
    box.send(event);
    await rig.settle();
    expect(box.acked().filter((seq) => seq === event.seq)).toHaveLength(2);
    expect(await figures(rig)).toMatchObject({ rated: 1 });
    expect((await rig.get<Page<AlarmView>>('/alarms')).items).toHaveLength(1);
  });

  it('D4 a gap is shown as a gap and asked for', async () => {
    const { rig, box } = await openWindow();
    const lost = box.event({ kind: 'presses', idle: { '1': 1, '2': 0, '3': 0, '4': 0, '5': 0 } });
    box.say({ kind: 'presses', idle: { '1': 0, '2': 0, '3': 0, '4': 0, '5': 2 } });
    await rig.settle();
    expect(box.commands().at(-1)).toMatchObject({
      kind: 'resend',
      epoch: box.epoch,
      from: lost.seq,
      to: lost.seq,
    });
    const shown = async () =>
      (await rig.get<Page<BoxView>>('/boxes?office=east')).items.find(({ id }) => id === 'box-1');
    expect(await shown()).toMatchObject({ contiguous: 1, missing: 1 });
    box.send(lost);
    await rig.settle();
    expect(await shown()).toMatchObject({ contiguous: 3, missing: 0, idlePresses: [2, 0, 0, 0, 1] });
  });

  it('D4 a heartbeat reveals a loss at the end', async () => {
    const { rig, box } = await openWindow();
    box.beat({ lastSeq: 4, unacked: 0 });
    await rig.settle();
    expect(box.commands().at(-1)).toMatchObject({ kind: 'resend', from: 2, to: 4 });
  });

  it('D7 what fits no window is kept aside with the reason, acknowledged, and never counted', async () => {
    const { rig, box, issued } = await openWindow();
    const stranger = rig.box('box-2').online();
    stranger.say({ kind: 'rated', window: issued.window.id, level: 1, afterMs: 0 });
    stranger.say({ kind: 'rated', window: '01890a5d-ac96-774b-bcce-b302099a8057', level: 1, afterMs: 0 });
    box.say({ kind: 'rated', window: issued.window.id, level: 3, afterMs: 30_001 });
    rig.broker.deliver('east', 'box-1', 'evt', '{"kind":"rated"');
    box.say({ kind: 'rated', window: issued.window.id, level: 5, afterMs: 0 });
    box.say({ kind: 'rated', window: issued.window.id, level: 1, afterMs: 0 });
    await rig.settle();
    const { items } = await rig.get<Page<SetAsideView>>('/set-aside?office=east');
    expect(items.map(({ reason }) => reason.split(':')[0])).toEqual([
      'already-ended',
      'not-json',
      'after-closing',
      'unknown-window',
      'foreign-window',
    ]);
    expect(stranger.acked()).toEqual([1, 2]);
    expect(await figures(rig)).toMatchObject({ windows: 1, rated: 1, levels: [1, 0, 0, 0, 0] });
    expect((await rig.get<Page<AlarmView>>('/alarms')).items).toEqual([]);
  });

  it('D7 an event of a kind from a newer version is kept aside and acknowledged', async () => {
    const { rig, box } = await openWindow();
    const event = box.event({ kind: 'presses' });
    rig.broker.deliver('east', 'box-1', 'evt', JSON.stringify({ ...event, kind: 'song' }));
    await rig.settle();
    expect(box.acked()).toContain(event.seq);
    expect((await rig.get<Page<SetAsideView>>('/set-aside')).items[0]?.reason).toMatch(/^unknown-kind/);
  });

  it('D3 a number used for a second event is kept aside', async () => {
    const { rig, box, issued } = await openWindow();
    box.say({ kind: 'rated', window: issued.window.id, level: 5, afterMs: 0 }, { seq: 1 });
    await rig.settle();
    expect((await rig.get<Page<SetAsideView>>('/set-aside')).items[0]?.reason).toBe('sequence-reused');
    expect((await figures(rig)).rated).toBe(0);
  });
});

describe('alarms and presence', () => {
  it('A1 each dissatisfied rating raises its own alarm, which survives a restart', async () => {
    const { rig, box, issued } = await openWindow();
    box.say({ kind: 'rated', window: issued.window.id, level: 1, afterMs: 0 });
    await rig.settle();
    const second = await rig.issue('1');
    box.say({ kind: 'opened', window: second.window.id, issuance: second.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: second.window.id, level: 2, afterMs: 0 });
    await rig.settle();
    await rig.restart();
    const { items } = await rig.get<Page<AlarmView>>('/alarms?office=east');
    expect(items).toMatchObject([
      { priority: 'medium', state: 'unacknowledged', about: { window: second.window.id, level: 2 } },
      { priority: 'high', state: 'departed', about: { window: issued.window.id, level: 1 } },
    ]);
  });

  it('A1 which levels alarm is a setting of the office', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-w1', 'west').online();
    await rig.settle();
    const issued = await rig.issue('1', { office: 'west' });
    box.say({ kind: 'opened', window: issued.window.id, issuance: issued.issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: issued.window.id, level: 2, afterMs: 0 });
    await rig.settle();
    expect((await rig.get<Page<AlarmView>>('/alarms')).items).toEqual([]);
  });

  it('A1 the first to acknowledge wins and the second is told who', async () => {
    const { rig, box, issued } = await openWindow();
    box.say({ kind: 'rated', window: issued.window.id, level: 1, afterMs: 0 });
    await rig.settle();
    const [alarm] = (await rig.get<Page<AlarmView>>('/alarms')).items;
    const [first, second] = await Promise.all([
      rig.post(`/alarms/${alarm?.id}/acknowledge`, { by: '陳主任' }),
      rig.post(`/alarms/${alarm?.id}/acknowledge`, { by: '林秘書' }),
    ]);
    expect(first).toMatchObject({ status: 200, body: { state: 'acknowledged', acknowledgedBy: '陳主任' } });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'alarm/already-acknowledged', detail: expect.stringContaining('陳主任') },
    });
  });

  it('B4 a clean stop shows at once, a last will at once, a silent death within 45 s', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1');
    const presence = async () =>
      (await rig.get<Page<BoxView>>('/boxes')).items.find(({ id }) => id === 'box-1')?.presence;
    expect(await presence()).toBe('unknown');
    box.online();
    await rig.settle();
    expect(await presence()).toBe('online');
    box.status('offline');
    await rig.settle();
    expect(await presence()).toBe('offline');
    box.online();
    box.status('lost');
    await rig.settle();
    expect(await presence()).toBe('lost');
    box.beat();
    await rig.settle();
    expect(await presence()).toBe('online');
    rig.clock.advance(45_000);
    await rig.settle();
    expect(await presence()).toBe('lost');
  });

  it('W9 a stuck key is shown until it is free', async () => {
    const { rig, box } = await openWindow();
    const stuck = async () =>
      (await rig.get<Page<BoxView>>('/boxes')).items.find(({ id }) => id === 'box-1')?.stuckKeys;
    box.say({ kind: 'fault', code: 'key-stuck', active: true, level: 2 });
    await rig.settle();
    expect(await stuck()).toEqual([2]);
    box.say({ kind: 'fault', code: 'key-stuck', active: false, level: 2 });
    await rig.settle();
    expect(await stuck()).toEqual([]);
  });

  it('W7 further presses are counted beside the rating', async () => {
    const { rig, box, issued } = await openWindow();
    box.say({ kind: 'rated', window: issued.window.id, level: 5, afterMs: 0 });
    box.say({ kind: 'presses', window: issued.window.id, extra: 3 });
    await rig.settle();
    expect(await windowOf(rig, issued)).toMatchObject({ outcome: 'rated', extraPresses: 3 });
  });
});
