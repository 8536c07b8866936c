import { CodedError } from '#platform/errors.js';
import type { Settings } from '#platform/settings.js';
import { readIdentity } from '../adapters/identityFile.js';
import type { boxSettings } from '../settings.js';

export interface WhoAmI {
  readonly box: string;
  /** The office it was set up for; the hub may have told it another since. */
  readonly office: string;
  /** Address of the hub's broker. */
  readonly hub: string;
}

/**
 * Who this box is: what the settings say, and for the rest what enrolment gave it. Throws `CodedError`
 * `settings/not-enrolled` naming what is missing, or `identity/unreadable`.
 */
export function whoAmI({ box, office, hub, data }: Settings<typeof boxSettings>): WhoAmI {
  const known = readIdentity(data);
  const me = { box: box || known?.box, office: office || known?.office, hub: hub || known?.hub };
  const missing = Object.entries(me).flatMap(([name, value]) => (value === undefined ? [`--${name}`] : []));
  if (me.box === undefined || me.office === undefined || me.hub === undefined) {
    throw new CodedError(
      'settings/not-enrolled',
      `this box is not enrolled: run rating-box enrol --hub https://… --code … --fingerprint …, or give ${missing.join(', ')}`,
    );
  }
  return { box: me.box, office: me.office, hub: me.hub };
}
