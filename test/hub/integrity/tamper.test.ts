import { describe, expect, it } from 'vitest';
import type { BoxEvent } from '#contract/events.js';
import { systemIds } from '#platform/identity.js';
import type { Sqlite } from '#platform/sqlite.js';
import { makeKeyPair } from '../../../device/identity.js';
import { seal, sealerOf } from '../../../device/sealing.js';
import type { FindingCode } from '../../../hub/integrity/audit/findings.js';
import { entryHash } from '../../../hub/integrity/journalChain.js';
import { tampered, twoDays, verifyFolder } from './tamperRig.js';

const codes = async (folder: string, heads?: Parameters<typeof verifyFolder>[1]): Promise<FindingCode[]> =>
  (await verifyFolder(folder, heads)).findings.all().map(({ code }) => code);

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly epoch: string;
  readonly body: string;
}

const eventsOf = (db: Sqlite, box: string): Row[] =>
  db.prepare('SELECT seq, id, epoch, body FROM event WHERE box = ? ORDER BY seq').all(box) as Row[];
const put = (db: Sqlite, box: string, seq: number, body: string): void =>
  void db.prepare('UPDATE event SET body = ? WHERE box = ? AND seq = ?').run(body, box, seq);
const firstRated = (db: Sqlite, box: string): Row =>
  eventsOf(db, box).find(({ body }) => body.includes('"kind":"rated"')) as Row;
const rated = (body: string, level: number): string => body.replace(/"level":\d/, `"level":${level}`);

/** Seals the events of a box anew from a number on, with a key that is not its own. */
function resealed(
  db: Sqlite,
  box: string,
  from: number,
  change: (body: string) => string,
  relink = true,
): void {
  const sealer = sealerOf(box, makeKeyPair());
  let before: string | undefined;
  for (const { seq, body } of eventsOf(db, box)) {
    let text = body;
    if (seq === from || (relink && seq > from)) {
      text = seal(JSON.parse(seq === from ? change(body) : body) as BoxEvent, before, sealer).text;
      put(db, box, seq, text);
    }
    before = text;
  }
}

type Deed = [string, (db: Sqlite) => void, FindingCode];

