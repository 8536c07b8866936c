import type { DutyPerson, DutyView } from '#contract/alarms.js';
import { problemWords } from '../api/problemWords.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly duty: DutyView;
  readonly locale: Locale;
}

/** Who is called, in turn, and whether each can be; whoever sits here may sign out and in (A3). */
export function DutyPanel({ model, duty: { people }, locale }: Props) {
  const { duty } = locale.t.consolePage;
  const { readiness, supervisor } = model;
  const own = readiness.own.value;
  const problem = readiness.duty.problem.value;
  return (
    <section class="card duty" aria-labelledby="duty-heading">
      <h2 id="duty-heading">{duty.heading}</h2>
      {people.length === 0 && <p class="muted">{duty.none}</p>}
      <ol>
        {people.map((person) => (
          <Person key={person.person} person={person} own={person === own} locale={locale} />
        ))}
      </ol>
      {people.length > 0 && !people.some(isCalled) && <p class="faulty">{duty.nobody}</p>}
      {people.length > 0 && own === undefined && supervisor.name.value !== undefined && (
        <p class="muted">{duty.notListed}</p>
      )}
      {own !== undefined && (
        <button
          type="button"
          class="button tap"
          aria-disabled={readiness.duty.busy.value}
          onClick={() => void readiness.setPresent(own.signedOut)}
        >
          {own.signedOut ? duty.signIn : duty.signOut}
        </button>
      )}
      <p class="faulty" role="status">
        {problem && problemWords(problem, locale.t)}
      </p>
    </section>
  );
}

const isCalled = ({ onDuty, signedOut }: DutyPerson): boolean => onDuty && !signedOut;

function Person({ person, own, locale }: { person: DutyPerson; own: boolean; locale: Locale }) {
  const { duty } = locale.t.consolePage;
  const state = person.signedOut ? duty.signedOut : person.onDuty ? duty.onDuty : duty.offDuty;
  return (
    <li class={isCalled(person) ? 'called' : 'passed-over'}>
      <span>
        {person.person} {own && <small class="muted">({duty.you})</small>}
      </span>
      <span>{state}</span>
    </li>
  );
}
