import type { HubProblem } from '../api/hubProblem.js';
import { Icon } from '../ui/Icon.js';
import type { Locale } from '../ui/locale.js';
import { accountProblem } from './accountProblem.js';

interface Props {
  readonly problem: HubProblem | undefined;
  readonly locale: Locale;
}

/** Why something was not done, said aloud. */
export function Refused({ problem, locale }: Props) {
  return (
    <div role="alert">
      {problem !== undefined && (
        <p class="faulty">
          <Icon name={problem.code === 'page/unreachable' ? 'offline' : 'warning'} />{' '}
          {accountProblem(problem, locale.t)}
        </p>
      )}
    </div>
  );
}
