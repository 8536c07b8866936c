import type { BoxView } from '#contract/views.js';
import type { Words } from '#words/catalogue.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { Condition, Line, Presence, Records, SelfTest, SettingsState } from './BoxFacts.js';
import { needsAttention } from './boxCondition.js';
import type { BoxesModel } from './boxesModel.js';
import { officeName, placeWords } from './placeWords.js';

interface Props {
  readonly box: BoxView;
  readonly model: BoxesModel;
  readonly locale: Locale;
}

export function BoxCard({ box, model, locale }: Props) {
  const { t } = locale;
  return (
    <li class="card box" aria-labelledby={`box-${box.id}`}>
      <div class="head">
        <h2 id={`box-${box.id}`}>{box.id}</h2>
        {needsAttention(box) && (
          <span class="badge">
            <Icon name="warning" /> {t.boxes.attention}
          </span>
        )}
        <p>{placeWords(box, model.offices.value, locale)}</p>
        {box.heardAt !== undefined && (
          <Line mark={{ icon: 'waiting', tone: 'dim' }}>
            {t.boxes.place.onTheWay(officeName(box.heardAt, model.offices.value, locale))}
          </Line>
        )}
        <Presence box={box} locale={locale} />
      </div>
      <Condition box={box} now={model.now} locale={locale} />
      <SelfTest box={box} locale={locale} />
      <Records box={box} locale={locale} />
      <SettingsState box={box} t={t} />
      <Actions box={box} model={model} t={t} />
    </li>
  );
}

function Actions({
  box,
  model,
  t,
}: {
  readonly box: BoxView;
  readonly model: BoxesModel;
  readonly t: Words;
}) {
  const { actions } = t.boxes;
  const button = (name: string, act: () => void, possible = true) => (
    <button
      type="button"
      class="button"
      aria-label={actions.of(name, box.id)}
      aria-disabled={!possible || model.busy.value}
      onClick={() => possible && act()}
    >
      {name}
    </button>
  );
  return (
    <div class="actions">
      {button(actions.selfTest, () => void model.selfTest(box.id), box.presence === 'online')}
      {button(actions.move, () => model.open({ kind: 'move', box }))}
      {button(actions.settings, () => void model.openSettings(box))}
      {button(actions.enrol, () => model.open({ kind: 'enrol', box }))}
      {box.enrolledAt !== undefined && button(actions.revoke, () => model.open({ kind: 'revoke', box }))}
    </div>
  );
}
