import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportDeskRig } from '../../support/reportDeskRig.js';
import { recordedHub, taipei } from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const request = {
  office: 'east',
  from: '2026-09-30T16:00:00.000Z',
  to: '2026-10-31T16:00:00.000Z',
  by: '林主任',
};

async function desk() {
  const rig = reportDeskRig(recordedHub(eastSite, [], taipei('2026-11-05')));
  await rig.desk.start();
  return rig;
}

describe('the desk of reports', () => {
  it('P3 makes what is asked for, hands out its files, and journals who asked', async () => {
    const rig = await desk();
    const asked = await rig.desk.make(request);
    expect(asked).toMatchObject({ state: 'waiting', occasion: 'asked', office: 'east', by: '林主任' });
    await rig.queue.idle();
    expect(rig.desk.one(asked.id)).toMatchObject({ state: 'ready', madeAt: '2026-11-04T16:00:00.000Z' });
    expect(await rig.desk.file(asked.id, 'pdf')).toMatchObject({
      type: 'application/pdf',
      name: 'rating-report-east-2026-10.pdf',
      body: Buffer.from(asked.id),
    });
    expect((await rig.desk.file(asked.id, 'csv')).name).toBe('rating-report-east-2026-10.zip');
    expect(rig.journal.entry(1)).toMatchObject({
      by: '林主任',
      action: 'report/asked',
      office: 'east',
      subject: asked.id,
      detail: '2026-09-30T16:00:00.000Z/2026-10-31T16:00:00.000Z',
    });
  });

  it('names what is wrong with a request and asks for nothing', async () => {
    const { desk: reports, maker } = await desk();
    await expect(reports.make({ ...request, office: 'nowhere' })).rejects.toEqual(code('office/unknown'));
    await expect(reports.make({ ...request, to: request.from })).rejects.toEqual(
      code('statistics/bad-range'),
    );
    await expect(reports.make({ ...request, from: '1986-10-01T00:00:00.000Z' })).rejects.toEqual(
      code('statistics/bad-range'),
    );
    await expect(reports.make({ ...request, from: '2026-02-30T00:00:00.000Z' })).rejects.toEqual(
      code('statistics/bad-range'),
    );
    expect(maker.orders).toEqual([]);
    expect(reports.list({}).items).toEqual([]);
  });

  it('lets twenty wait and refuses the next', async () => {
    const rig = await desk();
    rig.maker.held = true;
    for (let n = 0; n < 20; n++) await rig.desk.make(request);
    await expect(rig.desk.make(request)).rejects.toEqual(code('report/too-many-waiting'));
    rig.maker.go();
    await rig.queue.idle();
    await rig.desk.make(request);
    await rig.queue.idle();
    expect(rig.maker.orders).toHaveLength(21);
  });

  it('hands out nothing of a report that is unknown, not ready, failed, or whose files were removed', async () => {
    const rig = await desk();
    const unknown = '00000000-0000-7000-8000-00000000ffff';
    expect(() => rig.desk.one(unknown)).toThrow(code('report/unknown'));
    await expect(rig.desk.file(unknown, 'pdf')).rejects.toEqual(code('report/unknown'));
    rig.maker.failure = 'statistics/too-many-groups';
    const failed = await rig.desk.make(request);
    await expect(rig.desk.file(failed.id, 'ods')).rejects.toEqual(code('report/not-ready'));
    await rig.queue.idle();
    expect(rig.desk.one(failed.id)).toMatchObject({ state: 'failed', failure: 'statistics/too-many-groups' });
    const ready = await rig.desk.make(request);
    await rig.queue.idle();
    rmSync(`${rig.folder}/${ready.id}`, { recursive: true });
    await expect(rig.desk.file(ready.id, 'pdf')).rejects.toEqual(code('report/not-ready'));
  });

  it('P3 notes improvements, journalled, and pages through them, newest first', async () => {
    const rig = await desk();
    await expect(
      rig.desk.noteImprovement({ office: 'nowhere', by: '林主任', text: '增開櫃檯' }),
    ).rejects.toEqual(code('office/unknown'));
    for (const text of ['一', '二', '三']) {
      await rig.desk.noteImprovement({ office: 'east', by: '林主任', text });
      rig.clock.advance(60_000);
    }
    await rig.desk.noteImprovement({ office: 'west', by: '陳主任', text: '四' });
    const first = rig.desk.improvements({ office: 'east', limit: 2 });
    expect(first.items.map(({ text }) => text)).toEqual(['三', '二']);
    const rest = rig.desk.improvements({ office: 'east', limit: 2, after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ text: '一', by: '林主任' }] });
    expect(rest.next).toBeUndefined();
    const from = '2026-11-04T16:02:00.000Z';
    expect(rig.desk.improvements({ from }).items.map(({ text }) => text)).toEqual(['四', '三']);
    expect(() => rig.desk.improvements({ from: '2026-02-30T00:00:00.000Z' })).toThrow(
      code('request/invalid'),
    );
    expect(rig.journal.entry(2)).toMatchObject({ action: 'improvement/noted', office: 'east' });
  });
});
