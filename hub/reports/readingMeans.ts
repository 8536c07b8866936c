import type { Sqlite } from '#platform/sqlite.js';
import { renderSvg } from '../charts/svg.js';
import { CaseFigureStore } from '../store/caseFigures.js';
import { ImprovementStore } from '../store/improvementStore.js';
import { JournalHeads } from '../store/journalHeads.js';
import { openDesk } from '../store/openDesk.js';
import { SiteStore } from '../store/siteStore.js';
import type { ReportMeans } from './makeReport.js';

/** What a report is made from, on any connection to the database, also one that can only read. */
export function readingMeans(db: Sqlite, nowMs: number): ReportMeans {
  const sites = new SiteStore(db);
  return {
    questions: openDesk(db, { wall: () => nowMs }),
    offices: () => sites.offices(),
    improvements: new ImprovementStore(db),
    cases: new CaseFigureStore(db),
    heads: new JournalHeads(db),
    atOnce: (task) => db.transaction(task)(),
    drawChart: renderSvg,
  };
}
