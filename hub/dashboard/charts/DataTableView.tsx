import type { DataTable } from '../../charts/chart.js';
import { Scrollable } from '../ui/Scrollable.js';

interface Props {
  readonly table: DataTable;
  /** Names the scrolled region and the table. */
  readonly label: string;
}

/** A chart's numbers; the first column heads its rows. */
export function DataTableView({ table, label }: Props) {
  const place = (column: number) => (table.numeric[column] ? 'number' : undefined);
  return (
    <Scrollable label={label}>
      <table>
        <caption class="unseen">{label}</caption>
        <thead>
          <tr>
            {table.head.map((text, column) => (
              <th key={text} scope="col" class={place(column)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...others], row) => (
            <tr key={row}>
              <th scope="row" class={place(0)}>
                {first}
              </th>
              {others.map((text, column) => (
                <td key={column} class={place(column + 1)}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
}
