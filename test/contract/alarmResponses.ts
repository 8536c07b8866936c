import type { AlarmView } from '#contract/alarms.js';
import { DEFAULT_ALARM_SETTINGS } from '#contract/alarms.js';
import type { ChimeTestView } from '#contract/signals.js';
import { AlarmOffice } from '../support/alarmRig.js';
import { HubRig } from '../support/hubRig.js';
import { ResponseWitness } from '../support/responseWitness.js';

const UNKNOWN = '0190a0b0-0000-7000-8000-000000000001';
const by = { by: 'chen' };
const closing = { ...by, outcome: 'solved', cause: 'waiting' };
const shelving = { ...by, reason: '施工', minutes: 5 };

/** Every answer about alarms, those who answer them, what proves that they are noticed, and cases. */
export async function askAboutAlarms(seen: Set<string>): Promise<void> {
  const rig = await HubRig.start();
  const witness = await ResponseWitness.of(rig, seen);
  const office = new AlarmOffice(rig);
  await askAboutPlans(witness);
  for (const counter of ['1', '2', '3', '4']) await office.press(counter, 2);
  await office.serve('4');
  const ratings = await office.alarms();
  const [departed = '', third = '', second = '', first = ''] = ratings.map(({ id }) => id);
  const [rate] = await office.alarms('&source=rate');
  await takeAndClose(witness, { taken: first, waiting: second, departed, rate: rate?.id ?? '' });
  await shelveAndReturn(witness, { shelved: third, closed: first, rate: rate?.id ?? '' });
  await witness.get('/alarms?office=east&source=rate&from=2026-01-01T00:00:00.000Z&limit=1');
  await witness.get('/alarms?state=closed');
  for (const id of [first, rate?.id, UNKNOWN]) await witness.get(`/alarms/${id}/steps`);
  await askAboutSignals(witness);
  await askAboutCases(witness);
}

async function takeAndClose(
  witness: ResponseWitness,
  alarms: Record<'taken' | 'waiting' | 'departed' | 'rate', string>,
): Promise<void> {
  const acknowledge = (id: string, change = {}) =>
    witness.post(`/alarms/${id}/acknowledge`, { ...by, ...change });
  const close = (id: string, change = {}) => witness.post(`/alarms/${id}/close`, { ...closing, ...change });
  for (const deed of [acknowledge, close]) {
    await deed(UNKNOWN);
    await deed(alarms.waiting, { office: 'west' });
  }
  await close(alarms.waiting);
  await acknowledge(alarms.departed);
  await acknowledge(alarms.taken);
  await acknowledge(alarms.taken);
  await close(alarms.taken, { cause: undefined });
  await close(alarms.taken, { outcome: 'complaint', remark: '態度不佳' });
  await close(alarms.taken);
  await acknowledge(alarms.taken);
  await acknowledge(alarms.rate);
  await close(alarms.rate, { outcome: 'complaint' });
}

async function shelveAndReturn(
  witness: ResponseWitness,
  alarms: Record<'shelved' | 'closed' | 'rate', string>,
): Promise<void> {
  const shelve = (id: string, change = {}) =>
    witness.post(`/alarms/${id}/shelve`, { ...shelving, ...change });
  for (const id of [UNKNOWN, alarms.closed, alarms.rate, alarms.shelved, alarms.shelved]) await shelve(id);
  await shelve(alarms.shelved, { office: 'west' });
  const { counter } =
    (await witness.get<{ items: AlarmView[] }>('/alarms')).items.find(({ id }) => id === alarms.shelved) ??
    {};
  for (let time = 0; time < 2; time++) await witness.post(`/offices/east/counters/${counter}/unshelve`, by);
}

async function askAboutPlans(witness: ResponseWitness): Promise<void> {
  const chain = ['chen', 'wu'].map((person) => ({ person, duty: [] }));
  const settings = { ...DEFAULT_ALARM_SETTINGS, chain };
  for (const office of ['east', 'north']) {
    await witness.post(`/offices/${office}/alarm-settings`, { ...by, settings });
    await witness.get(`/offices/${office}/alarm-settings`);
    await witness.post(`/offices/${office}/duty`, { person: 'wu', present: false });
    await witness.get(`/offices/${office}/duty`);
  }
  await witness.post('/offices/east/alarm-settings', by);
  const falling = { ...settings, escalateAfterMs: [60_000, 5_000] };
  await witness.post('/offices/east/alarm-settings', { ...by, settings: falling });
}

async function askAboutSignals(witness: ResponseWitness): Promise<void> {
  const report = { office: 'east', light: 'patlite', state: 'connected', shows: 'off' };
  for (const lamp of Array.from({ length: 70 }, (_, index) => `desk-${index}`)) {
    await witness.post(`/lamps/${lamp}/report`, report);
    if (witness.seen.has('reportLamp lamp/too-many')) break;
  }
  await witness.post('/lamps/desk-1/report', { ...report, office: 'west' });
  await witness.post('/lamps/desk-1/report', { ...report, office: 'north' });
  await witness.get('/lamps?office=east');
  for (const lamp of ['desk-1', 'desk-99']) await witness.post(`/lamps/${lamp}/forget`, by);
  const heard = { console: 'desk', heard: true, peak: 0.4, volume: 0.8 };
  const hear = (test: string | undefined) => witness.post(`/chime-tests/${test}/result`, heard);
  const { items } = await witness.get<{ items: ChimeTestView[] }>('/chime-tests?office=west');
  for (const test of [items[0]?.id ?? UNKNOWN, UNKNOWN]) await hear(test);
  for (let time = 0; time < 2; time++) await witness.post('/offices/west/chime-tests', by);
  await witness.post('/offices/north/chime-tests', by);
  await witness.get('/chime-tests?office=west');
}

async function askAboutCases(witness: ResponseWitness): Promise<void> {
  const { items } = await witness.get<{ items: Array<{ id: string }> }>('/cases?office=east&state=open');
  const id = items[0]?.id ?? '';
  for (const which of [id, UNKNOWN]) {
    await witness.get(`/cases/${which}`);
    await witness.post(`/cases/${which}/release`, by);
    await witness.post(`/cases/${which}`, { ...by, corrective: '已道歉', preventive: '訓練' });
  }
  await witness.post(`/cases/${id}`, { ...by, due: 'soon' });
  await witness.post(`/cases/${id}`, { ...by, due: '2020-01-01' });
  for (let time = 0; time < 2; time++) await witness.post(`/cases/${id}/release`, by);
  await witness.post(`/cases/${id}`, { ...by, owner: 'wu' });
  const holiday = { day: '2026-10-09', kind: 'off', name: '國慶日補假' };
  await witness.post('/holidays', { ...by, holiday });
  await witness.post('/holidays', by);
  await witness.post('/holidays', { ...by, holiday: { ...holiday, day: '2026-02-30' } });
  await witness.get('/holidays?year=2026');
  for (let time = 0; time < 2; time++) await witness.post('/holidays/2026-10-09/remove', by);
}
