import type { Migration } from '#platform/sqlite.js';
import { initial } from './001-initial.js';
import { boxes } from './002-boxes.js';

export const migrations: readonly Migration[] = [initial, boxes];
