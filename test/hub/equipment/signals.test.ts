import { describe, expect, it } from 'vitest';
import type { LampReport } from '#contract/signals.js';
import { silentLogger } from '#platform/logger.js';
import { ChimeTestWatch } from '../../../hub/signals/chimeTestWatch.js';
import { SignalDesk } from '../../../hub/signals/signalDesk.js';
import { ChimeTestStore } from '../../../hub/store/chimeTestStore.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { LampStore } from '../../../hub/store/lampStore.js';
import { countedIds } from '../../support/ids.js';
import { WatchRig } from './watchRig.js';

const MINUTE = 60_000;
const ids = countedIds();

/** The real lamps and tests of the chime, on the database and the clock of the watch. */
function signalsOf(rig: WatchRig) {
  const { db, clock, sites } = rig;
  const desk = new SignalDesk({
    lamps: new LampStore(db),
    tests: new ChimeTestStore(db),
    journal: new JournalStore(db),
    writer: new GroupWriter({ db, clock }),
    ...{ sites, clock, ids, logger: silentLogger },
    settingsOf: () => rig.settings,
    lampChanged: () => undefined,
    testChanged: () => undefined,
  });
  const watch = new ChimeTestWatch({ tests: desk.tests, clock });
  rig.lamps.facts = () => desk.lampRegistry.facts();
  rig.chime.untested = (office) => desk.tests.untested(office);
  return {
    desk,
    start(): void {
      desk.start();
      watch.start();
    },
    stop(): void {
      watch.stop();
      desk.stop();
    },
  };
}

describe('A6 A7 from signals to alarms', () => {
  it('A7 a self-test that nobody confirmed alarms until a console confirms it late, a restart notwithstanding', async () => {
    const rig = await WatchRig.start();
    const before = signalsOf(rig);
    before.start();
    await rig.pass(4 * MINUTE);
    expect(rig.raised()).toEqual([]);
    await rig.pass(MINUTE + 10_000);
    expect(rig.raised()).toEqual(['chime-untested unacknowledged', 'chime-untested unacknowledged']);
    before.stop();
    const after = signalsOf(rig);
    await rig.restart(10 * MINUTE);
    after.start();
    await rig.pass(MINUTE);
    const test = after.desk.newestTest('east');
    expect(test?.state).toBe('failed');
    await after.desk.reportChimeTest(test?.id ?? '', {
      ...{ console: '主管桌', heard: true, peak: 0.4, volume: 0.7 },
    });
    await rig.pass(MINUTE);
    expect(rig.raised()).toEqual(['chime-untested closed', 'chime-untested unacknowledged']);
    expect(rig.told.conditions).toEqual([expect.objectContaining({ office: 'west', key: 'chime-untested' })]);
  });

  it('A6 a lamp unplugged alarms and recovers by itself; one that falls silent too', async () => {
    const rig = await WatchRig.start();
    rig.settings = { ...rig.settings, chimeTestAt: '23:00' };
    const { desk, start } = signalsOf(rig);
    start();
    const say = (state: LampReport['state']) =>
      desk.reportLamp('desk-1', { office: 'east', light: 'patlite', state, shows: 'off' });
    await say('unplugged');
    await rig.pass(10_000);
    expect(rig.raised()).toEqual(['lamp-unplugged unacknowledged']);
    await say('connected');
    await rig.pass(40_000);
    expect(rig.raised()).toEqual(['lamp-unplugged closed']);
    await rig.pass(60_000);
    expect(rig.raised()).toEqual(['lamp-unplugged closed', 'lamp-silent unacknowledged']);
    await say('connected');
    await rig.pass(40_000);
    expect(rig.raised()).toEqual(['lamp-unplugged closed', 'lamp-silent closed']);
  });
});
