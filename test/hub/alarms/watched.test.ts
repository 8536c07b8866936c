import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { Level } from '#contract/values.js';
import { GONE_MS } from '../../../hub/alarms/conditionDesk.js';
import type { Condition } from '../../../hub/alarms/conditions.js';
import { alarmBench } from '../../support/alarmBench.js';
import { AlarmOffice, chainOf } from '../../support/alarmRig.js';
import { EventReader } from '../../support/eventReader.js';
import { HubRig } from '../../support/hubRig.js';

const open = async (): Promise<AlarmOffice> => new AlarmOffice(await HubRig.start());

describe('A5 the rate alarm', () => {
  const rates = (office: AlarmOffice): Promise<AlarmView[]> => office.alarms('&source=rate');
  async function pressAll(office: AlarmOffice, levels: readonly Level[]): Promise<void> {
    for (const [index, level] of levels.entries()) await office.press(String((index % 5) + 1), level);
  }

  it('A5 is raised with the rating that makes half of at least four dissatisfied, once', async () => {
    const office = await open();
    await pressAll(office, [2, 1, 5]);
    expect(await rates(office)).toEqual([]);
    await pressAll(office, [4]);
    const [alarm] = await rates(office);
    expect(alarm).toMatchObject({
      about: { source: 'rate', dissatisfied: 2, ratings: 4, withinMs: 900_000 },
      ...{ office: 'east', priority: 'medium', state: 'unacknowledged' },
    });
    expect(alarm).not.toHaveProperty('counter');
    await pressAll(office, [1, 1]);
    expect(await rates(office)).toHaveLength(1);
  });

  it('A5 does not depart, escalates, and after closing needs a rate of new ratings', async () => {
    const office = await open();
    await office.decide({ chain: chainOf('chen', 'wu') });
    await pressAll(office, [2, 2, 2, 2]);
    await office.wait(190);
    const [alarm] = await rates(office);
    expect(alarm).toMatchObject({ state: 'unacknowledged', called: ['chen', 'wu'] });
    const id = alarm?.id ?? '';
    await office.acknowledge(id);
    expect(await office.close(id, { outcome: 'complaint' })).toMatchObject({
      status: 422,
      body: { code: 'alarm/not-a-rating' },
    });
    expect(await office.close(id)).toMatchObject({ status: 200 });
    await office.wait(1);
    await pressAll(office, [2, 2, 2]);
    expect(await rates(office)).toHaveLength(1);
    await pressAll(office, [2]);
    expect(await rates(office)).toMatchObject([{ state: 'unacknowledged' }, { state: 'closed' }]);
  });

  it('A5 S10 excluded ratings, and those before the last 15 min, do not count', async () => {
    const office = await open();
    const mistaken = await office.press('1', 1);
    await office.rig.post(`/ratings/${mistaken}/exclude`, { by: 'chen', reason: 'mis-press' });
    await pressAll(office, [2, 5, 5]);
    expect(await rates(office)).toEqual([]);
    await office.rig.stop();
    office.rig.clock.advance(901_000);
    await office.rig.restart();
    await pressAll(office, [5, 5, 2]);
    expect(await rates(office)).toEqual([]);
    await pressAll(office, [2]);
    expect(await rates(office)).toMatchObject([{ about: { dissatisfied: 2, ratings: 4 } }]);
  });

  it('A5 share, number and time are settings of the office', async () => {
    const office = await open();
    await office.decide({ rate: { share: 1, ratings: 2, withinMs: 60_000 } });
    await pressAll(office, [2]);
    await office.wait(61);
    await pressAll(office, [2]);
    expect(await rates(office)).toEqual([]);
    await pressAll(office, [1]);
    expect(await rates(office)).toMatchObject([{ about: { dissatisfied: 2, ratings: 2, withinMs: 60_000 } }]);
  });
});

describe('A6 alarms about equipment', () => {
  const lamp = (id: string): Condition => ({
    office: 'east',
    key: `lamp-unplugged/${id}`,
    about: { source: 'equipment', code: 'lamp-unplugged', lamp: id, detail: 'no device' },
  });

  it('A6 one per condition, however often it is seen, low, and of the same life', () => {
    const { reconcile, alarms, changes } = alarmBench();
    for (let look = 0; look < 3; look++) reconcile(lamp('desk-1'), lamp('desk-2'));
    expect(alarms('equipment')).toMatchObject([
      { about: { code: 'lamp-unplugged', lamp: 'desk-2' }, priority: 'low', state: 'unacknowledged' },
      { about: { lamp: 'desk-1', detail: 'no device' } },
    ]);
    expect(changes.map(({ step }) => step)).toEqual(['raised', 'raised']);
  });

  it('A6 closes by itself when its condition was gone for 30 s, and not when that comes and goes', () => {
    const { reconcile, alarms, clock } = alarmBench();
    reconcile(lamp('desk-1'));
    reconcile();
    clock.advance(GONE_MS - 1);
    reconcile();
    expect(alarms('equipment')).toMatchObject([{ state: 'unacknowledged' }]);
    reconcile(lamp('desk-1'));
    clock.advance(GONE_MS);
    reconcile();
    clock.advance(GONE_MS - 1);
    reconcile();
    expect(alarms('equipment')).toMatchObject([{ state: 'unacknowledged' }]);
    clock.advance(1);
    reconcile();
    const [alarm] = alarms('equipment');
    expect(alarm).toMatchObject({ state: 'closed', outcome: 'solved', cause: 'other' });
    expect(alarm).not.toHaveProperty('closedBy');
    reconcile(lamp('desk-1'));
    expect(alarms('equipment')).toMatchObject([{ state: 'unacknowledged' }, { state: 'closed' }]);
  });

  it('A6 one a person closed is not raised again before its condition was gone, also after a restart', async () => {
    const { folder, clock, reconcile, close, alarms } = alarmBench();
    reconcile(lamp('desk-1'));
    await close(alarms('equipment')[0]?.id ?? '');
    reconcile(lamp('desk-1'));
    expect(alarms('equipment')).toMatchObject([{ state: 'closed', closedBy: 'wu' }]);
    const later = alarmBench(folder, clock);
    later.reconcile(lamp('desk-1'));
    expect(later.alarms('equipment')).toHaveLength(1);
    later.reconcile();
    clock.advance(GONE_MS);
    later.reconcile();
    later.reconcile(lamp('desk-1'));
    expect(later.alarms('equipment')).toMatchObject([
      { state: 'unacknowledged' },
      { state: 'closed', closedBy: 'wu' },
    ]);
  });

  it('A6 nothing is raised twice over a restart, and what passed meanwhile closes', () => {
    const { folder, clock, reconcile } = alarmBench();
    reconcile(lamp('desk-1'), lamp('desk-2'));
    const later = alarmBench(folder, clock);
    later.reconcile(lamp('desk-1'));
    clock.advance(GONE_MS);
    later.reconcile(lamp('desk-1'));
    expect(later.alarms('equipment')).toMatchObject([{ state: 'closed' }, { state: 'unacknowledged' }]);
  });
});

