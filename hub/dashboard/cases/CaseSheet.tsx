import type { ComponentChildren } from 'preact';
import type { CaseView } from '#contract/cases.js';
import { formatDate, formatDateTime } from '#words/dates.js';
import type { Locale } from '../ui/locale.js';
import type { CaseModel } from './caseModel.js';
import { counterName } from './caseWords.js';
import { StepList } from './StepList.js';

interface Props {
  readonly view: CaseView;
  readonly model: CaseModel;
  readonly locale: Locale;
}

/** The 矯正預防追蹤處理單 on A4, of what is saved. Seen on paper only; empty fields leave room for a pen. */
export function CaseSheet({ view, model, locale }: Props) {
  const { t, language } = locale;
  const { sheet, states } = t.cases;
  const steps = model.steps.answer.value.value ?? [];
  return (
    <article class="sheet">
      <header>
        <p>{model.frame.nameOf(view.office, language)}</p>
        <h1>{sheet.title}</h1>
      </header>
      <table>
        <tbody>
          <Heads view={view} model={model} locale={locale} />
          <Wide name={sheet.facts}>
            <p class="case-said">{view.remark}</p>
            <StepList steps={steps} locale={locale} />
          </Wide>
          <Wide name={sheet.cause}>{t.alarmCauses[view.cause]}</Wide>
          <Wide name={sheet.corrective} room>
            <p class="case-said">{view.corrective}</p>
          </Wide>
          <Wide name={sheet.preventive} room>
            <p class="case-said">{view.preventive}</p>
          </Wide>
          <Wide name={sheet.release}>
            {view.releasedAt === undefined
              ? sheet.notReleased
              : sheet.released(formatDate(view.releasedAt, language), view.releasedBy ?? '')}
            <p class="case-said">{view.releaseRemark}</p>
          </Wide>
        </tbody>
      </table>
      <Signatures locale={locale} />
      <footer>
        {view.name} · {states[view.state]} · {sheet.printed(formatDateTime(model.frame.now.value, language))}
      </footer>
    </article>
  );
}

function Heads({ view, model, locale }: Props) {
  const { t, language } = locale;
  const { sheet, states } = t.cases;
  const counter = counterName(view, model.frame, language);
  return (
    <>
      <Pair one={[sheet.name, view.name]} other={[sheet.state, states[view.state]]} />
      <Pair
        one={[sheet.opened, formatDate(view.openedAt, language)]}
        other={[sheet.due, formatDate(view.due, language)]}
      />
      <Pair one={[sheet.openedBy, view.openedBy]} other={[sheet.owner, view.owner]} />
      <Pair one={[sheet.counter, counter ?? '']} other={[sheet.clerk, view.clerk ?? '']} />
    </>
  );
}

type Named = readonly [name: string, value: string];

const Pair = ({ one, other }: { readonly one: Named; readonly other: Named }) => (
  <tr>
    <th scope="row">{one[0]}</th>
    <td>{one[1]}</td>
    <th scope="row">{other[0]}</th>
    <td>{other[1]}</td>
  </tr>
);

interface WideProps {
  readonly name: string;
  /** Whether an empty one leaves room to write by hand. */
  readonly room?: boolean;
  readonly children: ComponentChildren;
}

const Wide = ({ name, room = false, children }: WideProps) => (
  <tr class={room ? 'room' : undefined}>
    <th scope="row">{name}</th>
    <td colSpan={3}>{children}</td>
  </tr>
);

function Signatures({ locale }: { readonly locale: Locale }) {
  const { sheet } = locale.t.cases;
  const who = [sheet.handler, sheet.chief, sheet.secretary, sheet.director];
  return (
    <table class="signatures" aria-label={sheet.signatures}>
      <thead>
        <tr>
          {who.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {who.map((one) => (
            <td key={one} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}
