import { describe, expect, it, onTestFinished } from 'vitest';
import type { RatingView } from '#contract/records.js';
import type { StatisticsView } from '#contract/statistics.js';
import type { AssignmentView, BoxView, Problem } from '#contract/views.js';
import { EventReader } from '../../support/eventReader.js';
import { type BoxDouble, HubRig } from '../../support/hubRig.js';

type Page<T> = { items: T[] };
const move = (rig: HubRig, box: string, place: object) =>
  rig.post<BoxView & Problem>(`/boxes/${box}/move`, place);
const assignments = async (rig: HubRig, box: string) =>
  (await rig.get<Page<AssignmentView>>(`/boxes/${box}/assignments`)).items;

async function viewOf(rig: HubRig, id: string): Promise<BoxView | undefined> {
  await rig.settle();
  return (await rig.get<Page<BoxView>>('/boxes')).items.find((box) => box.id === id);
}

/** A document at the box's counter, opened and rated. */
async function rated(rig: HubRig, box: BoxDouble, office: string, counter: string): Promise<string> {
  const { window, issuance } = await rig.issue(counter, { office });
  box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
  box.say({ kind: 'rated', window: window.id, level: 5, afterMs: 0 });
  await rig.settle();
  return window.id;
}

async function started() {
  const rig = await HubRig.start();
  const box = rig.box('box-1').online();
  await rig.settle();
  return { rig, box };
}

