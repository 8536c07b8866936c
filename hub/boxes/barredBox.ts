import type { CertificateStore } from '../store/certificateStore.js';
import type { EnrolmentStore } from '../store/enrolmentStore.js';

/** Who a connection belongs to, by the certificate it showed. */
export interface CertificateHolder {
  readonly box: string;
  /** Ed25519, base64url; empty for a key of another kind. */
  readonly publicKey: string;
  readonly serial: string;
  /** When it ends, Unix ms. */
  readonly untilMs: number;
}

/** Why a box may not speak to the hub, with a stable code. */
export interface Barred {
  readonly code: 'mqtt/revoked' | 'mqtt/certificate';
  readonly detail: string;
}

/** Why a box may not speak, or undefined when it may. `holder` is absent where nothing is encrypted. */
export type BarOf = (box: string, holder: CertificateHolder | undefined) => Barred | undefined;

/**
 * A certificate counts for the box it names, while that box has the key it certifies. Certificates that the store has
 * never seen count too: a hub restored from a backup does not know those it issued since.
 */
export function barredBoxes(enrolments: EnrolmentStore, certificates: CertificateStore): BarOf {
  return (box, holder) => {
    if (enrolments.revokedMs(box) !== undefined)
      return { code: 'mqtt/revoked', detail: `${box} was revoked; enrol it anew` };
    if (holder === undefined) return undefined;
    if (holder.box !== box) return bad(`the certificate of ${holder.box.slice(0, 40)} is none of ${box}`);
    if (certificates.isRevoked(holder.serial))
      return bad(`certificate ${holder.serial} of ${box} was revoked`);
    return enrolments.keyOf(box)?.publicKey === holder.publicKey
      ? undefined
      : bad(`certificate ${holder.serial} is for a key that ${box} has not`);
  };
}

const bad = (detail: string): Barred => ({ code: 'mqtt/certificate', detail });
