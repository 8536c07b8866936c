import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { EventBody } from '#contract/events.js';
import { HubRig } from '../../support/hubRig.js';

const voice = (active: boolean): EventBody => ({ kind: 'fault', code: 'voice', active });

/** Lets each event be stored and has the commit itself fail, as a full disk does; until what it returns is called. */
function failingCommits(rig: HubRig): () => void {
  const db = new Database(join(rig.folder, 'hub.db'));
  db.exec(`CREATE TABLE promised (n INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE owed (n INTEGER REFERENCES promised (n) DEFERRABLE INITIALLY DEFERRED) STRICT;
    CREATE TRIGGER full_disk AFTER INSERT ON event BEGIN INSERT INTO owed VALUES (1); END`);
  return () => {
    db.exec('DROP TRIGGER full_disk');
    db.close();
  };
}

describe('the numbering of a box', () => {
  it('D2 D4 does not know what a failed commit did not store: it is neither acknowledged nor forgotten', async () => {
    const rig = await HubRig.start();
    const box = rig.box('box-1').online();
    await rig.settle();
    const room = failingCommits(rig);
    const first = box.say(voice(true));
    await rig.settle();
    expect(box.acked()).toEqual([]);
    room();
    box.say(voice(false));
    await rig.settle();
    expect(rig.broker.acks('box-1')).toMatchObject([{ seqs: [2], contiguous: 0 }]);
    expect(box.told('resend')).toMatchObject([{ epoch: box.epoch, from: 1, to: 1 }]);
    box.send(first);
    await rig.settle();
    expect(rig.broker.acks('box-1').at(-1)).toMatchObject({ seqs: [1], contiguous: 2 });
  });
});
