import { cpSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlarmView, DutyTime, DutyView, ShelfView } from '#contract/alarms.js';
import type { JournalEntry } from '#contract/records.js';
import type { Snapshot } from '#contract/views.js';
import { ManualClock } from '#platform/clock.js';
import { AlarmOffice, chainOf } from '../../support/alarmRig.js';
import { EventReader } from '../../support/eventReader.js';
import { HubRig } from '../../support/hubRig.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

const open = async (...args: Parameters<typeof HubRig.start>): Promise<AlarmOffice> =>
  new AlarmOffice(await HubRig.start(...args));

async function watch(rig: HubRig): Promise<EventReader> {
  const reader = await EventReader.open(`${rig.origin}/api/v1/stream?office=east`);
  onTestFinished(() => reader.close());
  return reader;
}

const noDeparture = { departAfterMs: 3_600_000 };

describe('A3 escalation', () => {
  it('A3 calls the first at once, the next after 60 s and 180 s, and the last again and again', async () => {
    const office = await open();
    await office.decide({ ...noDeparture, chain: chainOf('chen', 'wu', 'lin') });
    await office.press('1', 2);
    const { id, called, toCall } = await office.alarm();
    expect({ called, toCall }).toEqual({ called: ['chen'], toCall: ['wu', 'lin'] });
    await office.wait(59);
    expect(await office.alarm()).toMatchObject({ called: ['chen'], toCall: ['wu', 'lin'] });
    await office.wait(1);
    expect(await office.alarm()).toMatchObject({ called: ['chen', 'wu'], toCall: ['lin'] });
    await office.wait(240);
    expect(await office.steps(id)).toEqual([
      ...['raised', 'called chen', 'called wu', 'called lin', 'called lin'],
    ]);
    await office.acknowledge(id, 'lin');
    await office.wait(130);
    expect((await office.steps(id)).at(-1)).toBe('acknowledged lin');
    expect(await office.alarm()).toMatchObject({ called: ['chen', 'wu', 'lin'], toCall: [] });
  });

  it('A3 A2 at the same moment the next is called, and then the citizen has left', async () => {
    const office = await open();
    await office.decide({ chain: chainOf('chen', 'wu', 'lin') });
    await office.press('1', 2);
    await office.wait(180);
    const { id } = await office.alarm();
    expect(await office.steps(id)).toEqual([
      ...['raised', 'called chen', 'called wu', 'called lin', 'departed'],
    ]);
  });

  it('A3 whoever is signed out or off duty is skipped; with nobody there everybody hears it', async () => {
    const office = await open();
    const weekend: [string, DutyTime] = ['chen', { days: [6, 7], from: '08:00', to: '17:00' }];
    await office.decide({ ...noDeparture, chain: chainOf(weekend, 'wu', 'lin') });
    await office.rig.post('/offices/east/duty', { person: 'wu', present: false });
    await office.press('1', 2);
    expect(await office.alarm()).toMatchObject({ called: ['lin'], toCall: [] });
    await office.rig.post('/offices/east/duty', { person: 'lin', present: false });
    await office.press('2', 2);
    expect(await office.alarm()).toMatchObject({ counter: '2', called: [], toCall: [] });
    await office.wait(70);
    expect(await office.alarm()).toMatchObject({ called: [] });
    await office.rig.post('/offices/east/duty', { person: 'wu', present: true });
    await office.wait(111);
    expect(await office.alarm()).toMatchObject({ called: ['wu'] });
  });

  it('A3 P3 signing out and in is journalled once, shown at once, and survives a restart', async () => {
    const office = await open();
    await office.decide({ chain: chainOf('chen', 'wu') });
    await office.press('1', 2);
    const reader = await watch(office.rig);
    expect(((await reader.next('snapshot')) as Snapshot).duty.people).toEqual([
      { person: 'chen', onDuty: true, signedOut: false },
      { person: 'wu', onDuty: true, signedOut: false },
    ]);
    const sign = (person: string, present: boolean) =>
      office.rig.post<DutyView>('/offices/east/duty', { person, present });
    const { body } = await sign('wu', false);
    expect(body.people[1]).toEqual({ person: 'wu', onDuty: true, signedOut: true });
    expect(await reader.next('duty')).toEqual(body);
    expect(await reader.next('alarm')).toMatchObject({ called: ['chen'], toCall: [] });
    await sign('wu', false);
    await sign('nobody', false);
    await office.rig.restart();
    expect(await office.rig.get<DutyView>('/offices/east/duty')).toEqual(body);
    await sign('wu', true);
    const { items } = await office.rig.get<{ items: JournalEntry[] }>('/journal?limit=2');
    expect(items.map(({ action, by }) => [action, by])).toEqual([
      ['duty/signed-in', 'wu'],
      ['duty/signed-out', 'wu'],
    ]);
  });

  it('A3 that duty begins by its time is told to those who watch', async () => {
    const office = await open();
    const later: [string, DutyTime] = ['wu', { days: [2], from: '09:01', to: '12:00' }];
    await office.decide({ chain: chainOf('chen', later) });
    const reader = await watch(office.rig);
    const { duty } = (await reader.next('snapshot')) as Snapshot;
    expect(duty.people.map(({ onDuty }) => onDuty)).toEqual([true, false]);
    office.rig.clock.advance(60_000);
    expect(((await reader.next('duty')) as DutyView).people.map(({ onDuty }) => onDuty)).toEqual([
      true,
      true,
    ]);
  });

  it('A3 P3 decisions are checked, journalled, in force at once, and survive a restart', async () => {
    const office = await open();
    await office.press('1', 2);
    expect(await office.decide({ escalateAfterMs: [90_000, 60_000] })).toMatchObject({
      status: 422,
      body: { code: 'alarm/bad-settings' },
    });
    expect(await office.rig.post('/offices/north/duty', { person: 'wu', present: true })).toMatchObject({
      status: 404,
      body: { code: 'office/unknown' },
    });
    await office.decide({ ...noDeparture, chain: chainOf('wu'), escalateAfterMs: [5_000] });
    await office.wait(6);
    expect(await office.alarm()).toMatchObject({ called: ['wu'] });
    await office.rig.restart();
    expect(await office.rig.get('/offices/east/alarm-settings')).toMatchObject({
      chain: chainOf('wu'),
      departAfterMs: 3_600_000,
    });
    const { items } = await office.rig.get<{ items: JournalEntry[] }>('/journal');
    expect(items).toMatchObject([{ action: 'alarm-settings/changed', by: 'chen', office: 'east' }]);
  });
});

