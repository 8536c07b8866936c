import type { HubProblem } from '../api/hubProblem.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { recordProblem } from './recordProblem.js';

interface Props {
  readonly problem: HubProblem | undefined;
  readonly locale: Locale;
  /** Absent where asking again is done by the form itself. */
  readonly again?: () => void;
}

/** Says at once what could not be done and what to do about it; the code is for whoever is asked for help. */
export function Trouble({ problem, locale, again }: Props) {
  const { t } = locale;
  return (
    <div role="alert">
      {problem !== undefined && (
        <div class="card told bad">
          <Icon name={problem.code === 'page/unreachable' ? 'offline' : 'warning'} />
          <p>
            {recordProblem(problem, t)}{' '}
            <small>
              {t.records.code} <code>{problem.code}</code>
            </small>
            {problem.code.startsWith('import/') && <small class="found">{problem.message}</small>}
          </p>
          {again !== undefined && (
            <button type="button" class="button" onClick={again}>
              {t.statistics.again}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