const deeds: readonly Deed[] = [
  [
    'the level in an event',
    (db) => {
      const { seq, body } = firstRated(db, 'box-2');
      put(db, 'box-2', seq, rated(body, 5));
    },
    'seal/bad-signature',
  ],
  [
    'one character of a seal',
    (db) => {
      const { seq, body } = firstRated(db, 'box-1');
      put(
        db,
        'box-1',
        seq,
        body.replace(/"prev":"(.)/, (_all, first) => `"prev":"${first === 'A' ? 'B' : 'A'}`),
      );
    },
    'seal/bad-signature',
  ],
  [
    'the level in the event and in the window',
    (db) => {
      const { seq, body } = firstRated(db, 'box-2');
      put(db, 'box-2', seq, rated(body, 5));
      db.exec("UPDATE rating_window SET level = 5 WHERE box = 'box-2' AND level = 1");
    },
    'seal/bad-signature',
  ],
  [
    'an event signed anew with another key',
    (db) => {
      const { seq } = firstRated(db, 'box-2');
      resealed(db, 'box-2', seq, (body) => rated(body, 5), false);
    },
    'seal/bad-signature',
  ],
  [
    'a whole chain signed anew with another key',
    (db) => resealed(db, 'box-1', 1, (body) => body),
    'seal/bad-signature',
  ],
  [
    'the key of the box, too',
    (db) => {
      const keys = makeKeyPair();
      const sealer = sealerOf('box-1', keys);
      let before: string | undefined;
      for (const { seq, body } of eventsOf(db, 'box-1')) {
        before = seal(JSON.parse(rated(body, 5)) as BoxEvent, before, sealer).text;
        put(db, 'box-1', seq, before);
      }
      db.prepare("UPDATE box_key SET public_key = ? WHERE box = 'box-1'").run(keys.publicKey);
    },
    'chain/head-differs',
  ],
  [
    'an event taken out of the middle',
    (db) => db.exec("DELETE FROM event WHERE box = 'box-1' AND seq = 2"),
    'chain/missing',
  ],
  [
    'an event taken out and its number with it',
    (db) => {
      db.exec("DELETE FROM event WHERE box = 'box-1' AND seq = 2");
      db.exec("UPDATE event SET seq = seq - 1 WHERE box = 'box-1' AND seq > 2");
    },
    'seal/broken-chain',
  ],
  [
    'the last events',
    (db) => db.exec("DELETE FROM event WHERE box = 'box-2' AND seq > 3"),
    'chain/truncated',
  ],
  [
    'the last events of yesterday and the number acknowledged',
    (db) => {
      db.exec("DELETE FROM event WHERE box = 'box-3' AND seq > 4");
      db.exec("UPDATE box_epoch SET contiguous = 4, highest = 4, headed = 4 WHERE box = 'box-3'");
    },
    'chain/truncated',
  ],
  ['all events of a box', (db) => db.exec("DELETE FROM event WHERE box = 'box-3'"), 'chain/truncated'],
  [
    'a rating and its events, everywhere',
    (db) => {
      db.exec(
        "DELETE FROM event WHERE box = 'box-3'; DELETE FROM box_epoch WHERE box = 'box-3'; DELETE FROM rating_window WHERE box = 'box-3'; DELETE FROM issuance WHERE counter = '3'",
      );
    },
    'chain/truncated',
  ],
  [
    "two events in each other's place",
    (db) => {
      const [first, second] = eventsOf(db, 'box-1') as [Row, Row];
      db.exec(
        "UPDATE event SET seq = -1 WHERE box = 'box-1' AND seq = 1; UPDATE event SET seq = 1 WHERE box = 'box-1' AND seq = 2; UPDATE event SET seq = 2 WHERE box = 'box-1' AND seq = -1",
      );
      expect(first.seq).not.toBe(second.seq);
    },
    'seal/broken-chain',
  ],
  [
    'an event put in at the end',
    (db) => {
      const { epoch } = firstRated(db, 'box-1');
      const id = systemIds.uuid();
      const text = JSON.stringify({
        kind: 'fault',
        id,
        epoch,
        seq: 99,
        at: '2026-07-07T01:02:03.456Z',
        code: 'voice',
        active: true,
      });
      db.prepare(
        "INSERT INTO event (box, epoch, seq, id, received_ms, body) VALUES ('box-1', ?, 99, ?, 9e12, ?)",
      ).run(epoch, id, text);
    },
    'seal/missing',
  ],
  [
    'an event put into an outbox of its own',
    (db) => {
      const id = systemIds.uuid();
      db.prepare(
        "INSERT INTO event (box, epoch, seq, id, received_ms, body) VALUES ('box-1', 'ffffffffffffffff', 1, ?, 9e12, ?)",
      ).run(
        id,
        JSON.stringify({
          kind: 'fault',
          id,
          epoch: 'ffffffffffffffff',
          seq: 1,
          at: '2026-07-07T01:02:03.456Z',
          code: 'voice',
          active: true,
        }),
      );
    },
    'chain/unknown',
  ],
  [
    'the seals of a whole chain',
    (db) => {
      for (const { seq, body } of eventsOf(db, 'box-1'))
        put(db, 'box-1', seq, body.replace(/,"prev".*/, '}'));
    },
    'seal/missing',
  ],
  [
    'the seals of a chain, received before the key',
    (db) => {
      for (const { seq, body } of eventsOf(db, 'box-1'))
        put(db, 'box-1', seq, body.replace(/,"prev".*/, '}'));
      db.exec("UPDATE event SET received_ms = 0 WHERE box = 'box-1'");
    },
    'chain/head-differs',
  ],
  [
    'the id of an event row',
    (db) => db.prepare("UPDATE event SET id = ? WHERE box = 'box-1' AND seq = 1").run(systemIds.uuid()),
    'event/differs',
  ],
  [
    'an event given to another box',
    (db) => db.exec("UPDATE event SET box = 'box-3', seq = 50 WHERE box = 'box-1' AND seq = 1"),
    'chain/missing',
  ],
  [
    'the level of a window',
    (db) => db.exec("UPDATE rating_window SET level = 5 WHERE level = 1 AND box = 'box-2'"),
    'window/level',
  ],
  [
    'the outcome of a window',
    (db) =>
      db.exec(
        "UPDATE rating_window SET outcome = 'expired', level = NULL, after_ms = NULL WHERE level = 1 AND box = 'box-2'",
      ),
    'window/outcome',
  ],
  [
    'silence made a rating',
    (db) =>
      db.exec(
        "UPDATE rating_window SET outcome = 'rated', level = 5, after_ms = 1 WHERE outcome = 'expired'",
      ),
    'window/outcome',
  ],
  [
    'how long a citizen took',
    (db) => db.exec("UPDATE rating_window SET after_ms = 9000 WHERE level = 1 AND box = 'box-2'"),
    'window/times',
  ],
  [
    'further presses',
    (db) => db.exec('UPDATE rating_window SET extra_presses = 0 WHERE extra_presses = 2'),
    'window/extra-presses',
  ],
  [
    'more time',
    (db) => db.exec('UPDATE rating_window SET extended = 0 WHERE extended = 1'),
    'window/extended',
  ],
  [
    'whose box it was',
    (db) => db.exec("UPDATE rating_window SET box = 'box-3' WHERE level = 1 AND box = 'box-2'"),
    'window/box',
  ],
  [
    'whose clerk it was',
    (db) => db.exec("UPDATE rating_window SET clerk = 'other' WHERE level = 1 AND box = 'box-2'"),
    'window/document',
  ],
  [
    'a rated window taken out',
    (db) => db.exec("DELETE FROM rating_window WHERE level = 1 AND box = 'box-2'"),
    'event/no-window',
  ],
  ['a rated window put in', (db) => insertWindow(db, null), 'window/no-event'],
  [
    'a rated window put in as if imported',
    (db) => insertWindow(db, (db.prepare('SELECT id FROM import').pluck().get() as string) ?? ''),
    'import/count',
  ],
  ['a rated window put in as if simulated', (db) => insertWindow(db, 'simulated'), 'import/not-journalled'],
  [
    'a rating said to be imported',
    (db) =>
      db.exec("UPDATE rating_window SET source = 'elsewhere', level = 5 WHERE level = 1 AND box = 'box-2'"),
    'window/source',
  ],
  [
    'a flag put on a rating',
    (db) => db.exec("UPDATE rating_window SET flagged = 1 WHERE level = 1 AND box = 'box-2'"),
    'window/flagged',
  ],
  [
    'a rating kept aside afterwards',
    (db) => {
      const { body } = firstRated(db, 'box-2');
      db.prepare(
        "INSERT INTO set_aside (office, box, reason, received_ms, payload) VALUES ('east', 'box-2', 'after-closing', 0, ?)",
      ).run(body);
      db.exec(
        "UPDATE rating_window SET outcome = 'missed', reason = 'interrupted', provisional = 1, level = NULL, after_ms = NULL WHERE level = 1 AND box = 'box-2'",
      );
    },
    'event/wrongly-aside',
  ],
  [
    'an exclusion without a word',
    (db) => db.exec("UPDATE rating_window SET excluded = 1 WHERE level = 1 AND box = 'box-2'"),
    'exclusion/differs',
  ],
  [
    'an exclusion with a reason that nobody gave',
    (db) =>
      db.exec(
        "INSERT INTO exclusion (window, at_ms, by, reason) SELECT id, 0, 'wang', 'test' FROM rating_window WHERE level = 1 AND box = 'box-2'; UPDATE rating_window SET excluded = 1 WHERE level = 1 AND box = 'box-2'",
      ),
    'exclusion/differs',
  ],
  [
    'an exclusion taken back in silence',
    (db) => db.exec('DELETE FROM exclusion; UPDATE rating_window SET excluded = 0'),
    'exclusion/differs',
  ],
  ['who excluded', (db) => db.exec("UPDATE exclusion SET by = 'chen'"), 'exclusion/differs'],
  [
    'the level of an alarm',
    (db) => db.exec("UPDATE alarm SET level = 2 WHERE source = 'rating' AND level = 1"),
    'alarm/differs',
  ],
  [
    'who dealt with an alarm',
    (db) => db.exec("UPDATE alarm SET closed_by = 'wang' WHERE closed_by = 'chen'"),
    'alarm/not-journalled',
  ],
  [
    'what was said of an alarm',
    (db) => db.exec("UPDATE alarm SET cause = 'staff' WHERE closed_by = 'chen'"),
    'alarm/not-journalled',
  ],
  [
    'when somebody came to an alarm',
    (db) =>
      db.exec('UPDATE alarm SET acknowledged_ms = acknowledged_ms - 30000 WHERE acknowledged_by IS NOT NULL'),
    'alarm/not-journalled',
  ],
  [
    'an alarm that was dealt with, away',
    (db) => db.exec("DELETE FROM alarm WHERE closed_by = 'chen'"),
    'alarm/missing',
  ],
  [
    'the level of an imported rating',
    (db) => db.exec('UPDATE rating_window SET level = 1 WHERE source IS NOT NULL'),
    'import/differs',
  ],
  [
    'a count of an imported survey',
    (db) => db.exec('UPDATE survey_cell SET c1 = 0, c5 = c5 + c1'),
    'import/differs',
  ],
  [
    'an imported survey, away',
    (db) => db.exec('DELETE FROM survey_cell; DELETE FROM survey'),
    'import/differs',
  ],
  ['a void taken back', (db) => db.exec('UPDATE issuance SET voided_ms = NULL'), 'document/void-differs'],
  ['the keys of a box, away', (db) => db.exec("DELETE FROM box_key WHERE box = 'box-1'"), 'key/missing'],
  ['that a box seals', (db) => db.exec('UPDATE box_key SET seals = 0'), 'key/not-journalled'],
  [
    'since when a box seals',
    (db) => db.exec('UPDATE box_key SET from_ms = from_ms + 9e10'),
    'key/not-journalled',
  ],
  [
    'one more key in, and new events signed with it',
    (db) => {
      const keys = makeKeyPair();
      db.prepare("INSERT INTO box_key (box, public_key, from_ms, until_ms) VALUES ('box-1', ?, 1, 2)").run(
        keys.publicKey,
      );
      append(db, 'box-1', sealerOf('box-1', keys));
    },
    'key/not-journalled',
  ],
  [
    'what a box may leave unsealed',
    (db) => db.exec("UPDATE unsealed_tail SET epoch = 'ffffffffffffffff', through = 9 WHERE box = 'box-1'"),
    'seal/missing',
  ],
  [
    'events without a seal in, as if from before the key',
    (db) => {
      const [{ body, epoch }] = eventsOf(db, 'box-1') as [Row];
      const other = 'f'.repeat(epoch.length);
      const text = body.replace(epoch, other).replace(/,"prev".*/, '}');
      db.prepare(
        "INSERT INTO event (box, epoch, seq, id, received_ms, body) VALUES ('box-1', ?, 1, ?, 0, ?)",
      ).run(other, systemIds.uuid(), text);
      db.prepare("INSERT INTO box_epoch (box, epoch, contiguous, highest) VALUES ('box-1', ?, 1, 1)").run(
        other,
      );
    },
    'chain/not-headed',
  ],
  [
    'clerk and counter, in the window as in its document',
    (db) =>
      db.exec(
        "UPDATE rating_window SET clerk = 'other', counter = '5' WHERE box = 'box-3'; UPDATE issuance SET clerk = 'other', counter = '5' WHERE counter = '3'",
      ),
    'docket/differs',
  ],
  [
    'an account of their own in',
    (db) =>
      db.exec(
        `INSERT INTO account (id, account, name, roles, offices, state, reason, applied_ms, password_hash)
         VALUES ('x', 'ghost', 'Ghost', '["supervisor"]', NULL, 'active', 'none', 0, 'hash')`,
      ),
    'account/not-journalled',
  ],
  [
    'a token of their own in',
    (db) =>
      db.exec(
        `INSERT INTO api_token (id, digest, purpose, office, label, made_ms, made_by, ends_ms)
         VALUES ('x', x'00', 'lamp', 'east', 'ghost', 0, 'nobody', 9e12)`,
      ),
    'token/not-journalled',
  ],
  [
    'the words of a journal entry',
    (db) => db.exec("UPDATE journal SET by = 'chen' WHERE action = 'rating/excluded'"),
    'journal/altered',
  ],
  [
    'a journal entry and its hash',
    (db) => {
      const row = db
        .prepare(
          "SELECT number, at_ms AS atMs, by, action, office, subject, detail, prev FROM journal WHERE action = 'rating/excluded' LIMIT 1",
        )
        .get() as never;
      const entry = { ...(row as object), by: 'chen' } as Parameters<typeof entryHash>[0] & { prev: string };
      db.prepare('UPDATE journal SET by = ?, hash = ? WHERE number = ?').run(
        'chen',
        entryHash(entry, entry.prev),
        entry.number,
      );
    },
    'journal/broken',
  ],
  [
    'a journal entry taken out',
    (db) => db.exec("DELETE FROM journal WHERE action = 'alarm/acknowledged'"),
    'journal/missing',
  ],
  [
    'the last journal entries',
    (db) =>
      db.exec(
        "DELETE FROM journal WHERE number >= (SELECT min(number) FROM journal WHERE action = 'journal/day-closed')",
      ),
    'journal/head-differs',
  ],
  [
    'the head of a day',
    (db) => db.exec("UPDATE journal_head SET hash = replace(hash, substr(hash, 1, 1), 'z')"),
    'journal/head-differs',
  ],
  ['the heads altogether', (db) => db.exec('DELETE FROM journal_head'), 'journal/head-missing'],
  [
    'the recorded end of a chain',
    (db) => db.exec("UPDATE chain_head SET seq = 1 WHERE box = 'box-2'"),
    'chain/heads-altered',
  ],
  ['the recorded ends altogether', (db) => db.exec('DELETE FROM chain_head'), 'chain/heads-altered'],
  [
    'a silent window and its document',
    (db) => {
      db.exec(
        "DELETE FROM rating_window WHERE outcome = 'missed'; DELETE FROM issuance WHERE counter = '6' OR number = 'OLD1'",
      );
    },
    'window/document',
  ],
  [
    'a counted figure',
    (db) =>
      db.exec(
        'UPDATE office_day SET c5 = c5 + 1 WHERE rowid_free = 0'.replace('rowid_free = 0', "scope = 'east'"),
      ),
    'cells/differ',
  ],
];

/** Puts one more event at the end of a chain, as its box would have. */
function append(db: Sqlite, box: string, sealer: ReturnType<typeof sealerOf>): void {
  const last = eventsOf(db, box).at(-1) as Row;
  const event = {
    ...{ kind: 'fault', id: systemIds.uuid(), epoch: last.epoch, seq: last.seq + 1 },
    ...{ at: '2026-07-07T01:02:03.456Z', code: 'voice', active: true },
  } as BoxEvent;
  db.prepare('INSERT INTO event (box, epoch, seq, id, received_ms, body) VALUES (?, ?, ?, ?, 9e12, ?)').run(
    ...[box, event.epoch, event.seq, event.id, seal(event, last.body, sealer).text],
  );
  db.prepare('UPDATE box_epoch SET contiguous = ?, highest = ? WHERE box = ? AND epoch = ?').run(
    ...[event.seq, event.seq, box, event.epoch],
  );
}

function insertWindow(db: Sqlite, source: string | null): void {
  const id = systemIds.uuid();
  db.prepare(
    `INSERT INTO rating_window (id, office, counter, clerk, kind, state, issued_ms, length_ms, opened_ms, ended_ms, outcome, level, after_ms, box, source)
     VALUES (?, 'east', '1', 'lin', 'receipt', 'ended', 0, 30000, 0, 0, 'rated', 5, 0, 'box-1', ?)`,
  ).run(id, source);
  db.prepare(
    `INSERT INTO issuance (id, office, kind, number, counter, clerk, issued_ms, received_ms, offered, window)
     VALUES (?, 'east', 'receipt', 'X99', '1', 'lin', 0, 0, ?, ?)`,
  ).run(systemIds.uuid(), id, id);
}

describe('D5 whoever can write the file of a hub', () => {
  it('D5 what nobody touched verifies', async () => {
    const lived = await twoDays();
    const { findings, chains, windows, journalEntries } = await verifyFolder(
      tampered(lived, () => undefined),
      [lived.head],
    );
    expect(findings.all()).toEqual([]);
    expect(chains).toMatchObject({ unsealed: 0, unknownKey: 0, gaps: 0 });
    expect(chains.verified).toBe(chains.events);
    expect(chains.events).toBeGreaterThan(12);
    expect(windows.withoutEvents).toEqual({ imported: 1, simulated: 0 });
    expect(journalEntries).toBeGreaterThan(8);
  });

  it.each(deeds)('D5 D3 D4 S10 changes %s: found and named', async (_what, deed, code) => {
    expect(await codes(tampered(await twoDays(), deed))).toContain(code);
  });

  it('D5 rewrites the journal from an entry on, heads and all: only a head kept outside tells', async () => {
    const lived = await twoDays();
    const folder = tampered(lived, (db) => {
      db.exec("UPDATE journal SET by = 'chen' WHERE action = 'rating/restored'");
      let prev = '0'.repeat(64);
      for (const entry of db
        .prepare(
          'SELECT number, at_ms AS atMs, by, action, office, subject, detail FROM journal ORDER BY number',
        )
        .all() as Array<Parameters<typeof entryHash>[0]>) {
        const hash = entryHash(entry, prev);
        db.prepare('UPDATE journal SET prev = ?, hash = ? WHERE number = ?').run(prev, hash, entry.number);
        db.prepare('UPDATE journal_head SET hash = ? WHERE number = ?').run(hash, entry.number);
        prev = hash;
      }
    });
    expect(await codes(folder)).toEqual([]);
    expect(await codes(folder, [lived.head])).toEqual(['journal/given-head']);
  });
});