describe('A1 an alarm and the end of the program', () => {
  /** What the disk holds at this instant, as SIGKILL would leave it: nothing is closed, nothing flushed. */
  async function killed(office: AlarmOffice, later: number): Promise<AlarmOffice> {
    const folder = temporaryFolder();
    cpSync(office.rig.folder, folder, { recursive: true });
    return open(eastSite, folder, new ManualClock(office.rig.clock.wall() + later));
  }

  it('A1 A3 one raised a moment before SIGKILL is there, still calls, and escalates', async () => {
    const office = await open();
    await office.decide({ chain: chainOf('chen', 'wu', 'lin') });
    await office.press('1', 1);
    const raised = await office.alarm();
    const after = await killed(office, 100);
    const snapshot = (await (await watch(after.rig)).next('snapshot')) as Snapshot;
    expect(snapshot.alarms).toEqual([raised]);
    expect(raised).toMatchObject({ state: 'unacknowledged', called: ['chen'] });
    await after.wait(61);
    expect(await after.steps(raised.id)).toEqual(['raised', 'called chen', 'called wu']);
    expect(await after.acknowledge(raised.id, 'wu')).toMatchObject({ status: 200 });
  });

  it('A3 down in the middle of an escalation, it calls everybody whose time passed as soon as it is back', async () => {
    const office = await open();
    await office.decide({ ...noDeparture, chain: chainOf('chen', 'wu', 'lin') });
    await office.press('1', 1);
    const { id } = await office.alarm();
    await office.rig.stop();
    office.rig.clock.advance(1_000_000);
    await office.rig.restart();
    await office.rig.settle();
    expect(await office.steps(id)).toEqual(['raised', 'called chen', 'called wu', 'called lin']);
    expect(await office.alarm()).toMatchObject({ state: 'unacknowledged' });
  });

  it('A2 a citizen who left while the hub was down is noted at its start', async () => {
    const office = await open();
    await office.press('1', 1);
    const after = await killed(office, 200_000);
    await after.rig.settle();
    expect(await after.alarm()).toMatchObject({ state: 'departed' });
  });
});

