import type { Locale } from '../ui/locale.js';
import { Scrollable } from '../ui/Scrollable.js';
import type { ImportModel } from './importModel.js';

interface Props {
  readonly model: ImportModel;
  readonly locale: Locale;
}

/** Every bad row that the check named, with what was found and expected; scrolls by itself, because there may be 1,000. */
export function FaultTable({ model, locale }: Props) {
  const { imports } = locale.t.records;
  const { value: report } = model.report;
  if (report === undefined || report.faults.length === 0) return null;
  const { faults, faultCount } = report;
  return (
    <>
      {faults.length < faultCount && <p class="muted">{imports.first(faults.length, faultCount)}</p>}
      <div class="faults">
        <Scrollable label={imports.faults}>
          <table>
            <caption class="unseen">{imports.faults}</caption>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {imports.row}
                </th>
                <th scope="col">{imports.column}</th>
                <th scope="col">{imports.detail}</th>
                <th scope="col">{locale.t.records.code}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map(({ row, column, code, detail }, index) => (
                <tr key={index}>
                  <th scope="row" class="number">
                    {row}
                  </th>
                  <td>{column ?? imports.wholeRow}</td>
                  <td>{detail}</td>
                  <td>
                    <code>{code}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      </div>
    </>
  );
}
