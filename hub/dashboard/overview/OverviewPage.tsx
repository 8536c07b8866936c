import { Answered } from '../figures/Answered.js';
import { FiguresFrame } from '../figures/FiguresFrame.js';
import type { LocaleChoice } from '../ui/locale.js';
import { AlarmSection } from './AlarmSection.js';
import { Distribution } from './Distribution.js';
import { ExcludedTable } from './ExcludedTable.js';
import { KeyFigures } from './KeyFigures.js';
import { KindTable } from './KindTable.js';
import { OutcomeSection } from './OutcomeSection.js';
import type { OverviewModel } from './overviewModel.js';
import { TrendSection } from './TrendSection.js';

interface Props {
  readonly model: OverviewModel;
  readonly choice: LocaleChoice;
}

/** How an office, or the city, did in a period: to be understood in a minute, and checked in ten. */
export function OverviewPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  return (
    <FiguresFrame page="overview" model={model.frame} choice={choice}>
      <Answered question={model.figures} locale={locale}>
        {(view) => (
          <>
            <KeyFigures view={view} alarms={model.alarms} locale={locale} />
            <Distribution view={view} model={model} locale={locale} />
            <ExcludedTable figures={view.total} locale={locale} />
          </>
        )}
      </Answered>
      <TrendSection model={model} locale={locale} />
      <Answered question={model.figures} locale={locale}>
        {(view) => <OutcomeSection figures={view.total} model={model} locale={locale} />}
      </Answered>
      <AlarmSection model={model} locale={locale} />
      <Answered question={model.kinds} locale={locale}>
        {(view) => <KindTable view={view} locale={locale} />}
      </Answered>
    </FiguresFrame>
  );
}
