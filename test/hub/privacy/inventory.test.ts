import { describe, expect, it } from 'vitest';
import { type Migration, openSqlite } from '#platform/sqlite.js';
import { outboxMigrations } from '../../../device/adapters/migrations/outbox.js';
import { INVENTORY, inventoryRows } from '../../../hub/privacy/inventory.js';
import { inventoryCsv, inventoryMarkdown } from '../../../hub/privacy/inventoryText.js';
import type { Inventory } from '../../../hub/privacy/personalData.js';
import { migrations } from '../../../hub/store/migrations/index.js';

/** Every column of a freshly made database, as `table.column`. */
function columnsOf(steps: readonly Migration[]): string[] {
  const db = openSqlite(':memory:', steps);
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  const found = tables.flatMap((table) => {
    const names = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    return names.map((name) => `${table}.${name}`);
  });
  db.close();
  return found.sort();
}

const listedOf = (tables: Inventory): string[] =>
  Object.entries(tables)
    .flatMap(([table, { personal, plain }]) =>
      [...Object.keys(personal), ...plain].map((column) => `${table}.${column}`),
    )
    .sort();

describe('the inventory of personal data', () => {
  it.each([
    ['hub.db', migrations],
    ['outbox.db', outboxMigrations],
  ] as const)('R51 has every column of %s, each once, and none that is gone', (name, steps) => {
    expect(listedOf(INVENTORY[name])).toEqual(columnsOf(steps));
  });

  it('R51 tells the name of every person apart from what leads to nobody, whatever the column is called', () => {
    const suspicious = /(^|\.)(by|\w+_by|clerk|person|owner|name|account)$/;
    const plain = Object.values<Inventory>(INVENTORY).flatMap((tables) =>
      Object.entries(tables).flatMap(([table, { plain: names }]) => names.map((name) => `${table}.${name}`)),
    );
    expect(plain.filter((column) => suspicious.test(column)).sort()).toEqual([
      'account_password.account',
      'holiday.name',
      'outbound_target.name',
    ]);
  });

  it('P4 a box has nothing of a person that it could read', () => {
    const ofBox = inventoryRows('en').filter(({ database }) => database === 'outbox.db');
    const sealed = ['body', 'encrypted; only the hub can open it'];
    expect(ofBox.map(({ column, kind }) => [column, kind])).toEqual([sealed, sealed]);
  });

  it.each(['zh', 'en'] as const)('R51 is printed in %s, each row with purpose and retention', (language) => {
    const rows = inventoryRows(language);
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toBe('');
    const markdown = inventoryMarkdown(language);
    const csv = inventoryCsv(language);
    for (const { table, column, purpose } of rows) {
      expect(markdown).toContain(`| ${table} |`);
      expect(markdown).toContain(`| ${column} |`);
      expect(csv).toContain(purpose.slice(0, 10));
    }
    expect(markdown).toMatch(language === 'zh' ? /^# 個人資料之項目彙整表/ : /^# Inventory of personal data/);
    expect(csv.startsWith('\uFEFF')).toBe(true);
  });
});
