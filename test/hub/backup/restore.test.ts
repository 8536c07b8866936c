import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlarmView } from '#contract/alarms.js';
import type { BackupView } from '#contract/care.js';
import type { JournalEntry } from '#contract/records.js';
import { rebuild } from '../../../hub/rebuildCommand.js';
import { RestoreRig } from '../../support/restoreRig.js';

/** What a morning has of everything that comes back. */
async function morning(rig: RestoreRig): Promise<void> {
  await rig.serve(1, 5, { visit: 'A1' });
  await rig.serve(2, 1);
  await rig.serve(3);
  const { window } = await rig.issue(1, { kind: 'notice', number: 'N-join-1' });
  await rig.pass(5_000);
  await rig.issue(1, { number: 'join-2', service: '戶籍謄本' });
  await rig.counter(1).press(4);
  await rig.counter(1).press(2);
  await rig.pass(60_000);
  expect((await rig.windows()).find(({ id }) => id === window.id)).toMatchObject({
    outcome: 'rated',
    extraPresses: 1,
  });
  await rig.issue(2, { number: 'void-1' });
  await rig.pass(5_000);
  await rig.hub.post('/issuances/east/receipt/void-1/void');
  await rig.pass(40_000);
  rig.counter(3).panel.unplug();
  await rig.serve(3, undefined, { number: 'blind' });
  rig.counter(3).panel.plug();
  await rig.pass(10_000);
  await rig.counter(2).press(3);
  await rig.pass(70_000);
}

