import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Makes identifiers; a port so that tests can repeat a run. */
export interface IdSource {
  /** UUIDv7 (RFC 9562): sorts by the time it was made. */
  uuid(): string;
  /** 16 hexadecimal digits. */
  epoch(): string;
}

export const systemIds: IdSource = {
  uuid: () => v7(),
  epoch: () => randomBytes(8).toString('hex'),
};
