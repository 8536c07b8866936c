import { FiguresFrame } from '../figures/FiguresFrame.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { ClerkList } from './ClerkList.js';
import type { ClerksModel } from './clerksModel.js';
import { NameGate } from './NameGate.js';
import { OneClerk } from './OneClerk.js';
import { ScreeningSection } from './ScreeningSection.js';

interface Props {
  readonly model: ClerksModel;
  readonly choice: LocaleChoice;
}

/** Clerks one at a time, beside their office; shown only to somebody who has said who looks (P5, S6). */
export function ClerksPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { clerks } = locale.t.records;
  return (
    <FiguresFrame page="clerks" model={model.frame} choice={choice}>
      <p class="muted">{clerks.lead}</p>
      {model.viewer.value === '' ? (
        <NameGate model={model} locale={locale} />
      ) : (
        <Looked model={model} locale={locale} />
      )}
    </FiguresFrame>
  );
}

function Looked({ model, locale }: { readonly model: ClerksModel; readonly locale: Locale }) {
  const { clerks } = locale.t.records;
  const clerk = model.clerk.value.value;
  return (
    <>
      <p class="looking">
        <span role="status">{clerks.lookingAs(model.viewer.value)}</span>
        {model.person.signedIn === undefined && (
          <button type="button" class="button plain" onClick={() => model.changeViewer()}>
            {clerks.change}
          </button>
        )}
      </p>
      {model.frame.office.value === '' && <p class="card">{clerks.officeFirst}</p>}
      {model.frame.office.value !== '' && clerk !== '' && (
        <OneClerk key={clerk} clerk={clerk} model={model} locale={locale} />
      )}
      {model.frame.office.value !== '' && clerk === '' && (
        <>
          <ClerkList model={model} locale={locale} />
          <ScreeningSection model={model} locale={locale} />
        </>
      )}
    </>
  );
}
