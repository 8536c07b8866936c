import { join } from 'node:path';
import Type from 'typebox';
import { eventShapes } from '#contract/events.js';
import { MAX_EPOCHS } from '#contract/limits.js';
import { Codec } from '#contract/schema.js';
import { DurableFile } from './durableFile.js';
import type { OutboxReplaced } from './openOutbox.js';

const { lost, detail } = eventShapes['outbox-replaced'].properties;
const ends = Codec.of(
  Type.Object({ ends: Type.Array(Type.Object({ lost, detail }), { maxItems: MAX_EPOCHS }) }),
);

const FILE = 'outbox-ends.json';

/** A damaged outbox that lies beside the one in use. */
export interface DamagedOutbox {
  /** Names it. */
  readonly detail: string;
  read(): OutboxReplaced;
}

/**
 * How far each damaged outbox went, oldest first; as many as a hub knows numberings of a box. Each is read once and noted in
 * a file of its own, so that it outlives its outbox and whatever happens to the next one. Throws `CodedError`
 * `memory/cannot-store` when there is one to be noted and the disk refuses.
 */
export function notedEnds(folder: string, damaged: readonly DamagedOutbox[]): readonly OutboxReplaced[] {
  const file = new DurableFile(join(folder, FILE), (content) => ends.check(content));
  const noted: readonly OutboxReplaced[] = file.read().value?.ends ?? [];
  const known = new Set(noted.map((end) => end.detail));
  const fresh = damaged.filter((outbox) => !known.has(outbox.detail));
  if (fresh.length === 0) return noted;
  const all = [...noted, ...fresh.map((outbox) => outbox.read())].slice(-MAX_EPOCHS);
  file.write({ ends: all });
  return all;
}
