import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { ChimeTestView, LampView } from '#contract/signals.js';
import type { Problem } from '#contract/views.js';
import { HubRig } from '../../support/hubRig.js';
import { lampReport } from './signalRig.js';

type Page<T> = { items: T[] };
const heard = { console: '主管桌', heard: true, peak: 0.4, volume: 0.7 };

describe('A3 A7 signals over HTTP', () => {
  it('A6 a lamp reports, raises an alarm when it is unplugged, and is forgotten', async () => {
    const rig = await HubRig.start();
    const say = (report: object, lamp = 'desk-1') =>
      rig.post<LampView & Problem>(`/lamps/${lamp}/report`, report);
    expect(await say(lampReport({ state: 'unplugged' }))).toMatchObject({
      status: 200,
      body: { id: 'desk-1', state: 'unplugged' },
    });
    expect(await say(lampReport({ office: 'west' }))).toMatchObject({
      status: 409,
      body: { code: 'lamp/taken' },
    });
    expect((await say(lampReport({ office: 'north' }))).status).toBe(404);
    expect((await say({ ...lampReport(), shows: 'pink' })).status).toBe(422);
    expect((await say(lampReport(), 'Desk 1')).status).toBe(422);
    rig.clock.advance(5_000);
    await rig.settle();
    const { items } = await rig.get<Page<AlarmView>>('/alarms?source=equipment');
    expect(items).toEqual([
      expect.objectContaining({
        office: 'east',
        priority: 'low',
        about: { source: 'equipment', code: 'lamp-unplugged', lamp: 'desk-1' },
      }),
    ]);
    expect((await rig.post('/lamps/desk-1/forget', { by: '林主任' })).status).toBe(200);
    expect((await rig.post('/lamps/desk-1/forget', { by: '林主任' })).status).toBe(404);
    expect(await rig.get<Page<LampView>>('/lamps')).toEqual({ items: [] });
  });

  it('A7 a test of the chime is asked for, refused while one is pending, and confirmed', async () => {
    const rig = await HubRig.start();
    await rig.settle();
    const [daily] = (await rig.get<Page<ChimeTestView>>('/chime-tests?office=east')).items;
    expect(daily).toMatchObject({ state: 'pending', office: 'east' });
    const ask = (office: string) =>
      rig.post<ChimeTestView & Problem>(`/offices/${office}/chime-tests`, { by: '林主任' });
    expect(await ask('east')).toMatchObject({ status: 409, body: { code: 'chime-test/pending' } });
    expect((await ask('north')).status).toBe(404);
    const confirmed = await rig.post<ChimeTestView>(`/chime-tests/${daily?.id}/result`, heard);
    expect(confirmed).toMatchObject({
      status: 200,
      body: { state: 'confirmed', console: '主管桌', peak: 0.4 },
    });
    expect(await ask('east')).toMatchObject({ status: 201, body: { state: 'pending', by: '林主任' } });
    const unknown = '00000000-0000-7000-8000-ffffffffffff';
    expect((await rig.post(`/chime-tests/${unknown}/result`, heard)).status).toBe(404);
    expect((await rig.post(`/chime-tests/${daily?.id}/result`, { ...heard, peak: 9 })).status).toBe(422);
  });
});
