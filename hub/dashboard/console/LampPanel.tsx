import type { LampView } from '#contract/signals.js';
import { formatTime } from '#words/dates.js';
import { problemWords } from '../api/problemWords.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';

interface Props {
  readonly model: ConsoleModel;
  readonly lamps: readonly LampView[];
  readonly locale: Locale;
}

/** The signal lamps at the desks: whether each lives, and what it shows. */
export function LampPanel({ model, lamps, locale }: Props) {
  const { heard } = locale.t.consolePage;
  const problem = model.readiness.forgetting.problem.value;
  return (
    <section class="card lamps" aria-labelledby="lamps-heading">
      <h2 id="lamps-heading">{heard.lamps}</h2>
      {lamps.length === 0 && <p class="muted">{heard.noLamps}</p>}
      <ul>
        {lamps.map((lamp) => (
          <Lamp key={lamp.id} lamp={lamp} model={model} locale={locale} />
        ))}
      </ul>
      <p class="faulty" role="status">
        {problem && problemWords(problem, locale.t)}
      </p>
    </section>
  );
}

function Lamp({ lamp, model, locale }: Omit<Props, 'lamps'> & { readonly lamp: LampView }) {
  const { t } = locale;
  const { heard } = t.consolePage;
  const well = lamp.state === 'connected';
  return (
    <li class={well ? 'lamp' : 'lamp faulty'} data-lamp={lamp.id}>
      <span>
        <Icon name={well ? 'well' : 'warning'} /> {lamp.id}
      </span>
      <span>
        {heard.lampStates[lamp.state]}
        <small class="muted">
          {well ? heard.shows(t.lampShows[lamp.shows]) : heard.seen(formatTime(lamp.seenAt))}
        </small>
      </span>
      {!well && (
        <button
          type="button"
          class="button plain"
          aria-label={heard.forgetName(lamp.id)}
          onClick={() => model.readiness.forget(lamp.id)}
        >
          {heard.forget}
        </button>
      )}
    </li>
  );
}
