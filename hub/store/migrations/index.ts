import type { Migration } from '#platform/sqlite.js';
import { initial } from './001-initial.js';

export const migrations: readonly Migration[] = [initial];
