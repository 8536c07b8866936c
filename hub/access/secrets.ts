import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** 256 random bits in 43 letters of base64url; a plain digest of them is enough to keep. */
export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** What is kept of a secret, under which it is found again. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const TOKEN_PREFIX = 'rh_';
/** A token as it is shown and sent. */
export const TOKEN_FORM = /^rh_[A-Za-z0-9_-]{43}$/;
export const SESSION_FORM = /^[A-Za-z0-9_-]{43}$/;