describe('B5 moving a box', () => {
  it('is one action: the old stay ends when the new one begins, and nothing else changes', async () => {
    const { rig } = await started();
    rig.clock.advance(60_000);
    const at = new Date(rig.clock.wall()).toISOString();
    const moved = await move(rig, 'box-1', { office: 'east', counter: '6' });
    expect(moved).toMatchObject({ status: 200, body: { id: 'box-1', office: 'east', counter: '6' } });
    expect(await assignments(rig, 'box-1')).toEqual([
      { office: 'east', counter: '6', from: at },
      { office: 'east', counter: '1', from: expect.any(String), until: at },
    ]);
    expect((await rig.issue('6')).window.box).toBe('box-1');
    expect((await rig.issue('1')).window).toMatchObject({ outcome: 'missed', reason: 'no-box' });
  });

  it('to where it is changes nothing', async () => {
    const { rig, box } = await started();
    const same = await move(rig, 'box-1', { office: 'east', counter: '1' });
    expect(same).toMatchObject({ status: 200, body: { office: 'east', counter: '1' } });
    expect(await assignments(rig, 'box-1')).toHaveLength(1);
    expect(box.told('place')).toEqual([]);
  });

  it('without a counter puts it into the store-room of an office', async () => {
    const { rig } = await started();
    const { body } = await move(rig, 'box-1', { office: 'west' });
    expect(body).toMatchObject({ office: 'west' });
    expect(body).not.toHaveProperty('counter');
    expect((await assignments(rig, 'box-1'))[0]).toEqual({ office: 'west', from: expect.any(String) });
  });

  it.each([
    ['box-99', { office: 'east', counter: '6' }, 404, 'box/unknown'],
    ['box-1', { office: 'north' }, 422, 'place/unknown-office'],
    ['box-1', { office: 'west', counter: '2' }, 422, 'place/unknown-counter'],
    ['box-1', { office: 'west', counter: '1' }, 409, 'box/counter-taken'],
    ['box-1', { counter: '6' }, 422, 'request/invalid'],
  ])('of %s to %j is refused with %i %s, and it stays', async (box, place, status, code) => {
    const { rig } = await started();
    const refused = await move(rig, box, place);
    expect(refused).toMatchObject({ status, body: { code } });
    if (code === 'box/counter-taken') expect(refused.body.detail).toContain('box-w1');
    expect(await viewOf(rig, 'box-1')).toMatchObject({ office: 'east', counter: '1' });
    expect(await assignments(rig, 'box-1')).toHaveLength(1);
  });

  it('of two boxes to one free counter at once puts exactly one there', async () => {
    const rig = await HubRig.start();
    const place = { office: 'east', counter: '6' };
    const answers = await Promise.all(['box-1', 'box-2', 'box-3'].map((box) => move(rig, box, place)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('again within the same millisecond, or with a clock set back, still has an order', async () => {
    const { rig } = await started();
    await move(rig, 'box-1', { office: 'east', counter: '6' });
    await move(rig, 'box-1', { office: 'west' });
    rig.clock.jumpWall(-3_600_000);
    await move(rig, 'box-1', { office: 'east', counter: '1' });
    const stays = await assignments(rig, 'box-1');
    expect(stays.map(({ office, counter }) => `${office} ${counter}`)).toEqual([
      'east 1',
      'west undefined',
      'east 6',
      'east 1',
    ]);
    stays.slice(1).forEach(({ until }, index) => {
      expect(until).toBe(stays[index]?.from);
    });
  });

  it('leaves every window, rating and figure with the place it was at', async () => {
    const { rig, box } = await started();
    const window = await rated(rig, box, 'east', '1');
    const figures = (office: string) => rig.get<StatisticsView>(`/statistics?office=${office}&by=counter`);
    const before = await figures('east');
    await move(rig, 'box-1', { office: 'west' });
    await move(rig, 'box-w1', { office: 'east', counter: '1' });
    expect(await figures('east')).toEqual(before);
    expect((await figures('west')).total.windows).toBe(0);
    const { items } = await rig.get<Page<RatingView>>('/ratings');
    expect(items).toMatchObject([{ window, office: 'east', counter: '1' }]);
  });

  it('is told to the box at once when it is there', async () => {
    const { rig, box } = await started();
    await move(rig, 'box-1', { office: 'west' });
    expect(box.told('place')).toMatchObject([{ office: 'west' }]);
    expect(box.told('place')[0]).not.toHaveProperty('counter');
  });

  it('W1 what was issued at its old counter is not offered to it any more', async () => {
    const { rig, box } = await started();
    await rig.issue('1');
    expect(box.told('offer')).toHaveLength(1);
    await move(rig, 'box-1', { office: 'east', counter: '6' });
    rig.clock.advance(5_000);
    box.online();
    await rig.settle();
    expect(box.told('offer')).toHaveLength(1);
  });
});

describe('B5 a box that was moved while it was away', () => {
  /** Moved from east to west in a car; it still believes to be at east. */
  async function inTheCar() {
    const { rig, box } = await started();
    const { window, issuance } = await rig.issue('1');
    const unsent = [
      box.event({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 }),
      box.event({ kind: 'rated', window: window.id, level: 2, afterMs: 0 }),
    ];
    box.status('offline');
    await rig.settle();
    await move(rig, 'box-w1', { office: 'west' });
    await move(rig, 'box-1', { office: 'west', counter: '1' });
    return { rig, box, window: window.id, unsent };
  }

  it('is heard under its old office, told of its new one there until it appears under that, and called no more', async () => {
    const { rig, box } = await inTheCar();
    expect(box.told('place')).toEqual([]);
    box.online();
    expect(box.told('place')).toMatchObject([{ office: 'west', counter: '1' }]);
    box.beat();
    box.beat();
    expect(box.told('place')).toHaveLength(3);
    expect(box.told('time')).toHaveLength(2);
    expect(await viewOf(rig, 'box-1')).toMatchObject({
      office: 'west',
      counter: '1',
      presence: 'online',
      heardAt: 'east',
    });
    box.office = 'west';
    box.online();
    box.beat();
    expect(box.told('place')).toEqual([]);
    expect(box.told('time')).toHaveLength(1);
    expect(await viewOf(rig, 'box-1')).not.toHaveProperty('heardAt');
  });

  it('its unsent events are acknowledged where it listens and belong to the old place', async () => {
    const { rig, box, window, unsent } = await inTheCar();
    box.online();
    for (const event of unsent) box.send(event);
    await rig.settle();
    expect(rig.broker.acks('box-1', 'east').flatMap(({ seqs }) => seqs)).toEqual([1, 2]);
    const { items } = await rig.get<Page<RatingView>>('/ratings');
    expect(items).toMatchObject([{ window, office: 'east', counter: '1', level: 2 }]);
    expect((await rig.get<Page<object>>('/alarms?office=east')).items).toHaveLength(1);
    expect((await rig.get<Page<object>>('/alarms?office=west')).items).toHaveLength(0);
  });

  it('or they come under the new office, and belong to the old place all the same', async () => {
    const { rig, box, window, unsent } = await inTheCar();
    box.office = 'west';
    box.online();
    for (const event of unsent) box.send(event);
    await rig.settle();
    expect(rig.broker.acks('box-1', 'west').flatMap(({ seqs }) => seqs)).toEqual([1, 2]);
    const { items } = await rig.get<Page<RatingView>>('/ratings');
    expect(items).toMatchObject([{ window, office: 'east', counter: '1', level: 2 }]);
    expect(await viewOf(rig, 'box-1')).toMatchObject({ contiguous: 2, missing: 0, setAside: 0 });
  });

  it('serves its new counter even before it has changed its name', async () => {
    const { rig, box } = await inTheCar();
    box.online();
    await rig.settle();
    const { window, issuance } = await rig.issue('1', { office: 'west' });
    expect(box.told('offer').map((offer) => offer.issuance)).toContain(issuance);
    box.say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
    box.say({ kind: 'rated', window: window.id, level: 4, afterMs: 0 });
    await rig.settle();
    expect((await rig.get<Page<RatingView>>('/ratings?office=west')).items).toMatchObject([{ level: 4 }]);
  });

  it('after a restart of the hub is still spoken to where it was heard last', async () => {
    const { rig, box } = await inTheCar();
    box.online();
    await rig.settle();
    await rig.restart();
    const before = box.told('place').length;
    box.say({ kind: 'fault', code: 'voice', active: false });
    expect(box.told('place')).toHaveLength(before + 1);
  });

  it('never at a place it was not at: its topics there are nobody’s', async () => {
    const { rig } = await inTheCar();
    const stranger = rig.box('box-2', 'west');
    stranger.online();
    stranger.say({ kind: 'fault', code: 'voice', active: true });
    expect(await viewOf(rig, 'box-2')).toMatchObject({ presence: 'unknown', faults: [] });
    expect(stranger.acked()).toEqual([]);
  });
});

describe('B4 B5 a status that a broker kept under the old office', () => {
  /** At west now and heard there; whatever is left at east is from before. */
  async function arrived() {
    const { rig, box } = await started();
    await move(rig, 'box-1', { office: 'west' });
    const old = rig.box('box-1', 'east');
    box.office = 'west';
    box.online();
    await rig.settle();
    /** The same run of the program, which did not clear it, and an earlier one. */
    const left = (status: 'online' | 'offline' | 'lost', boot = box.boot): void =>
      rig.broker.deliver('east', 'box-1', 'state', JSON.stringify({ status, boot, software: 'test' }));
    return { rig, box, old, left };
  }

  it('does not make it look gone', async () => {
    const { rig, box, old, left } = await arrived();
    for (const status of ['lost', 'offline'] as const) {
      left(status);
      left(status, old.boot);
    }
    expect(await viewOf(rig, 'box-1')).toMatchObject({ presence: 'online' });
    await rig.restart();
    left('lost');
    box.online();
    left('lost');
    expect(await viewOf(rig, 'box-1')).toMatchObject({ presence: 'online' });
  });

  it('does not make it look there', async () => {
    const { rig, box, left } = await arrived();
    box.status('lost');
    left('online');
    expect(await viewOf(rig, 'box-1')).toMatchObject({ presence: 'lost' });
    await rig.restart();
    left('online');
    expect(await viewOf(rig, 'box-1')).toMatchObject({ presence: 'lost' });
    expect(rig.broker.commands('box-1', 'east').filter(({ kind }) => kind === 'place')).toHaveLength(1);
  });

  it('yet a box that speaks there again, such as one set up anew by hand, is heard and called back', async () => {
    const { rig, old } = await arrived();
    old.beat();
    expect(await viewOf(rig, 'box-1')).toMatchObject({ presence: 'online', heardAt: 'east' });
    expect(old.told('place').at(-1)).toMatchObject({ office: 'west' });
  });
});

describe('B5 the live stream', () => {
  it('both the office a box leaves and the one it comes to see it', async () => {
    const { rig } = await started();
    const readers = await Promise.all(
      ['east', 'west'].map((office) => EventReader.open(`${rig.origin}/api/v1/stream?office=${office}`)),
    );
    for (const reader of readers) onTestFinished(() => reader.close());
    for (const reader of readers) await reader.next('snapshot');
    await move(rig, 'box-1', { office: 'west' });
    for (const reader of readers)
      expect(await reader.next('box')).toMatchObject({ id: 'box-1', office: 'west' });
  });
});
