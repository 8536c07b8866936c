import { Answered } from '../figures/Answered.js';
import { ChoiceSwitch } from '../figures/ChoiceSwitch.js';
import { FiguresFrame } from '../figures/FiguresFrame.js';
import { measureOptions } from '../figures/measures.js';
import type { LocaleChoice } from '../ui/locale.js';
import { CompareSection } from './CompareSection.js';
import { CoveredKeys } from './CoveredKeys.js';
import type { CountersModel } from './countersModel.js';
import { EquipmentTable } from './EquipmentTable.js';
import { FunnelSection } from './FunnelSection.js';
import { HeatSection } from './HeatSection.js';
import { MultiplesSection } from './MultiplesSection.js';

interface Props {
  readonly model: CountersModel;
  readonly choice: LocaleChoice;
}

/** Counters, or offices, beside one another: never ranked, always within what chance alone would do (S6). */
export function CountersPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { counters } = locale.t.statistics;
  return (
    <FiguresFrame page="counters" model={model.frame} choice={choice}>
      <div class="switches">
        <ChoiceSwitch label={counters.measure} options={measureOptions(locale.t)} choice={model.measure} />
        {model.frame.office.value === '' && (
          <ChoiceSwitch
            label={counters.grouping}
            options={(['office', 'counter'] as const).map((value) => ({ value, name: counters.by[value] }))}
            choice={model.grouping}
          />
        )}
      </div>
      <FunnelSection model={model} locale={locale} />
      <MultiplesSection model={model} locale={locale} />
      <HeatSection model={model} locale={locale} />
      <CompareSection model={model} locale={locale} />
      <Answered question={model.equipment} locale={locale}>
        {(view) => (
          <>
            <EquipmentTable view={view} model={model} locale={locale} />
            <CoveredKeys view={view} model={model} locale={locale} />
          </>
        )}
      </Answered>
    </FiguresFrame>
  );
}
