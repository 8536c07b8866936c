import type { Ack } from '#contract/commands.js';

/**
 * Why a hub keeps an event aside that it would take under another number: the number carries another event there, or the
 * event does not continue the one before it. An honest box hears that after its card was put back to an older image, or
 * after the last transaction of its outbox was damaged, which nothing can tell from one that a power cut tore.
 */
const OF_OTHER_NUMBERING: ReadonlySet<string> = new Set(['sequence-reused', 'seal/broken-chain']);

/** The numbers under which the hub holds other events than the box (D4, D5). */
export const otherNumbers = ({ seqs, setAside = [] }: Ack): ReadonlySet<number> =>
  new Set(
    setAside.flatMap(({ seq, reason }) =>
      OF_OTHER_NUMBERING.has(reason) && seqs.includes(seq) ? [seq] : [],
    ),
  );
