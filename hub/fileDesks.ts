import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { IdSource } from '#platform/identity.js';
import type { Logger } from '#platform/logger.js';
import type { Service } from '#platform/service.js';
import type { Sqlite } from '#platform/sqlite.js';
import type { ImportsPort, OpenDataPort, ReportsPort } from './http/deskPorts.js';
import { ImportDesk } from './imports/importDesk.js';
import { OpenDataDesk } from './openData/openDataDesk.js';
import { ReportDesk } from './reports/reportDesk.js';
import type { ReportMaker } from './reports/reportMaker.js';
import { ReportQueue } from './reports/reportQueue.js';
import type { Analyst } from './statistics/analyst.js';
import type { GroupWriter } from './store/groupWriter.js';
import { ImportStore } from './store/importStore.js';
import { ImprovementStore } from './store/improvementStore.js';
import { ReportStore } from './store/reportStore.js';
import type { SiteStore } from './store/siteStore.js';
import type { Stores } from './store/stores.js';
import { SurveyStore } from './store/surveyStore.js';

/** What the hub lends to those who take files in and hand files out. */
export interface FileDeskTools {
  readonly db: Sqlite;
  readonly stores: Stores;
  /** The only way to write while the hub runs. */
  readonly writer: GroupWriter;
  readonly sites: SiteStore;
  readonly analyst: Analyst;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
}

/** Where files are taken in and handed out. */
export interface FileDesks {
  readonly reports: ReportsPort;
  readonly openData: OpenDataPort;
  readonly imports: ImportsPort;
  /** What of them works by itself, in the order of starting. */
  readonly services: readonly Service[];
}

export type AssembleFileDesks = (tools: FileDeskTools) => FileDesks;

export interface FileDeskPlaces {
  /** Directory of everything the hub stores; files that are handed out lie below it. */
  readonly data: string;
  /** Makes reports into a folder. */
  readonly maker: (folder: string) => ReportMaker;
}

/** The desks where files are taken in and handed out, with the files they hand out in the data directory. */
export const fileDesksOf =
  ({ data, maker }: FileDeskPlaces): AssembleFileDesks =>
  (tools) => {
    const reports = reportDesk(join(data, 'reports'), maker, tools);
    const openData = openDataDesk(join(data, 'open-data'), tools);
    return { reports, openData, imports: importDesk(tools), services: [openData, reports] };
  };

function reportDesk(
  folder: string,
  maker: FileDeskPlaces['maker'],
  { db, stores, writer, sites, clock, ids, logger }: FileDeskTools,
): ReportDesk {
  const reports = new ReportStore(db);
  const parts = { reports, sites, writer, folder, clock, ids };
  return new ReportDesk({
    ...parts,
    improvements: new ImprovementStore(db),
    journal: stores.journal,
    queue: new ReportQueue({ ...parts, maker: maker(folder), logger }),
  });
}

function openDataDesk(folder: string, { analyst, sites, clock, logger }: FileDeskTools): OpenDataDesk {
  return new OpenDataDesk({
    folder,
    ask: (question) => analyst.ask('statistics', question),
    offices: () => sites.offices(),
    clock,
    logger,
  });
}

const importDesk = ({ db, stores, writer, sites, clock, ids }: FileDeskTools): ImportDesk =>
  new ImportDesk({
    imports: new ImportStore(db, stores.cells),
    surveys: new SurveyStore(db),
    journal: stores.journal,
    writer,
    sites,
    clock,
    ids,
  });
