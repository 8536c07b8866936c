import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CodedError, systemCode } from '#platform/errors.js';

const SHORTEST = 24;
const LONGEST = 64;
const EXPECTED = `base64 of ${SHORTEST} to ${LONGEST} random bytes, such as: openssl rand -base64 32`;

/** What a webhook is signed with, in the manner of Standard Webhooks; it appears in no log and no message. */
export class WebhookSecret {
  readonly #key: Uint8Array;

  /** `text`: base64 of 24 to 64 bytes, with or without `whsec_` before it. Throws `CodedError` `outbound/secret`. */
  constructor(text: string, origin: string) {
    const base64 = text.trim().replace(/^whsec_/, '');
    const key = Buffer.from(base64, 'base64');
    const unpadded = (each: string): string => each.replace(/=+$/, '');
    if (
      unpadded(key.toString('base64')) !== unpadded(base64) ||
      key.length < SHORTEST ||
      key.length > LONGEST
    )
      throw new CodedError(
        'outbound/secret',
        `${origin} holds no secret for a webhook; expected ${EXPECTED}`,
      );
    this.#key = key;
  }

  /** Throws `CodedError` `outbound/secret` when the file cannot be read or holds no secret. */
  static read(file: string): WebhookSecret {
    if (file === '')
      throw new CodedError('outbound/secret', `webhook needs webhook-secret-file: a file with ${EXPECTED}`);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      throw new CodedError('outbound/secret', `${file} cannot be read (${systemCode(error) ?? 'unknown'})`, {
        cause: error,
      });
    }
    return new WebhookSecret(text, file);
  }

  /** The header `webhook-signature` for one attempt. */
  sign(id: string, seconds: number, body: string): string {
    return `v1,${createHmac('sha256', this.#key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  }
}