describe('R25 an operator who loses the disk of the hub at noon', () => {
  it('D4 has every vote of the morning back, each once, and the figures are what they were', async () => {
    const rig = await RestoreRig.start();
    await morning(rig);
    const backup = await rig.backUp();
    expect(backup).toMatchObject({ state: 'good', copy: 'off', windows: 6 });
    for (const { outcome } of await rig.windows()) expect(outcome).toBeDefined();
    for (let round = 0; round < 2; round++) {
      await rig.serve(1, 4, { number: `again-1-${round}` });
      await rig.serve(2, 2, { number: `again-2-${round}`, clerk: '陳小美' });
      await rig.issue(3, { number: `pair-${round}-a`, visit: `V${round}` });
      await rig.issue(3, { number: `pair-${round}-b`, visit: `V${round}` });
      await rig.counter(3).press(5);
      await rig.counter(3).press(1);
      await rig.pass(70_000);
      await rig.issue(1, { number: `void-after-${round}` });
      await rig.pass(3_000);
      await rig.hub.post(`/issuances/east/receipt/void-after-${round}/void`);
      rig.counter(2).panel.unplug();
      await rig.serve(2, undefined, { number: `blind-${round}` });
      rig.counter(2).panel.plug();
      await rig.serve(3, undefined, { number: `silent-${round}` });
    }
    await rig.pass(70_000);
    const windows = await rig.windows();
    const figures = await rig.figures();
    const outcomes = new Set(windows.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['rated', 'expired', 'cancelled', 'missed']));
    const presses = (await rig.box(2))?.idlePresses;

    await rig.loseHub();
    await rig.restore(backup);
    expect((await rig.windows()).length).toBe(6);
    await rig.connect();

    expect(await rig.setAside()).toEqual([]);
    expect(await rig.windows()).toEqual(windows);
    expect(await rig.figures()).toEqual(figures);
    for (const number of [1, 2, 3]) {
      const sent = rig.counter(number).outbox.lastSeq();
      expect(await rig.box(number)).toMatchObject({ contiguous: sent, missing: 0, lost: 0, setAside: 0 });
    }
    expect((await rig.box(2))?.idlePresses).toEqual(presses);
    const { items: alarms } = await rig.hub.get<{ items: AlarmView[] }>('/alarms?office=east');
    expect(alarms.filter(({ about }) => about.source === 'rating').length).toBe(3);
    for (const { state, about } of alarms) if (about.source === 'rating') expect(state).toBe('departed');
    const { items: journal } = await rig.hub.get<{ items: JournalEntry[] }>('/journal');
    expect(journal[0]).toMatchObject({
      action: 'hub/restored',
      subject: backup.id,
      detail: expect.stringContaining(backup.startedAt),
    });
    const { items: backups } = await rig.hub.get<{ items: BackupView[] }>('/backups');
    expect(backups).toMatchObject([{ id: backup.id, state: 'good', windows: 6 }]);

    await rig.serve(1, 5, { number: 'after' });
    expect((await rig.windows())[0]).toMatchObject({ outcome: 'rated' });
    await rig.hub.stop();
    expect(rebuild(rig.data)).toMatchObject({ differing: 0 });
  }, 60_000);

  it('W1 a document sent again after the restore is the same, before and after its box came back', async () => {
    const rig = await RestoreRig.start();
    const backup = await rig.backUp();
    const first = await rig.serve(1, 5, { number: 'first', visit: 'A1' });
    const second = await rig.serve(2, 3, { number: 'second' });
    const figures = await rig.figures();
    await rig.loseHub();
    await rig.restore(backup);
    // The box is away: what the hub makes of the document now is not what it was.
    const early = await rig.hub.issue('1', { clerk: 'clerk-1', number: 'first', visit: 'A1' });
    expect(early.window.id).not.toBe(first.window.id);
    await rig.connect();
    expect(await rig.figures()).toEqual(figures);
    expect(await rig.setAside()).toEqual([]);
    for (const [counter, { window, issuance }] of [
      [1, first],
      [2, second],
    ] as const) {
      const number = counter === 1 ? 'first' : 'second';
      const { status, body } = await rig.hub.post('/issuances', {
        ...{ office: 'east', counter: String(counter), kind: 'receipt', number, clerk: `clerk-${counter}` },
        ...(counter === 1 ? { visit: 'A1' } : {}),
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ issuance, window: { id: window.id, outcome: 'rated' } });
    }
    const conflict = await rig.hub.post('/issuances', {
      ...{
        office: 'east',
        counter: '1',
        kind: 'receipt',
        number: 'first',
        clerk: 'somebody else',
        visit: 'A1',
      },
    });
    expect(conflict.status).toBe(409);
    expect(await rig.figures()).toEqual(figures);
  }, 60_000);

  it('D2 D4 counts a vote made while the hub was gone, although its window was reported to the hub that was lost', async () => {
    const rig = await RestoreRig.start();
    const backup = await rig.backUp();
    await rig.serve(2, 4);
    const { window } = await rig.issue(1, { number: 'open-then-gone' });
    await rig.loseHub();
    rig.counter(1).panel.key(1, true);
    rig.hub.clock.advance(200);
    rig.counter(1).panel.key(1, false);
    rig.hub.clock.advance(4_000);
    expect(rig.counter(1).outbox.unsettled()).toBeGreaterThan(0);
    await rig.restore(backup);
    rig.hub.clock.advance(3_600_000);
    await rig.connect();
    expect(await rig.setAside()).toEqual([]);
    expect((await rig.windows()).map(({ id, outcome }) => [id, outcome])).toEqual([
      [window.id, 'rated'],
      [expect.any(String), 'rated'],
    ]);
    const sent = rig.counter(1).outbox.lastSeq();
    expect(await rig.box(1)).toMatchObject({ contiguous: sent, missing: 0, unacked: 0, setAside: 0 });
    const { items: alarms } = await rig.hub.get<{ items: AlarmView[] }>('/alarms?office=east');
    expect(alarms.filter(({ about }) => about.source === 'rating')).toMatchObject([{ state: 'departed' }]);
  }, 60_000);

  it('D4 a box that was away over the loss brings its events when it comes, in whatever state the hub was left', async () => {
    const rig = await RestoreRig.start();
    await rig.serve(3, 5);
    const backup = await rig.backUp();
    await rig.serve(3, 2);
    rig.counter(3).uplink.cut();
    await rig.serve(1, 4);
    const figures = await rig.figures();
    await rig.loseHub();
    await rig.restore(backup);
    for (const number of [1, 2]) rig.counter(number).uplink.restore();
    await rig.pass(600_000);
    expect(await rig.figures()).not.toEqual(figures);
    rig.counter(3).uplink.restore();
    await rig.pass(60_000);
    expect(await rig.figures()).toEqual(figures);
    expect(await rig.box(3)).toMatchObject({ missing: 0, lost: 0, setAside: 0 });
  }, 60_000);

  it('D4 what a box lost too stays a gap that is shown, and the rest is complete', async () => {
    const rig = await RestoreRig.start();
    await rig.serve(3, 5);
    const backup = await rig.backUp();
    const stored = (await rig.box(3))?.contiguous ?? 0;
    await rig.serve(1, 4);
    const kept = await rig.windows();
    for (let n = 0; n < 60; n++) await rig.serve(3, 2, { number: `gone-${n}` });
    const made = rig.counter(3).outbox.lastSeq();
    await rig.loseHub();
    await rig.counter(3).stop();
    const bytes = readFileSync(rig.counter(3).file);
    bytes.fill(0, 8 * 4_096, 9 * 4_096);
    writeFileSync(rig.counter(3).file, bytes);
    await rig.counter(3).start();
    await rig.restore(backup);
    await rig.connect();
    expect(await rig.box(3)).toMatchObject({ lost: made - stored, missing: 0 });
    expect(await rig.box(1)).toMatchObject({ lost: 0, missing: 0 });
    expect(await rig.windows()).toEqual(kept);
    await rig.serve(3, 5, { number: 'goes-on' });
    expect((await rig.windows())[0]).toMatchObject({ outcome: 'rated' });
  }, 60_000);
});
