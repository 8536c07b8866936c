import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { openSqlite } from '#platform/sqlite.js';
import { type KeyPair, makeKeyPair } from '../../../device/identity.js';
import { BoxPapers, type BoxTrust } from '../../../hub/boxes/boxPapers.js';
import { CertificateStore } from '../../../hub/store/certificateStore.js';
import { EnrolmentStore } from '../../../hub/store/enrolmentStore.js';
import { migrations } from '../../../hub/store/migrations/index.js';
import { Authority } from '../../../hub/tls/authority.js';
import { isInitialised, TLS_FILES, tlsFolder } from '../../../hub/tls/tlsFolder.js';
import type { LeanCredentials } from '../load/leanLine.js';

export interface KnownBox {
  readonly keys: KeyPair;
  /** Where the hub has certificates. */
  readonly credentials?: LeanCredentials;
}

/** Makes boxes known to the stopped hub in `folder`/hub, as enrolment leaves them, each by a key of its own. */
export function makeKnown(folder: string, boxes: readonly string[]): Map<string, KnownBox> {
  const data = join(folder, 'hub');
  const db = openSqlite(join(data, 'hub.db'), migrations);
  try {
    const [enrolments, certificates] = [new EnrolmentStore(db), new CertificateStore(db)];
    const papers = new BoxPapers({ enrolments, certificates, clock: systemClock, trust: trustOf(data) });
    const enrol = (box: string): KnownBox => {
      const keys = makeKeyPair();
      enrolments.setKey(box, keys.publicKey, systemClock.wall());
      const { certificate: cert, authority: ca } = papers.issue(box, keys.publicKey);
      if (cert === undefined || ca === undefined) return { keys };
      return { keys, credentials: { cert, ca, key: keys.privateKey } };
    };
    return db.transaction(() => new Map(boxes.map((box) => [box, enrol(box)])))();
  } finally {
    db.close();
  }
}

function trustOf(data: string): BoxTrust | undefined {
  if (!isInitialised(data)) return undefined;
  const read = (file: keyof typeof TLS_FILES): string =>
    readFileSync(join(tlsFolder(data), TLS_FILES[file]), 'utf8');
  const authority = new Authority(read('authorityKey'), read('authority'));
  return { authority, trusted: authority.certificate, fingerprint: authority.fingerprint };
}
