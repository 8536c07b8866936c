import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { IssuanceRecord } from '../windows/windowRecord.js';
import { type DocketContent, decodeDocket, encodeDocket } from './docketCodec.js';

export const DOCKET_KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what the hub knows of an issuance for a box to keep, and opens it again when a hub that was restored from a backup
 * has lost it. Encrypted and authenticated (AES-256-GCM) with the hub's own key: a box learns neither a clerk's name nor a
 * document's number from it (P4), can make none itself, and cannot use that of another box or another window.
 */
export class Dockets {
  /** `key` has `DOCKET_KEY_BYTES` bytes. */
  constructor(private readonly key: Uint8Array) {}

  /** At most 768 characters; another text at each call. */
  seal(box: string, issuance: IssuanceRecord): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce);
    cipher.setAAD(bindingOf(box, issuance.offered));
    const { id, office, counter, kind, number, clerk, service, visit, issuedMs, receivedMs } = issuance;
    const document = { office, counter, kind, number, clerk, service, visit };
    const content = encodeDocket({ ...document, issuance: id, issuedMs, receivedMs });
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Uint8Array.of(VERSION), nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Undefined unless this hub sealed it for this box and this offered window. */
  open(box: string, window: string, docket: string): DocketContent | undefined {
    const bytes = Buffer.from(docket, 'base64url');
    if (bytes.length <= 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) return undefined;
    try {
      const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(1, 1 + NONCE_BYTES));
      decipher.setAAD(bindingOf(box, window));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const sealed = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
      return decodeDocket(Buffer.concat([decipher.update(sealed), decipher.final()]));
    } catch {
      return undefined;
    }
  }
}

/** What a docket holds for, and for nothing else. */
const bindingOf = (box: string, window: string): Buffer =>
  Buffer.from(`rating/v1 docket\n${VERSION}\n${box}\n${window}\n`);
