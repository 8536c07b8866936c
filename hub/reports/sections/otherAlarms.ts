import type { EquipmentCode } from '#contract/alarms.js';
import type { Block } from '../reportModel.js';
import { column, countCell, textCell } from '../table.js';
import type { ReportContext } from './context.js';
import { paragraph, table } from './parts.js';

/** Alarms about rates and equipment (A5, A6), those that were raised. */
export function otherAlarmBlocks(ctx: ReportContext): Block[] {
  const { rate, equipment } = ctx.data.alarms.other;
  const { tables, tableTitles, notes } = ctx.words.reports;
  const names: Readonly<Record<string, string>> = ctx.words.equipmentCodes satisfies Record<
    EquipmentCode,
    string
  >;
  const rows = [
    ...(rate === 0 ? [] : [{ name: tables.rows.rateAlarms, count: rate }]),
    ...Object.entries(equipment).map(([code, count]) => ({ name: names[code] ?? code, count })),
  ];
  if (rows.length === 0) return [paragraph(notes.noOtherAlarms)];
  return [
    table({
      id: 'other-alarms',
      title: tableTitles.otherAlarms,
      columns: [
        column('name', tables.columns.measure, 'text', 40),
        column('count', tables.columns.count, 'count', 15),
      ],
      rows: rows.map(({ name, count }) => [textCell(name), countCell(count)]),
    }),
  ];
}
