import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { createLogger, silentLogger } from '#platform/logger.js';
import { openSqlite } from '#platform/sqlite.js';
import { LogExport } from '../../../hub/logExport/logExport.js';
import { programLog } from '../../../hub/logExport/logExportOf.js';
import { LogQueue } from '../../../hub/logExport/logQueue.js';
import { GroupWriter } from '../../../hub/store/groupWriter.js';
import { JournalFeed } from '../../../hub/store/journalFeed.js';
import { JournalStore } from '../../../hub/store/journalStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { EventQueue } from '../../support/eventQueue.js';
import { settled } from '../../support/pageHub.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type ParsedSyslog, parseSyslog } from '../outbound/syslogParser.js';

const ADDRESS = { transport: 'tcp', host: 'collector', port: 601 } as const;
const ORIGIN = { host: 'hub.example', process: '4711' };

/** A journal in a real database, and a collector that takes or refuses what it is sent. */
function room(options: { names?: boolean } = {}) {
  const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
  const clock = new ManualClock();
  const writer = new GroupWriter({ db, clock, faulted: () => undefined });
  const journal = new JournalStore(db);
  const queue = new LogQueue();
  const got: ParsedSyslog[] = [];
  const state = { up: true };
  const make = (): LogExport =>
    new LogExport({
      ...{ queue, writer, clock, origin: ORIGIN, address: ADDRESS, names: options.names ?? false },
      feed: new JournalFeed(db),
      send: async (message) => {
        if (!state.up) throw new Error('refused');
        got.push(parseSyslog(message));
      },
      random: () => 0,
      logger: silentLogger,
    });
  const service = make();
  onTestFinished(async () => {
    await service.stop();
    db.close();
  });
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 10; turn++) await settled();
  };
  const note = (action: string): void => {
    const deed = {
      atMs: clock.wall(),
      by: 'wang',
      action,
      office: 'east',
      subject: 'lin',
      detail: 'mean words',
    };
    db.transaction(() => journal.append(deed))();
  };
  const log = createLogger('rating-hub', 'silent', {
    alert: (line) => queue.put(line),
    write: () => undefined,
  });
  return { clock, state, got, service, make, pass, note, log, journal, queue };
}

describe('the export of the log', () => {
  it('P3 passes on what was done, where, and the hash that proves it, but neither who did it nor to whom', async () => {
    const { service, pass, note, got, journal } = room();
    note('clerk/viewed');
    service.start();
    await pass(1);
    expect(got).toEqual([
      expect.objectContaining({
        ...{ priority: 13 * 8 + 5, host: 'hub.example', app: 'rating-hub', kind: 'clerk/viewed' },
        data: {
          'journal@32473': {
            ...{ number: '1', action: 'clerk/viewed', office: 'east' },
            hash: journal.end()?.hash,
          },
        },
        text: 'journal 1 clerk/viewed',
      }),
    ]);
    expect(JSON.stringify(got)).not.toMatch(/wang|"lin"|mean words/);
  });

  it('P3 says who did what to whom where the settings ask for it', async () => {
    const { service, pass, note, got } = room({ names: true });
    note('clerk/viewed');
    service.start();
    await pass(1);
    expect(got[0]?.data['journal@32473']).toMatchObject({ by: 'wang', subject: 'lin', detail: 'mean words' });
  });

  it('P3 loses no entry while the collector is away, and sends none twice once it was taken, even after a restart', async () => {
    const { service, make, pass, note, got, state } = room();
    state.up = false;
    note('first/done');
    service.start();
    await pass(1);
    note('second/done');
    await pass(2_000);
    expect(got).toEqual([]);
    state.up = true;
    await pass(2_500);
    expect(got.map(({ kind }) => kind)).toEqual(['first/done', 'second/done']);
    await service.stop();
    const again = make();
    again.start();
    note('third/done');
    await pass(2_000);
    expect(got.map(({ kind }) => kind)).toEqual(['first/done', 'second/done', 'third/done']);
    await again.stop();
  });

  it('passes on warnings and errors of the log, whatever is written here, and nothing below', async () => {
    const { service, pass, got, log } = room();
    log.info({}, 'nothing much');
    log.warn({ code: 'mqtt/topic', detail: 'odd "topic" ]' }, 'refused');
    log.error({ error: 'disk' }, 'not stored');
    service.start();
    await pass(1);
    expect(got.map(({ priority, kind, text }) => [priority, kind, text])).toEqual([
      [16 * 8 + 4, 'mqtt/topic', 'refused'],
      [16 * 8 + 3, 'log', 'not stored'],
    ]);
    expect(got[0]?.data['log@32473']).toEqual({ code: 'mqtt/topic', detail: 'odd "topic" ]' });
  });

  it('keeps at most 1,000 lines for a collector that is away, the newest', () => {
    const queue = new LogQueue();
    for (let line = 0; line < 1_500; line++) queue.put(String(line));
    expect(queue.first()).toBe('500');
    expect(queue.takeLeftOut()).toBe(500);
    expect(queue.takeLeftOut()).toBe(0);
  });

  it('waits longer after each failure', async () => {
    const { service, pass, note, got, state } = room();
    state.up = false;
    note('first/done');
    service.start();
    await pass(1);
    for (const pause of [2_500, 5_000, 10_000]) await pass(pause);
    state.up = true;
    await pass(19_000);
    expect(got).toHaveLength(0);
    await pass(1_000);
    expect(got).toHaveLength(1);
  });
});

describe('the log of a program', () => {
  it('stays where it is unless a collector is named', () => {
    const log = programLog('rating-hub', {
      'log-level': 'silent',
      'log-syslog': '',
      'log-syslog-names': false,
    });
    expect(log.logExport).toBeUndefined();
  });

  it('P3 reaches a collector over TCP', async () => {
    const messages = new EventQueue<string>();
    const server = createServer((socket) => socket.on('data', (data) => messages.push(String(data))));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const { logger, logExport } = programLog('rating-hub', {
      ...{ 'log-level': 'silent', 'log-syslog-names': false },
      'log-syslog': `tcp://127.0.0.1:${port}`,
    });
    const db = openSqlite(join(temporaryFolder(), 'hub.db'), migrations);
    const writer = new GroupWriter({ db, clock: systemClock, faulted: () => undefined });
    const service = logExport?.({ db, writer, clock: systemClock });
    logger.warn({ code: 'seal/missing' }, 'refused');
    await service?.start();
    expect(await messages.next('a message')).toMatch(
      /^\d+ <132>1 .* rating-hub \d+ seal\/missing \[log@32473 /,
    );
    await service?.stop();
    db.close();
  });
});
