import { resend, settle } from './boxSteps.js';
import {
  ackOf,
  at,
  bit,
  epochOfEvent,
  join,
  missingOf,
  numbersOf,
  put,
  type Rules,
  type Side,
  type Store,
  seqOfEvent,
} from './delivery.js';

/** `Ingestor.receive`: decoded, and a job for `GroupWriter`. */
export function receive(side: Side, message: number, { bounds, mutation }: Rules): Side {
  const queued: Side = { ...side, queue: join(side.queue, message, Number.POSITIVE_INFINITY) };
  const epoch = epochOfEvent(message);
  const mask = bit(seqOfEvent(message));
  if (mutation === 'settle on PUBACK' && epoch === side.epoch && side.connected)
    return settle(queued, mask, { bounds, mutation });
  if (mutation === 'ack before commit')
    return { ...queued, down: join(queued.down, ackOf(epoch, mask), bounds.line) };
  return queued;
}

/** `Ledgers.touch`: the box writes this outbox now, unless it said that it lost it. */
const touch = (store: Store, epoch: number): Store =>
  (store.replaced & (1 << epoch)) !== 0 || store.current === epoch ? store : { ...store, current: epoch };

/** `Ingestor.store` with `EventStore.insert` and `SequenceLedger.add`. */
function storeEvent(side: Side, message: number, { mutation }: Rules): Side {
  const epoch = epochOfEvent(message);
  const seq = seqOfEvent(message);
  const store = touch(side.store, epoch);
  const sameNumber = store.stored.some((mask) => (mask & bit(seq)) !== 0);
  const known =
    mutation === 'tell duplicates by number alone' ? sameNumber : (at(store.stored, epoch) & bit(seq)) !== 0;
  if (known && mutation !== 'store without looking for duplicates') return { ...side, store };
  const wrong = known ? `event ${seq} was counted twice` : side.wrong;
  const stored = put(store.stored, epoch, at(store.stored, epoch) | bit(seq));
  const top = put(store.top, epoch, Math.max(at(store.top, epoch), seq));
  const committed = put(side.committed, epoch, at(side.committed, epoch) | bit(seq));
  return project({ ...side, wrong, committed, store: { ...store, stored, top } }, epoch, seq);
}

/** `BoxReports.note` with `Ledgers.replace`: older outboxes are lost, and the last one's numbers are known. */
function project(side: Side, epoch: number, seq: number): Side {
  if (epoch === 0 || seq !== 1) return side;
  const lost = epoch - 1;
  const top = put(side.store.top, lost, Math.max(at(side.store.top, lost), at(side.given, lost)));
  return { ...side, store: { ...side.store, top, replaced: side.store.replaced | ((1 << epoch) - 1) } };
}

/** `GroupWriter.commitBatch`, then `AckDesk.flush`: one Ack for each epoch, duplicates included (D2, D3). */
export function commit(side: Side, rules: Rules): Side {
  if (side.queue.length === 0) return side;
  const acked = new Map<number, number>();
  let after = side;
  for (const message of side.queue) {
    const epoch = epochOfEvent(message);
    const isKnown = (at(after.store.stored, epoch) & bit(seqOfEvent(message))) !== 0;
    after = storeEvent(after, message, rules);
    if (isKnown && rules.mutation === 'leave duplicates unacknowledged') continue;
    acked.set(epoch, (acked.get(epoch) ?? 0) | bit(seqOfEvent(message)));
  }
  after = { ...after, queue: [] };
  if (rules.mutation === 'ack before commit') return after;
  for (const [epoch, mask] of acked)
    if (side.connected) after = { ...after, down: join(after.down, ackOf(epoch, mask), rules.bounds.line) };
  return after;
}

/**
 * `BoxRegistry.heartbeat`: announces the newest number, and asks for what the box believes settled (D4); with it the
 * box's answer.
 */
export function beat(side: Side, rules: Rules): Side | undefined {
  const { mutation } = rules;
  if (!side.connected) return undefined;
  const touched = touch(side.store, side.epoch);
  const announced = mutation === 'heartbeat without the newest number' ? 0 : side.last;
  const top = Math.max(at(touched.top, side.epoch), announced);
  const store = { ...touched, top: put(touched.top, side.epoch, top) };
  const missing = missingOf(store, side.epoch);
  const isOwed = numbersOf(missing).length > numbersOf(side.pending).length;
  const asks = isOwed && store.current === side.epoch && mutation !== 'never ask after a restore';
  return asks ? resend({ ...side, store }, missing, rules) : { ...side, store };
}
