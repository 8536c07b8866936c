import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ManualClock } from '#platform/clock.js';
import { openToRead, type Sqlite } from '#platform/sqlite.js';
import { DOCKET_KEY_FILE } from '../../../hub/docket/docketKey.js';
import type { AuditReport, VerifySegments } from '../../../hub/integrity/audit/audit.js';
import { auditSegment } from '../../../hub/integrity/audit/chainAudit.js';
import { AuditStore } from '../../../hub/store/auditStore.js';
import { verifyData } from '../../../hub/verifyCommand.js';
import { eventually } from '../../support/eventually.js';
import { HubRig } from '../../support/hubRig.js';
import { SealingBox } from '../../support/sealingBox.js';
import { eastSite } from '../../support/sites.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Verifies in this thread, so that no program has to be built for it. */
export const inHere =
  (file: string): VerifySegments =>
  async (segments) => {
    const db = openToRead(file);
    try {
      const store = new AuditStore(db);
      return segments.map((segment) => auditSegment(store, segment));
    } finally {
      db.close();
    }
  };

export const verifyFolder = (
  data: string,
  heads?: Parameters<typeof verifyData>[0]['heads'],
): Promise<AuditReport> =>
  verifyData({ data, verify: inHere(join(data, 'hub.db')), ...(heads === undefined ? {} : { heads }) });

/** What was lived through, and the head of its first day. */
export interface Lived {
  /** The database file. */
  readonly file: Buffer;
  /** The hub's key of dockets, which lies beside it. */
  readonly key: Buffer;
  readonly head: { readonly day: string; readonly number: number; readonly hash: string };
}

/** In Taipei; the second day begins five minutes later. */
const BEFORE_MIDNIGHT = Date.UTC(2026, 6, 7, 15, 55);

/**
 * Two days of an office: ratings of every level, silence, a void, more time, further presses, something kept aside, a gap,
 * alarms that people dealt with, ratings excluded and restored, records that were imported.
 */
async function liveTwoDays(): Promise<Lived> {
  const rig = await HubRig.start(eastSite, temporaryFolder(), new ManualClock(BEFORE_MIDNIGHT));
  const boxes = ['box-1', 'box-2', 'box-3'].map((id) => new SealingBox(rig, id).online());
  await rig.settle();
  const [one, two, three] = boxes as [SealingBox, SealingBox, SealingBox];
  const first = await one.rate('1', 5);
  const { window: excluded } = await one.rate('1', 4);
  const { window: sad } = await two.rate('2', 1);
  await deal(rig, sad);
  await rig.post(`/ratings/${excluded}/exclude`, { by: 'wang', reason: 'test' });
  await rig.post(`/ratings/${first.window}/exclude`, { by: 'wang', reason: 'other', remark: 'wrong desk' });
  await rig.post(`/ratings/${first.window}/restore`, { by: 'wang' });
  await furtherPresses(rig, three);
  await two.say(two.next({ kind: 'rated', window: sad, level: 5, afterMs: 0 }));
  await rig.request({
    method: 'POST',
    url: '/api/v1/imports/ratings?by=wang',
    headers: { 'content-type': 'text/csv' },
    payload:
      'office,counter,clerk,kind,number,issuedAt,outcome,level\neast,1,lin,receipt,OLD1,2025-01-02 10:00,rated,5\n',
  });
  await rig.request({
    method: 'POST',
    url: '/api/v1/imports/surveys?by=wang',
    headers: { 'content-type': 'text/csv' },
    payload: readFileSync(new URL('../imports/samples/table12.csv', import.meta.url)),
  });
  rig.clock.advance(600_000);
  for (const box of boxes) box.online();
  await one.rate('1', 3);
  await two.rate('2', 2);
  const { items } = await eventually('the head of the day', 5_000, async () => {
    const page = await rig.get<{ items: Array<Lived['head']> }>('/journal/heads');
    return page.items.length > 0 ? page : undefined;
  });
  await rig.issue('6');
  await rig.stop();
  const key = readFileSync(join(rig.folder, DOCKET_KEY_FILE));
  return { file: imageOf(join(rig.folder, 'hub.db')), key, head: items[0] as Lived['head'] };
}

function imageOf(file: string): Buffer {
  const db = new Database(file, { readonly: true });
  try {
    return db.serialize();
  } finally {
    db.close();
  }
}

async function deal(rig: HubRig, window: string): Promise<void> {
  const { items } = await rig.get<{ items: Array<{ id: string; about: { window?: string } }> }>('/alarms');
  const alarm = items.find((each) => JSON.stringify(each).includes(window));
  await rig.post(`/alarms/${alarm?.id}/acknowledge`, { by: 'chen' });
  await rig.post(`/alarms/${alarm?.id}/close`, { by: 'chen', outcome: 'solved', cause: 'waiting' });
}

async function furtherPresses(rig: HubRig, box: SealingBox): Promise<void> {
  const { window, issuance } = await rig.issue('3');
  await box.say(
    box.next(box.opened(window.id, issuance)),
    box.next({ kind: 'extended', window: window.id, afterMs: 0, closesAfterMs: 60_000 }),
    box.next({ kind: 'rated', window: window.id, level: 4, afterMs: 0 }),
    box.next({ kind: 'presses', window: window.id, extra: 2 }),
  );
  await rig.post('/issuances/east/receipt/R4/void');
  const silent = await rig.issue('3');
  await box.say(
    box.next(box.opened(silent.window.id, silent.issuance)),
    box.next({ kind: 'expired', window: silent.window.id, afterMs: 30_000 }),
  );
}

let lived: Promise<Lived> | undefined;

/** Lived through once for all tests of a file. */
export const twoDays = (): Promise<Lived> => {
  lived ??= liveTwoDays();
  return lived;
};

/** The data with something done to it by whoever can write the file; what is done sees no foreign keys. */
export function tampered(lived: Lived, act: (db: Sqlite) => void): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'hub.db'), lived.file);
  writeFileSync(join(folder, DOCKET_KEY_FILE), lived.key);
  const db = new Database(join(folder, 'hub.db'));
  try {
    db.pragma('foreign_keys = OFF');
    act(db);
  } finally {
    db.close();
  }
  return folder;
}
