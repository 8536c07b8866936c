import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** What a server of the hub shows of itself, and to whom. */
export interface ServerCredentials {
  /** PEM, up to the authority. */
  readonly cert: string;
  readonly key: string;
}

/** For pages and API: what browsers of the last ten years can. */
export const pageOptions = ({ cert, key }: ServerCredentials): SecureContextOptions => ({
  cert,
  key,
  minVersion: 'TLSv1.2',
  ciphers: CIPHERS,
  honorCipherOrder: true,
});

/**
 * For boxes, whose certificates must come from this authority. TLS 1.3 alone, which hides them on the wire; without
 * tickets, so that every connection shows its certificate anew.
 */
export const boxOptions = (credentials: ServerCredentials, authority: string): SecureContextOptions => ({
  ...pageOptions(credentials),
  ca: authority,
  minVersion: 'TLSv1.3',
  secureOptions: constants.SSL_OP_NO_TICKET,
});
