import type { DutyPerson } from '#contract/alarms.js';
import type { Words } from '#words/catalogue.js';
import { Answer } from '../records/Answer.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { AlarmSettingsModel } from './alarmSettingsModel.js';

interface Props {
  readonly model: AlarmSettingsModel;
  readonly locale: Locale;
}

const isCalled = ({ onDuty, signedOut }: DutyPerson): boolean => onDuty && !signedOut;

/** Who of the chain would be called at this moment, and why the others would not (A3). */
export function NowSection({ model, locale }: Props) {
  const { t } = locale;
  const { now } = t.alarmSettings;
  return (
    <section class="card" aria-labelledby="now">
      <div class="section-head">
        <h2 id="now">{now.heading}</h2>
        <button type="button" class="button small" onClick={() => model.duty.again()}>
          {now.again}
        </button>
      </div>
      <p class="note">{now.note}</p>
      <Answer question={model.duty} locale={locale}>
        {(people) => <People people={people} t={t} />}
      </Answer>
    </section>
  );
}

function People({ people, t }: { readonly people: readonly DutyPerson[]; readonly t: Words }) {
  const { now } = t.alarmSettings;
  return (
    <>
      {people.length === 0 ? <p>{now.none}</p> : !people.some(isCalled) && <p>{now.nobody}</p>}
      <ol class="people">
        {people.map((one) => {
          const [icon, words] = standing(one, now);
          return (
            <li key={one.person} class={isCalled(one) ? '' : 'muted'}>
              <Icon name={icon} /> <strong>{one.person}</strong> <span>{words}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function standing(
  one: DutyPerson,
  now: Words['alarmSettings']['now'],
): readonly [icon: IconName, words: string] {
  if (one.signedOut) return ['muted', now.signedOut];
  return one.onDuty ? ['bell', now.called] : ['waiting', now.offDuty];
}
