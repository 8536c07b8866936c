import type { OfficeView } from '#contract/views.js';
import { placeOf } from '../alarms/alarmText.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';
import { shelveProblem } from './shelveProblem.js';

interface Props {
  readonly model: ConsoleModel;
  readonly office: OfficeView;
  readonly locale: Locale;
}

/** Counters that make no sound, each with the time until it returns by itself (A4). */
export function ShelfList({ model, office, locale }: Props) {
  const { t } = locale;
  const { shelve } = t.consolePage;
  const { calls, shelving, link } = model;
  const problem = shelving.asked.value === undefined ? shelving.deed.problem.value : undefined;
  const shelves = calls.shelves.value;
  if (shelves.length === 0 && problem === undefined) return null;
  return (
    <section class="card shelves" aria-labelledby="shelves-heading">
      <h2 id="shelves-heading">
        <Icon name="muted" /> {shelve.heading}
      </h2>
      <p class="faulty" role="status">
        {problem && shelveProblem(problem, t)}
      </p>
      <ul>
        {shelves.map(({ counter, by, reason, until }) => (
          <li key={counter} data-shelf={counter}>
            <p>
              <strong>{placeOf(counter, office, locale)}</strong>
              <small class="muted">{shelve.by(by, reason)}</small>
            </p>
            <p role="timer" aria-live="off">
              <small class="muted">{shelve.left}</small>{' '}
              <strong>{t.pages.duration(Date.parse(until) - link.now.value)}</strong>
            </p>
            <button
              type="button"
              class="button tap"
              aria-disabled={shelving.deed.busy.value}
              onClick={() => shelving.returnNow(counter)}
            >
              {shelve.returnNow}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
