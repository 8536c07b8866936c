import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { timestamp } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { openSqlite } from '#platform/sqlite.js';
import { type Maintenance, maintain } from '../../hub/maintenance.js';
import { migrations } from '../../hub/store/migrations/index.js';
import { openDesk } from '../../hub/store/openDesk.js';
import { SiteStore } from '../../hub/store/siteStore.js';
import { eastSite } from '../support/sites.js';
import { temporaryFolder } from '../support/temporary.js';

const HEAD = 'office,counter,clerk,kind,number,service,issued_at,outcome,reason,level,answer_seconds';
const GOOD = 'east,1,lin,receipt,OLD-1,,2025-01-05T09:30:00+08:00,rated,,5,3.2';
const NOW = Date.UTC(2026, 6, 7);

/** A hub's data directory, and the command as a person runs it there. */
function start() {
  const data = temporaryFolder();
  const db = openSqlite(join(data, 'hub.db'), migrations);
  new SiteStore(db).apply(eastSite, NOW);
  db.close();
  const run = async (command: Maintenance, ...args: string[]) => {
    let [out, err] = ['', ''];
    const status = await maintain(command, args, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      environment: { RATING_HUB_DATA: data },
    });
    return { status, out, err };
  };
  const table = (...rows: string[]): string => {
    const file = join(data, 'table.csv');
    writeFileSync(file, `${[HEAD, ...rows].join('\r\n')}\r\n`);
    return file;
  };
  const total = () => {
    const read = openSqlite(join(data, 'hub.db'), migrations);
    const desk = openDesk(read, { wall: () => NOW });
    const figures = desk.statistics({ from: timestamp(Date.UTC(2025, 0, 1)), to: timestamp(NOW) }).total;
    read.close();
    return figures;
  };
  return { data, run, table, total };
}

describe('rating-hub import', () => {
  it('takes over a table, or says what is wrong with each row and takes nothing', async () => {
    const { run, table, total } = start();
    const bad = await run('import', table(GOOD, GOOD.replace('east', 'north')), '--by', 'chen');
    expect(bad).toMatchObject({ status: 1, out: expect.stringContaining('nothing imported') });
    expect(bad.err).toMatch(/^row 3, office: /);
    expect(total().windows).toBe(0);
    expect(await run('import', table(GOOD), '--by', 'chen', '--dry-run')).toMatchObject({
      status: 0,
      out: '1 rows, 1 good, 0 known already, 0 faults: nothing imported.\n',
    });
    expect(total().windows).toBe(0);
    expect((await run('import', table(GOOD), '--by', 'chen')).out).toMatch(
      /: imported as [0-9a-f-]{36}\.\n$/,
    );
    expect(total().levels).toEqual([1, 0, 0, 0, 0]);
  });

  it.each([
    [['--by', 'chen'], 2, /the file is missing/],
    [['table.csv'], 2, /--by is ""; expected the name/],
    [['table.csv', '--by', 'chen', '--dry'], 2, /--dry is no setting/],
    [['/nowhere/table.csv', '--by', 'chen'], 1, /cannot be read/],
  ])('refuses %j with status %i', async (args, status, words) => {
    const { run } = start();
    expect(await run('import', ...args)).toMatchObject({
      status,
      out: '',
      err: expect.stringMatching(words),
    });
  });

  it('refuses while a hub works on the data', async () => {
    const { data, run, table } = start();
    const directory = claimDirectory(data);
    expect((await run('import', table(GOOD), '--by', 'chen')).status).toBe(1);
    expect((await run('rebuild')).status).toBe(1);
    directory.release();
    expect((await run('rebuild')).status).toBe(0);
  });
});

describe('rating-hub rebuild', () => {
  it('finds figures that differ from the windows, and counts anew', async () => {
    const { data, run, table, total } = start();
    await run('rebuild');
    await run('import', table(GOOD), '--by', 'chen');
    expect((await run('rebuild')).out).toBe('1 windows, 0 figures that differ from them: nothing to do.\n');
    const db = openSqlite(join(data, 'hub.db'), migrations);
    db.exec('UPDATE office_month SET c5 = 7; UPDATE office_day SET c5 = 7');
    db.close();
    expect((await run('rebuild')).out).toMatch(
      /^1 windows, \d+ figures that differ from them: counted anew\.\n$/,
    );
    expect(total().levels).toEqual([1, 0, 0, 0, 0]);
  });

  it('tells what it does, and refuses a folder without data', async () => {
    const { data, run } = start();
    expect((await run('rebuild', '--help')).out).toMatch(/rating-hub rebuild: .*--data/s);
    expect((await run('import', '--help')).out).toMatch(/rating-hub import FILE: .*--by.*--dry-run/s);
    mkdirSync(join(data, 'empty'));
    expect(await run('rebuild', '--data', join(data, 'empty'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('hub.db'),
    });
  });
});
