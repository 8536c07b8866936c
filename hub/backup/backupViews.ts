import type { BackupView } from '#contract/care.js';
import { timestamp } from '#platform/clock.js';
import type { BackupRecord } from '../store/backupStore.js';

export function backupView(record: BackupRecord): BackupView {
  const { id, startedMs, finishedMs, by, state, bytes, windows, events, folder, copy } = record;
  const problem = record.problem ?? record.copyProblem;
  return {
    id,
    startedAt: timestamp(startedMs),
    state,
    copy,
    ...(by === null ? {} : { by }),
    ...(finishedMs === null ? {} : { finishedAt: timestamp(finishedMs) }),
    ...(bytes === null ? {} : { bytes }),
    ...(windows === null ? {} : { windows }),
    ...(events === null ? {} : { events }),
    ...(folder === null ? {} : { folder }),
    ...(problem === null ? {} : { problem }),
  };
}
