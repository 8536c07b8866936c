import type { EquipmentView } from '#contract/statistics.js';
import type { Words } from '#words/catalogue.js';
import { intervalText, NOTHING, proportionText, whole } from '../../charts/text.js';
import { DataTableView } from '../charts/DataTableView.js';
import type { Locale } from '../ui/locale.js';
import type { CountersModel } from './countersModel.js';

interface Props {
  readonly view: EquipmentView;
  readonly model: CountersModel;
  readonly locale: Locale;
}

const REASONS = ['box-offline', 'late', 'box-fault', 'no-box', 'interrupted'] as const;

/** How many counters have a box, and what kept windows from opening (S1). */
export function EquipmentTable({ view, model, locale }: Props) {
  const { t, language } = locale;
  const { equipment } = t.statistics.counters;
  const head = [
    equipment.office,
    equipment.counters,
    equipment.equipped,
    equipment.windows,
    equipment.coverage,
    equipment.missed,
    equipment.reasons,
  ];
  const rows = view.offices.map(({ office, counters, equipped, windows, coverage, missedBy }) => [
    model.frame.nameOf(office, language),
    whole(counters),
    whole(equipped),
    whole(windows),
    coverage === undefined
      ? proportionText(coverage)
      : `${proportionText(coverage)} (${intervalText(coverage)})`,
    whole(REASONS.reduce((sum, reason) => sum + (missedBy[reason] ?? 0), 0)),
    reasonWords(missedBy, t),
  ]);
  return (
    <section class="card" aria-labelledby="equipment-heading">
      <h2 id="equipment-heading">{equipment.heading}</h2>
      {rows.length === 0 ? (
        <p class="note">{equipment.none}</p>
      ) : (
        <DataTableView
          table={{ head, rows, numeric: head.map((_text, column) => column > 0 && column < head.length - 1) }}
          label={equipment.heading}
        />
      )}
    </section>
  );
}

/** 評分機離線 30、櫃檯未配置評分機 11 */
function reasonWords(missedBy: Readonly<Record<string, number>>, t: Words): string {
  const found = REASONS.flatMap((reason) => {
    const count = missedBy[reason] ?? 0;
    return count === 0 ? [] : [`${t.missedReasons[reason]} ${whole(count)}`];
  });
  return found.length === 0 ? NOTHING : t.charts.list(found);
}
