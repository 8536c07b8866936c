import type { LocaleChoice } from '../ui/locale.js';
import { DemonstrationStrip } from './DemonstrationStrip.js';
import { EndWarning } from './EndWarning.js';
import type { Session } from './session.js';

interface Props {
  readonly session: Session;
  readonly choice: LocaleChoice;
}

/** Outside the page proper, whatever that is: that nobody needs to sign in here, or that a session is about to end. */
export function Around({ session, choice }: Props) {
  const locale = choice.locale.value;
  if (session.isDemonstration.value) return <DemonstrationStrip locale={locale} />;
  return session.isSignedIn.value ? <EndWarning session={session} locale={locale} /> : null;
}
