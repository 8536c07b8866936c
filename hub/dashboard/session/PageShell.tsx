import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../ui/Icon.js';
import type { LocaleChoice } from '../ui/locale.js';
import { NotAllowed } from './NotAllowed.js';
import type { PageName } from './pageRoles.js';
import type { Session } from './session.js';
import { SessionContext } from './sessionContext.js';

interface Props {
  readonly name: PageName;
  readonly session: Session;
  readonly choice: LocaleChoice;
  readonly draw: () => ComponentChildren;
}

/** The page, for whom it is; nothing of it is drawn before the hub has said who sits before it. */
export function PageShell({ name, session, choice, draw }: Props) {
  const locale = choice.locale.value;
  if (session.view.value === undefined)
    return session.failure.value === undefined ? null : (
      <p class="opening faulty" role="alert">
        <Icon name="offline" /> {locale.t.access.opening.unreachable}
      </p>
    );
  return (
    <SessionContext.Provider value={session}>
      {session.may(name) ? (
        <Drawn draw={draw} />
      ) : (
        <NotAllowed name={name} session={session} choice={choice} />
      )}
    </SessionContext.Provider>
  );
}

/** Draws once: the page's own signals do the rest. */
function Drawn({ draw }: Pick<Props, 'draw'>) {
  const [drawn] = useState(draw);
  return <>{drawn}</>;
}
