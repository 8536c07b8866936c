import type { ReportTable } from '../../hub/reports/table.js';

/**
 * What a formula of a report gives, reckoned from the values of the cells it names: OpenFormula as far as reports use it.
 * Only numbers, operators and the named functions are let through, so what is evaluated is arithmetic.
 */
export function reckoned(
  formula: string,
  row: number,
  own: ReportTable,
  tables: readonly ReportTable[],
): number {
  const filled = formula.replace(/\{(?:([a-z0-9-]+)\.)?([a-z0-9]+)\}/g, (_place, tableId, column) => {
    const table = tableId === undefined ? own : tables.find(({ id }) => id === tableId);
    const at = table?.columns.findIndex(({ id }) => id === column) ?? -1;
    const value = table?.rows[row]?.[at]?.value;
    if (value === undefined) throw new RangeError(`${formula} in row ${row} of ${own.id} names no number`);
    return `(${value})`;
  });
  const script = filled
    .replace(/\^/g, '**')
    .replace(/;/g, ',')
    .replace(/([^<>=])=([^=])/g, '$1==$2')
    .replace(/\b(SQRT|EXP|MAX|MIN)\(/g, (_all, name: string) => `Math.${name.toLowerCase()}(`)
    .replace(/\bIF\(/g, 'choose(');
  if (!/^[\d\s().,+\-*/=e]*$/.test(script.replace(/Math\.(sqrt|exp|max|min)|choose/g, '')))
    throw new RangeError(`${script} is more than arithmetic`);
  const choose = (condition: boolean, one: number, other: number): number => (condition ? one : other);
  return new Function('choose', `return ${script}`)(choose) as number;
}
