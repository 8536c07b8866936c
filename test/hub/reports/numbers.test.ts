import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../hub/reports/buildReport.js';
import { tablesOf } from '../../../hub/reports/reportModel.js';
import type { ReportTable } from '../../../hub/reports/table.js';
import { opinionOf } from '../../../hub/statistics/measures/opinion.js';
import { reckoned } from '../../support/openFormula.js';
import {
  october,
  type RecordedWindow,
  recordedHub,
  reportData,
  taipei,
  twoMonths,
} from '../../support/reportRig.js';
import { eastSite } from '../../support/sites.js';

const tableOf = (tables: readonly ReportTable[], id: string): ReportTable => {
  const found = tables.find((table) => table.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
};
const cellOf = (table: ReportTable, name: string, column: string) => {
  const at = table.columns.findIndex(({ id }) => id === column);
  return table.rows.find((row) => row[0]?.text === name)?.[at];
};

/** Half-up percentage in whole numbers, written down here a second time. */
function percentage(count: number, of: number): string {
  const hundredths = (BigInt(Math.abs(count)) * 20_000n + BigInt(of)) / (2n * BigInt(of));
  const digits = hundredths.toString().padStart(3, '0');
  return `${count < 0 && hundredths > 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const Z = 1.959963984540054;
function wilson(x: number, n: number): [number, number] {
  const p = x / n;
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const ends = [-half, half].map((side) => (p + (Z * Z) / (2 * n) + side) / (1 + (Z * Z) / n));
  return [x === 0 ? 0 : (ends[0] ?? 0), x === n ? 1 : (ends[1] ?? 1)];
}

const inOctober = ({ issuedMs }: RecordedWindow): boolean =>
  issuedMs >= october.fromMs && issuedMs < october.toMs;
const counted = (windows: readonly RecordedWindow[], level: number): number =>
  windows.filter((window) => window.level === level && !window.excluded).length;

describe('the numbers of a report', () => {
  it('S4 every computed number equals its printed formula over the counts beside it, and is printed rounded from it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 40 }), (seed, perDay) => {
        const hub = twoMonths({ seed, perDay });
        const tables = tablesOf(buildReport(reportData(hub, october)));
        let computed = 0;
        for (const table of tables)
          for (const [at, row] of table.rows.entries())
            for (const [index, cell] of row.entries()) {
              if (cell.value === undefined) continue;
              const share = table.columns[index]?.kind === 'percent' ? 100 : 1;
              const decimals = cell.text.split('.')[1]?.length ?? 0;
              const printed = Number(cell.text.replaceAll(',', ''));
              expect(Math.abs(printed - share * cell.value)).toBeLessThanOrEqual(
                0.5 * 10 ** -decimals + 1e-9,
              );
              if (cell.formula === undefined) continue;
              expect(reckoned(cell.formula, at, table, tables), `${table.id} ${cell.formula}`).toBeCloseTo(
                cell.value,
                9,
              );
              computed++;
            }
        expect(computed).toBeGreaterThan(300);
      }),
      { numRuns: 5 },
    );
  }, 60_000);

  it('S1–S3 what a statistician recomputes from the windows is what is printed', () => {
    const hub = twoMonths({ seed: 77 });
    const tables = tablesOf(buildReport(reportData(hub, october)));
    const [results, counts, rates] = ['results-place', 'counts-place', 'rates-place'].map((id) =>
      tableOf(tables, id),
    ) as [ReportTable, ReportTable, ReportTable];
    for (const counter of ['1', '2', '3', '4', '5', '6']) {
      const name = `${counter} 號櫃檯`;
      const windows = hub.windows.filter((window) => window.counter === counter && inOctober(window));
      const [c5, c4, c3, c2, c1] = [5, 4, 3, 2, 1].map((level) => counted(windows, level)) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const n = c5 + c4 + c3 + c2 + c1;
      const outcome = (kind: string): number => windows.filter((window) => window.outcome === kind).length;
      const expired = outcome('expired');
      expect(cellOf(counts, name, 'windows')?.value).toBe(windows.length);
      expect(cellOf(counts, name, 'expired')?.value).toBe(expired);
      expect(cellOf(counts, name, 'excluded')?.value).toBe(windows.filter(({ excluded }) => excluded).length);
      expect(cellOf(counts, name, 'nobox')?.value).toBe(
        windows.filter(({ reason }) => reason === 'no-box').length,
      );
      expect(cellOf(results, name, 'n')?.text).toBe(String(n));
      expect(cellOf(results, name, 'satisfaction')?.text).toBe(percentage(c5 + c4, n));
      expect(cellOf(results, name, 'dissatisfaction')?.text).toBe(percentage(c2 + c1, n));
      const [low, high] = wilson(c5 + c4, n);
      expect(cellOf(results, name, 'satlow')?.text).toBe((100 * low).toFixed(2));
      expect(cellOf(results, name, 'sathigh')?.text).toBe((100 * high).toFixed(2));
      expect(cellOf(rates, name, 'net')?.text).toBe(percentage(c5 + c4 - c2 - c1, n));
      expect(cellOf(rates, name, 'response')?.text).toBe(percentage(n, n + expired));
      const reached = n + expired + outcome('missed');
      expect(cellOf(rates, name, 'coverage')?.text).toBe(percentage(n + expired, reached));
    }
  });

  it('A2 A9 how long citizens waited, why they were unhappy, and the cases of the period are those of the alarms', () => {
    const hub = twoMonths({ seed: 78, perDay: 120 });
    const tables = tablesOf(buildReport(reportData(hub, october)));
    const alarms = hub.alarms.filter(({ raisedMs }) => raisedMs >= october.fromMs && raisedMs < october.toMs);
    const closed = alarms.flatMap((alarm) => (alarm.closed === null ? [] : [{ ...alarm.closed, ...alarm }]));
    const delays = alarms
      .flatMap(({ acknowledgedMs, raisedMs }) => (acknowledgedMs === null ? [] : [acknowledgedMs - raisedMs]))
      .sort((a, b) => a - b);
    const times = tableOf(tables, 'alarm-times');
    expect(cellOf(times, '從發生到確認', 'median')?.text).toBe(
      ((delays[Math.ceil(delays.length / 2) - 1] ?? 0) / 1_000).toFixed(1),
    );
    expect(cellOf(times, '從發生到結案', 'count')?.value).toBe(closed.length);
    const left = alarms.filter(({ departedMs }) => departedMs !== null).length;
    const shares = tableOf(tables, 'alarm-shares');
    expect(cellOf(shares, '到場率', 'share')?.text).toBe(percentage(delays.length, delays.length + left));
    const causes = tableOf(tables, 'alarm-causes');
    const waiting = closed.filter(({ cause }) => cause === 'waiting');
    expect(waiting.length).toBeGreaterThan(0);
    expect(cellOf(causes, '等候時間', 'count')?.value).toBe(waiting.length);
    expect(cellOf(causes, '等候時間', 'complaint')?.value).toBe(
      waiting.filter(({ outcome }) => outcome === 'complaint').length,
    );
    expect(cellOf(causes, '合計', 'count')?.value).toBe(closed.length);
    const tracked = hub.alarms.filter(
      ({ case: found, closed: end }) =>
        found !== null &&
        (end?.atMs ?? 0) < october.toMs &&
        (found.releasedMs === null || found.releasedMs >= october.fromMs),
    );
    const cases = tableOf(tables, 'cases');
    expect(tracked.length).toBeGreaterThan(1);
    expect(cases.rows).toHaveLength(tracked.length);
    const open = tracked.filter(
      ({ case: found }) => (found?.releasedMs ?? Number.POSITIVE_INFINITY) >= october.toMs,
    );
    expect(cases.rows.filter((row) => row[5]?.text === '列管中')).toHaveLength(open.length);
    expect(cellOf(tableOf(tables, 'case-counts'), '期末仍列管', 'count')?.value).toBe(open.length);
    expect(cases.rows[0]?.slice(0, 2).map(({ text }) => text)).toEqual([
      'east-115-001',
      expect.stringMatching(/^民國115年(9|10)月/),
    ]);
  });

  it('the counts of every table of the appendix add up to the same total', () => {
    const tables = tablesOf(buildReport(reportData(twoMonths(), october)));
    for (const table of tables.filter(({ id }) => id.startsWith('counts-'))) {
      for (const [index, column] of table.columns.entries()) {
        if (column.kind !== 'count') continue;
        const values = table.rows.map((row) => row[index]?.value ?? 0);
        const total = values.pop();
        expect([table.id, column.id, values.reduce((sum, value) => sum + value, 0)]).toEqual([
          table.id,
          column.id,
          total,
        ]);
      }
    }
  });

  it.each([
    ['August', [11_603, 6_176, 287, 0, 0], ['64.23', '34.19', '1.59', '0.00', '0.00']],
    ['October', [12_757, 5_398, 133, 0, 0], ['69.76', '29.52', '0.73', '0.00', '0.00']],
    ['June', [9_467, 7_213, 1_140, 64, 2], ['52.93', '40.33', '6.37', '0.36', '0.01']],
  ])(
    'S4 the counts of Table 12, %s, are printed half-up and not forced to 100',
    (_month, levels, printed) => {
      const data = reportData(twoMonths({ perDay: 3 }), october);
      const rated = levels.reduce((sum, count) => sum + count, 0);
      const total = { ...data.overall.total, ...opinionOf(levels), rated };
      const model = buildReport({ ...data, overall: { ...data.overall, total } });
      const table = tableOf(tablesOf(model), 'levels');
      expect(table.rows.slice(0, 5).map((row) => row[2]?.text)).toEqual(printed);
    },
  );

  it('S6 P5 no clerk is in a report, and nothing is ordered by its figures', () => {
    const hub = twoMonths({ clerks: ['機密服務員甲', '機密服務員乙'] });
    const data = reportData(hub, october);
    const model = buildReport(data);
    expect(JSON.stringify([data, model])).not.toContain('機密服務員');
    const names = tableOf(tablesOf(model), 'results-place').rows.map((row) => row[0]?.text);
    expect(names).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${n} 號櫃檯`).concat('合計'));
  });

  it('a group with fewer than ten answers shows counts and no rates', () => {
    const tables = tablesOf(buildReport(reportData(twoMonths({ perDay: 2 }), october)));
    const results = tableOf(tables, 'results-place');
    for (const row of results.rows.slice(0, -1)) {
      expect(row[1]?.value).toBeLessThan(10);
      expect(row[3]?.text).toBe('–');
    }
    expect(results.note).toContain('10');
    expect(tableOf(tables, 'counts-place').rows.every((row) => row.every(({ text }) => text !== '–'))).toBe(
      true,
    );
  });

  it('a period in which nothing happened makes a report that says so', () => {
    const hub = recordedHub(eastSite, [], taipei('2026-11-02'));
    const model = buildReport(reportData(hub, october));
    const texts = JSON.stringify(model.parts[0]?.blocks);
    expect(texts).toContain('本期沒有任何評分時段');
    expect(texts).not.toMatch(/NaN|undefined|Infinity/);
  });
});