describe('A8 a box that alarms without end', () => {
  async function watch(rig: HubRig): Promise<EventReader> {
    const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=east`);
    onTestFinished(() => reader.close());
    return reader;
  }
  /** The next message, if it is about an alarm. */
  async function nextAlarms(reader: EventReader): Promise<AlarmView[]> {
    const { name, data } = await reader.any();
    return name === 'alarm' ? [data as AlarmView] : [];
  }

  const floods = (office: AlarmOffice) => office.alarms('&source=equipment&state=unacknowledged');

  /** So many ratings of one counter, 30 ms apart. */
  async function flood(office: AlarmOffice, count: number): Promise<void> {
    for (let press = 0; press < count; press++) {
      const { window, issuance } = await office.rig.issue('1');
      office.box('1').say({ kind: 'opened', window: window.id, issuance, lengthMs: 30_000 });
      office.box('1').say({ kind: 'rated', window: window.id, level: 1, afterMs: 0 });
      office.rig.clock.advance(30);
    }
    await office.rig.settle();
  }

  it('A8 2000 in a minute: all are stored, ten are shown, the box is named, another counter alarms as ever', () => {
    const { press, alarms, current, changes, clock } = alarmBench();
    for (let number = 0; number < 2_000; number++) {
      press('1', 1);
      clock.advance(30);
    }
    changes.length = 0;
    const window = press('2', 1);
    const shown = current('east');
    expect(shown.filter(({ counter, source }) => counter === '1' && source === 'rating')).toHaveLength(10);
    expect(shown[0]).toMatchObject({ counter: '2', window, state: 'unacknowledged', isolated: false });
    expect(changes).toEqual([{ alarm: shown[0]?.id, step: 'raised' }]);
    expect(alarms('equipment')).toMatchObject([
      {
        ...{ counter: '1', priority: 'low', state: 'unacknowledged' },
        about: { code: 'alarm-flood', box: 'box-1', detail: '10 alarms within 60 s' },
      },
    ]);
    expect(alarms('rating', 500)).toHaveLength(500);
  });

  it('A8 consoles hear of ten of them and of the box, and at once of another counter', async () => {
    const office = await open();
    for (const counter of ['1', '2']) office.box(counter);
    await office.rig.settle();
    const reader = await watch(office.rig);
    await reader.next('snapshot');
    await flood(office, 30);
    const window = await office.serve('2');
    office.box('2').say({ kind: 'rated', window, level: 1, afterMs: 0 });
    const heard: AlarmView[] = [];
    while (heard.at(-1)?.counter !== '2') heard.push(...(await nextAlarms(reader)));
    const ratings = heard.filter(
      ({ about, state }) => about.source === 'rating' && state === 'unacknowledged',
    );
    expect(ratings.map(({ counter }) => counter)).toEqual([...Array.from({ length: 10 }, () => '1'), '2']);
    expect(heard.filter(({ about }) => about.source === 'equipment')).toHaveLength(1);
    expect(heard.at(-1)).toMatchObject({ state: 'unacknowledged', about: { window } });
  });

  it('A8 it ends after a minute without any, also over a restart; until then each is held back', async () => {
    const office = await open();
    await flood(office, 11);
    expect((await office.alarms('&source=rating&state=departed')).length).toBe(11);
    await office.rig.restart();
    await office.wait(50);
    await flood(office, 1);
    const [held] = await office.alarms();
    expect(held).toMatchObject({ state: 'departed' });
    expect(await office.steps(held?.id ?? '')).toEqual(['raised', 'departed']);
    await office.wait(61);
    await flood(office, 1);
    expect(await office.alarm()).toMatchObject({ state: 'unacknowledged' });
  });

  it('A8 closing its alarm closes what was held back with the same outcome and cause', async () => {
    const office = await open();
    await flood(office, 14);
    const [report] = await floods(office);
    const id = report?.id ?? '';
    await office.wait(40);
    expect(await floods(office)).toHaveLength(1);
    await office.acknowledge(id);
    await office.close(id, { outcome: 'mis-press', cause: 'other', remark: '按鍵卡住' });
    const closed = await office.alarms('&source=rating&state=closed');
    expect(closed).toHaveLength(4);
    expect(closed[0]).toMatchObject({ outcome: 'mis-press', cause: 'other', closedBy: 'chen' });
    expect(await office.alarms('&source=rating&state=departed')).toHaveLength(10);
    await flood(office, 1);
    expect(await floods(office)).toHaveLength(1);
  });
});
