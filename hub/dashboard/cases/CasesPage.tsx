import type { CaseView } from '#contract/cases.js';
import { formatDate } from '#words/dates.js';
import { OfficePicker } from '../figures/OfficePicker.js';
import { Answer } from '../records/Answer.js';
import { OfficeFrame } from '../records/OfficeFrame.js';
import { Steps } from '../records/Steps.js';
import { Icon } from '../ui/Icon.js';
import type { Locale, LocaleChoice } from '../ui/locale.js';
import { CASE_LISTS, type CaseListName, type CasesModel } from './casesModel.js';
import { caseHref, placeName } from './caseWords.js';
import { DueMark } from './DueMark.js';

interface Props {
  readonly model: CasesModel;
  readonly choice: LocaleChoice;
}

/** Every complaint that is tracked or was, the late ones first (A9). */
export function CasesPage({ model, choice }: Props) {
  const locale = choice.locale.value;
  const { cases, statistics } = locale.t;
  const { frame } = model;
  const office = frame.office.value;
  const scope = office === '' ? statistics.city : frame.nameOf(office, locale.language);
  return (
    <OfficeFrame page="cases" model={frame} choice={choice} heading={cases.title} scope={scope}>
      <p class="muted">{cases.lead}</p>
      <div class="pickers">
        <OfficePicker model={frame} locale={locale} />
      </div>
      {CASE_LISTS.map((name) => (
        <List key={name} name={name} model={model} locale={locale} />
      ))}
    </OfficeFrame>
  );
}

interface ListProps {
  readonly name: CaseListName;
  readonly model: CasesModel;
  readonly locale: Locale;
}

function List({ name, model, locale }: ListProps) {
  const { list } = locale.t.cases;
  return (
    <section class="case-section" aria-labelledby={`cases-${name}`}>
      <h2 id={`cases-${name}`}>{list[name]}</h2>
      <Answer question={model.lists[name].answer} locale={locale}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">
              {name === 'overdue' && <Icon name="well" />} {list.none[name]}
            </p>
          ) : (
            <ul class="case-list">
              {items.map((one) => (
                <Entry key={one.id} one={one} model={model} locale={locale} />
              ))}
            </ul>
          )
        }
      </Answer>
      <Pager name={name} model={model} locale={locale} />
    </section>
  );
}

function Entry({ one, model, locale }: Omit<ListProps, 'name'> & { readonly one: CaseView }) {
  const { t, language } = locale;
  const { form } = t.cases;
  return (
    <li class={one.state === 'open' && one.overdue ? 'card case late' : 'card case'}>
      <h3>
        <a class="target" href={caseHref(one)}>
          {one.name}
        </a>
      </h3>
      <DueMark one={one} nowMs={model.frame.now.value} t={t} />
      <p>
        {placeName(one, model.frame, language)} · {t.alarmCauses[one.cause]}
      </p>
      <dl class="pairs">
        <div>
          <dt>{form.owner}</dt>
          <dd>{one.owner}</dd>
        </div>
        <div>
          <dt>{form.due}</dt>
          <dd>{formatDate(one.due, language)}</dd>
        </div>
      </dl>
    </li>
  );
}

/** Only where there is more than one page. */
function Pager({ name, model, locale }: ListProps) {
  const { cases, records } = locale.t;
  const list = model.lists[name];
  const { value } = list.answer.answer.value;
  const page = list.pages.number.value;
  if (page === 1 && value?.next === undefined) return null;
  return (
    <Steps
      label={`${cases.list[name]}: ${records.details.pager.label}`}
      steps={[
        { name: records.details.pager.newer, possible: page > 1, go: () => list.newer() },
        { name: records.details.pager.older, possible: value?.next !== undefined, go: () => list.older() },
      ]}
      status={value && cases.list.page(value.page, value.items.length)}
    />
  );
}