describe('A4 shelving', () => {
  const shelve = (office: AlarmOffice, alarm: string, minutes = 10) =>
    office.rig.post<ShelfView>(`/alarms/${alarm}/shelve`, { by: 'chen', reason: '施工', minutes });
  const refused = (status: number, code: string) => ({ status, body: { code } });

  it('A4 P3 silences a counter, is shown, returns by itself after its time, and says so', async () => {
    const office = await open();
    await office.press('1', 2);
    const { id } = await office.alarm();
    const reader = await watch(office.rig);
    expect(((await reader.next('snapshot')) as Snapshot).shelves).toEqual([]);
    const { body: shelf } = await shelve(office, id);
    expect(Date.parse(shelf.until) - Date.parse(shelf.from)).toBe(600_000);
    expect(await reader.next('shelf')).toEqual(shelf);
    expect(await shelve(office, id)).toMatchObject(refused(409, 'alarm/already-shelved'));
    await office.rig.restart();
    await office.wait(600);
    expect(await office.steps(id)).toEqual(['raised', 'shelved chen', 'departed', 'returned']);
    expect(await shelve(office, id)).toMatchObject({ status: 200 });
    const { items } = await office.rig.get<{ items: JournalEntry[] }>('/journal');
    expect(items.map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
      ['counter/shelved', '1', '10 min: 施工'],
      ['counter/shelved', '1', '10 min: 施工'],
    ]);
  });

  it('A4 ratings of a shelved counter are stored and raise their alarms', async () => {
    const office = await open();
    await office.press('1', 2);
    await shelve(office, (await office.alarm()).id);
    await office.press('1', 1);
    expect(await office.alarm()).toMatchObject({ priority: 'high', state: 'unacknowledged' });
  });

  it('A4 its return is told to those who watch, at its time and when somebody asks for it', async () => {
    const office = await open();
    await office.press('1', 2);
    const { id } = await office.alarm();
    await office.acknowledge(id);
    const { body: shelf } = await shelve(office, id, 1);
    office.box('1').status('offline');
    await office.rig.settle();
    const reader = await watch(office.rig);
    expect(((await reader.next('snapshot')) as Snapshot).shelves).toEqual([shelf]);
    office.rig.clock.advance(60_000);
    await office.rig.settle();
    expect(await reader.next('shelf')).toEqual(shelf);
    const again = (await shelve(office, id)).body;
    expect(await reader.next('shelf')).toEqual(again);
    office.rig.clock.advance(5_000);
    const unshelve = () => office.rig.post<ShelfView>('/offices/east/counters/1/unshelve', { by: 'wu' });
    const { body: returned } = await unshelve();
    expect(Date.parse(returned.until)).toBe(office.rig.clock.wall());
    expect(await reader.next('shelf')).toEqual(returned);
    expect(await unshelve()).toMatchObject(refused(404, 'alarm/not-shelved'));
    expect((await office.steps(id)).at(-1)).toBe('returned wu');
  });

  it('A4 more than 30 min, or without a reason, is refused', async () => {
    const office = await open();
    await office.press('1', 2);
    const { id } = await office.alarm();
    expect(await shelve(office, id, 31)).toMatchObject(refused(422, 'request/invalid'));
    expect(await office.rig.post(`/alarms/${id}/shelve`, { by: 'chen', minutes: 5 })).toMatchObject(
      refused(422, 'request/invalid'),
    );
  });
});

describe('A8 what consoles are told', () => {
  it('A8 a snapshot holds what is not closed and what was raised today, the urgent first', async () => {
    const office = await open();
    await office.press('1', 2);
    await office.press('2', 1);
    await office.press('3', 2);
    const [third, , first] = await office.alarms();
    await office.acknowledge(third?.id ?? '');
    await office.close(third?.id ?? '');
    await office.wait(181);
    await office.press('4', 2);
    await office.press('5', 1);
    const { alarms } = (await (await watch(office.rig)).next('snapshot')) as Snapshot;
    const seen = (list: AlarmView[]) => list.map(({ counter, state }) => `${counter} ${state}`);
    expect(seen(alarms.filter(({ about }) => about.source === 'rating'))).toEqual([
      ...['5 unacknowledged', '4 unacknowledged', '2 departed', '1 departed', '3 closed'],
    ]);
    await office.rig.stop();
    office.rig.clock.advance(86_400_000);
    await office.rig.restart();
    const tomorrow = (await (await watch(office.rig)).next('snapshot')) as Snapshot;
    expect(seen(tomorrow.alarms)).not.toContain('3 closed');
    expect(tomorrow.alarms.map(({ id }) => id)).toContain(first?.id);
  });
});
