/**
 * How the events of a box are chained and signed (D5). The JSON text of a sealed event ends in
 * `,"prev":"…","sig":"…"}`. `prev` is the SHA-256 of the whole text of the event before it in its epoch, of `chainStart`
 * for number 1; `sig` is the Ed25519 signature of the text without its `sig`. Both speak of texts and not of what the
 * texts mean, so whoever verifies needs the very text that was sent.
 */

/** What stands for the event before number 1, so that a chain belongs to one box and one outbox. */
export const chainStart = (box: string, epoch: string): string => `rating/v1 chain\n${box}\n${epoch}\n`;

export interface SealParts {
  /** The text that the signature covers. */
  readonly signed: string;
  readonly prev: string;
  readonly sig: string;
}

// The last characters carry 4 and 2 bits: only their one canonical spelling is taken, lest a seal have two texts.
const TAIL = /,"prev":"([0-9A-Za-z_-]{42}[AEIMQUYcgkosw048])","sig":"([0-9A-Za-z_-]{85}[AQgw])"\}$/;
/** `,"sig":"…"}` */
const SIGNATURE_LENGTH = 96;

/** The parts of a sealed text, or undefined for a text without a seal. */
export function sealOf(text: string): SealParts | undefined {
  const found = TAIL.exec(text);
  if (found === null) return undefined;
  const [, prev = '', sig = ''] = found;
  return { signed: `${text.slice(0, -SIGNATURE_LENGTH)}}`, prev, sig };
}

/** The text of an object with its signature, of the text that was signed. */
export const withSignature = (signed: string, sig: string): string =>
  `${signed.slice(0, -1)},"sig":"${sig}"}`;
