import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { BoxView } from '#contract/views.js';
import { HubRig } from '../../support/hubRig.js';

/** Has every attempt to store a presence fail until it is called, as a full disk does. */
function fullDisk(rig: HubRig): () => void {
  const db = new Database(`${rig.folder}/hub.db`);
  db.exec(`CREATE TRIGGER full_disk BEFORE UPDATE OF presence ON box
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  return () => {
    db.exec('DROP TRIGGER full_disk');
    db.close();
  };
}

describe('the presence of a box', () => {
  it('B4 D6 that could not be stored is stored with its next sign', async () => {
    const rig = await HubRig.start();
    const room = fullDisk(rig);
    const box = rig.box('box-1').online();
    await rig.settle();
    const shown = async (): Promise<string | undefined> =>
      (await rig.get<{ items: BoxView[] }>('/boxes')).items.find(({ id }) => id === 'box-1')?.presence;
    expect(await shown()).not.toBe('online');
    room();
    box.beat();
    await rig.settle();
    expect(await shown()).toBe('online');
  });
});
