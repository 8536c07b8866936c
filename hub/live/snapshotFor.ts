import type { Snapshot } from '#contract/views.js';
import { noCounts } from '../statistics/counts.js';
import { figuresOf } from '../statistics/figures.js';
import type { Hears } from './feed.js';

/** The snapshot without the parts whose changes somebody does not hear of either. */
export function snapshotFor(snapshot: Snapshot, hears: Hears): Snapshot {
  const { chimeTest, ...rest } = snapshot;
  return {
    ...rest,
    boxes: hears('box') ? snapshot.boxes : [],
    windows: hears('window') ? snapshot.windows : [],
    alarms: hears('alarm') ? snapshot.alarms : [],
    shelves: hears('shelf') ? snapshot.shelves : [],
    duty: hears('duty') ? snapshot.duty : { office: snapshot.office.id, people: [] },
    lamps: hears('lamp') ? snapshot.lamps : [],
    ...(chimeTest !== undefined && hears('chimeTest') ? { chimeTest } : {}),
    today: hears('figures') ? snapshot.today : figuresOf(noCounts(), 0),
  };
}
