import type { HubProblem } from '../api/hubProblem.js';
import { problemWords } from '../api/problemWords.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import type { BoxesModel, BoxesResult } from './boxesModel.js';
import { placeWords } from './placeWords.js';

interface Props {
  readonly model: BoxesModel;
  readonly locale: Locale;
}

/** What became of the last thing done, said aloud by screen readers. */
export function Result({ model, locale }: Props) {
  const result = model.result.value;
  return (
    <div role="status">
      {result !== undefined && (
        <p class={`card told ${result.kind === 'refused' ? 'bad' : 'good'}`}>
          <Icon name={result.kind === 'refused' ? 'warning' : 'well'} />
          <span>
            {words(result, model, locale)}
            {result.kind === 'refused' && (
              <small class="muted">
                {' '}
                {locale.t.desk.result.code} <code>{result.problem.code}</code>
              </small>
            )}
          </span>
        </p>
      )}
    </div>
  );
}

function words(result: BoxesResult, model: BoxesModel, locale: Locale): string {
  const { boxes } = locale.t;
  switch (result.kind) {
    case 'asked':
      return boxes.actions.asked(result.box);
    case 'saved':
      return boxes.settings.saved(result.box);
    case 'revoked':
      return boxes.revoke.done(result.box);
    case 'moved':
      return boxes.move.done(result.box, placeWords(result.place, model.offices.value, locale));
    case 'refused':
      return refusal(result.problem, locale);
  }
}

function refusal(problem: HubProblem, { t }: Locale): string {
  const { problems } = t.boxes;
  switch (problem.code) {
    case 'box/counter-taken':
      return problems.taken;
    case 'box/offline':
      return problems.offline;
    case 'box/not-enrolled':
      return problems.notEnrolled;
    case 'box/unknown':
      return problems.unknown;
    case 'place/unknown-office':
    case 'place/unknown-counter':
      return problems.place;
    case 'request/invalid':
      return problems.invalid;
    default:
      return problemWords(problem, t);
  }
}
