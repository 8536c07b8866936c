import type { Migration } from '#platform/sqlite.js';
import { initial } from './001-initial.js';
import { boxes } from './002-boxes.js';
import { records } from './003-records.js';
import { aggregates } from './004-aggregates.js';
import { alarms } from './005-alarms.js';
import { seal } from './006-seal.js';
import { access } from './007-access.js';
import { backups } from './008-backups.js';
import { certificates } from './009-certificates.js';
import { knownKeys } from './010-known-keys.js';

export const migrations: readonly Migration[] = [
  initial,
  boxes,
  records,
  aggregates,
  alarms,
  seal,
  access,
  backups,
  certificates,
  knownKeys,
];
