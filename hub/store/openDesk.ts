import type { Clock } from '#platform/clock.js';
import type { Sqlite } from '#platform/sqlite.js';
import { StatisticsDesk } from '../statistics/statisticsDesk.js';
import { CellReader } from './aggregates/cellReader.js';
import { AlarmFigureStore } from './alarmFigures.js';
import { BoxStayStore } from './boxStays.js';
import { CaseFigureStore } from './caseFigures.js';
import { ExtentStore } from './extents.js';
import { KeyPressStore } from './keyPresses.js';
import { KnownPlaces } from './knownPlaces.js';
import { RatingList } from './ratingList.js';
import { WindowRows } from './windowRows.js';

/** A desk of figures on any connection, also one that can only read. Not to be asked within a transaction. */
export function openDesk(db: Sqlite, clock: Pick<Clock, 'wall'>): StatisticsDesk {
  const places = new KnownPlaces(db);
  return new StatisticsDesk({
    cells: new CellReader(db),
    places: () => places.all(),
    extents: new ExtentStore(db),
    alarms: new AlarmFigureStore(db),
    cases: new CaseFigureStore(db),
    stays: new BoxStayStore(db),
    presses: new KeyPressStore(db),
    ratings: new RatingList(db),
    windows: new WindowRows(db),
    clock,
    atOnce: (task) => db.transaction(task)(),
  });
}
