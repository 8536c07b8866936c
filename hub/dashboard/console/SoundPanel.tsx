import type { ChimeTestView } from '#contract/signals.js';
import { formatDateTime } from '#words/dates.js';
import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import { VOLUME } from '../sound/volume.js';
import { Icon, type IconName } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { ConsoleModel } from './consoleModel.js';
import { NotifyPermission } from './NotifyPermission.js';

interface Props {
  readonly model: ConsoleModel;
  readonly test: ChimeTestView | undefined;
  readonly locale: Locale;
}

/** How loud this console is, and whether it was proved today that it is heard (A7). */
export function SoundPanel({ model, test, locale }: Props) {
  const { t } = locale;
  const { heard } = t.consolePage;
  const { announcer, readiness } = model;
  const problem = readiness.testing.problem.value;
  return (
    <section class="card heard" aria-labelledby="heard-heading">
      <h2 id="heard-heading">{heard.heading}</h2>
      <div class="field volume">
        <label for="volume">{t.sound.volume}</label>
        <input
          id="volume"
          type="range"
          min={VOLUME.min}
          max={VOLUME.max}
          step={VOLUME.step}
          value={announcer.volume.value}
          aria-describedby="volume-note"
          onInput={(event) => announcer.setVolume(event.currentTarget.valueAsNumber)}
        />
        <output for="volume">{t.sound.volumeOf(Math.round(announcer.volume.value * 10))}</output>
        <small id="volume-note">{t.sound.volumeNote}</small>
      </div>
      {announcer.state.value === 'on' && !announcer.leads.value && <p>{t.sound.elsewhere}</p>}
      <LastTest test={test} locale={locale} />
      <div class="actions">
        {announcer.state.value === 'on' && (
          <button type="button" class="button tap" onClick={() => announcer.test()}>
            {heard.listen}
          </button>
        )}
        <button
          type="button"
          class="button tap"
          aria-disabled={readiness.testing.busy.value}
          onClick={() => readiness.testChime()}
        >
          {t.sound.tests.run}
        </button>
        <NotifyPermission model={model} locale={locale} />
      </div>
      <p class="faulty" role="status">
        {problem && testProblem(problem, locale)}
      </p>
    </section>
  );
}

const testProblem = (problem: HubProblem, { t }: Locale): string =>
  problem.code === 'chime-test/pending' ? t.consolePage.heard.pendingAlready : problemWords(problem, t);

const ICONS: Readonly<Record<ChimeTestView['state'], IconName>> = {
  pending: 'waiting',
  confirmed: 'well',
  failed: 'warning',
};

function LastTest({ test, locale }: Pick<Props, 'test' | 'locale'>) {
  const { tests } = locale.t.sound;
  if (test === undefined) return <p class="muted">{tests.none}</p>;
  return (
    <p class={test.state === 'failed' ? 'last-test faulty' : 'last-test'} role="status">
      <Icon name={ICONS[test.state]} /> {tests.heading}
      <span>{said(test, locale)}</span>
      <small class="muted">{tests.proves}</small>
    </p>
  );
}

function said({ state, at, confirmedAt = at, console = '' }: ChimeTestView, { t, language }: Locale): string {
  const { tests } = t.sound;
  return state === 'confirmed'
    ? tests.confirmed(formatDateTime(confirmedAt, language), console)
    : tests[state];
}
