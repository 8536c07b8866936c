import { join } from 'node:path';
import type { BoxEvent } from '#contract/events.js';
import { timestamp } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { openSqlite, type Sqlite } from '#platform/sqlite.js';
import { makeKeyPair } from '../../../device/identity.js';
import { type Sealer, seal, sealerOf } from '../../../device/sealing.js';
import { BOX_ENROLLED, HUB } from '../../../hub/integrity/keyDesk.js';
import { CellLedger } from '../../../hub/store/aggregates/cellLedger.js';
import { ensureCells } from '../../../hub/store/aggregates/rebuildCells.js';
import { EnrolmentStore } from '../../../hub/store/enrolmentStore.js';
import { EventStore } from '../../../hub/store/eventStore.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { SiteStore } from '../../../hub/store/siteStore.js';
import { WindowStore } from '../../../hub/store/windowStore.js';
import { offeredWindow } from '../../../hub/windows/windowProjector.js';
import type { IssuanceRecord } from '../../../hub/windows/windowRecord.js';
import { eastSite } from '../../support/sites.js';

const BOXES = 5;
const EPOCH = '0123456789abcdef';
const BEGIN_MS = Date.UTC(2026, 0, 1);

/** The data of a hub with so many events of five boxes, each window opened and rated. */
export function makeHonestData(folder: string, events: number): void {
  const db = openSqlite(join(folder, 'hub.db'), migrations);
  try {
    new SiteStore(db).apply(eastSite, BEGIN_MS);
    ensureCells(db);
    for (let box = 1; box <= BOXES; box++)
      db.transaction(() => fill(db, box, Math.floor(events / BOXES / 2)))();
  } finally {
    db.close();
  }
}

function fill(db: Sqlite, number: number, windows: number): void {
  const cells = new CellLedger(db);
  const stores = { windows: new WindowStore(db, cells), events: new EventStore(db) };
  const box = `box-${number}`;
  const keys = makeKeyPair();
  new EnrolmentStore(db).setKey(box, keys.publicKey, BEGIN_MS);
  const came = { atMs: BEGIN_MS, by: HUB, action: BOX_ENROLLED, office: 'east', subject: box };
  new JournalStore(db).append({ ...came, detail: keys.publicKey });
  const chain = new Chain(stores.events, box, sealerOf(box, keys));
  for (let index = 0; index < windows; index++) {
    rateOne(stores.windows, chain, { box, counter: String(number), index });
    if (index % 5_000 === 0) cells.save();
  }
  cells.save();
  stores.events.saveEpoch(box, EPOCH, { contiguous: 2 * windows, highest: 2 * windows, replaced: false });
}

class Chain {
  private before: string | undefined;
  private seq = 0;

  constructor(
    private readonly events: EventStore,
    private readonly box: string,
    private readonly sealer: Sealer,
  ) {}

  add(body: object, ms: number): void {
    const event = {
      ...body,
      id: systemIds.uuid(),
      epoch: EPOCH,
      seq: ++this.seq,
      at: timestamp(ms),
    } as BoxEvent;
    const { text } = seal(event, this.before, this.sealer);
    this.before = text;
    const { id, epoch, seq } = event;
    this.events.insert({ box: this.box, epoch, seq, id, receivedMs: ms, body: text });
  }
}

interface Place {
  readonly box: string;
  readonly counter: string;
  readonly index: number;
}

function rateOne(windows: WindowStore, chain: Chain, { box, counter, index }: Place): void {
  const issuedMs = BEGIN_MS + index * 60_000;
  const [id, offered] = [systemIds.uuid(), systemIds.uuid()];
  const issuance: IssuanceRecord = {
    ...{ id, offered, window: offered, office: 'east', counter, clerk: 'lin', kind: 'receipt' },
    ...{
      number: `${counter}.${index}`,
      service: null,
      visit: null,
      issuedMs,
      receivedMs: issuedMs,
      voidedMs: null,
    },
  };
  const level = ((index % 5) + 1) as 1 | 2 | 3 | 4 | 5;
  const [openedMs, endedMs] = [issuedMs + 50, issuedMs + 3_050];
  windows.insert({
    ...offeredWindow(issuance, { lengthMs: 30_000, box }),
    ...{
      state: 'ended',
      openedMs,
      closesMs: openedMs + 30_000,
      endedMs,
      outcome: 'rated',
      level,
      afterMs: 3_000,
    },
  });
  windows.insertIssuance(issuance);
  chain.add({ kind: 'opened', window: offered, issuance: id, lengthMs: 30_000 }, openedMs);
  chain.add({ kind: 'rated', window: offered, level, afterMs: 3_000 }, endedMs);
}
