import {
  at,
  bit,
  epochOf,
  eventOf,
  join,
  maskOf,
  numbersOf,
  put,
  type Rules,
  type Side,
  through,
} from './delivery.js';

/** A step of one box; undefined when it cannot be taken now. */
export type BoxStep = (side: Side, rules: Rules) => Side | undefined;

const count = (mask: number): number => numbersOf(mask).length;

/** `OutboxPump.send` and `MqttUplink.sendEvent`: whoever is not connected sends nothing. */
function send(side: Side, seq: number, { bounds }: Rules): Side {
  const up = join(side.up, eventOf(side.epoch, seq), bounds.line);
  return { ...side, up, inFlightMask: side.inFlightMask | bit(seq), sentThrough: seq };
}

/** `OutboxPump.fill` */
function fill(side: Side, rules: Rules): Side {
  const room = rules.bounds.inFlight - count(side.inFlightMask);
  if (!side.connected || room <= 0 || side.sentThrough >= side.last) return side;
  const waiting = numbersOf(side.pending & ~through(side.sentThrough)).slice(0, room);
  return waiting.reduce((now, seq) => send(now, seq, rules), side);
}

/** `OutboxPump.restart` */
const restart = (side: Side, rules: Rules): Side => fill({ ...side, inFlightMask: 0, sentThrough: 0 }, rules);

/** `OutboxPump.disconnect`, or the end of the program: nothing is in flight on a line that comes next. */
export const cutOff = (side: Side): Side =>
  side.connected ? { ...side, connected: false, inFlightMask: 0, sentThrough: 0 } : side;

/** `SqliteOutbox.append`, then `OutboxPump.recorded`. */
function append(side: Side, rules: Rules): Side {
  const seq = side.last + 1;
  const reused = seq <= at(side.given, side.epoch);
  const appended: Side = {
    ...side,
    last: seq,
    pending: side.pending | bit(seq),
    kept: side.kept | bit(seq),
    given: put(side.given, side.epoch, Math.max(seq, at(side.given, side.epoch))),
    wrong: reused ? `number ${seq} was given to two events` : side.wrong,
  };
  const next = appended.connected && seq === appended.sentThrough + 1;
  if (next && count(appended.inFlightMask) < rules.bounds.inFlight) return send(appended, seq, rules);
  return fill(appended, rules);
}

/** A citizen presses a key: `RatingSession` stores, thanks and tells the pump (D1). */
export const press: BoxStep = (side, rules) =>
  side.presses === 0 || side.owing ? undefined : append({ ...side, presses: side.presses - 1 }, rules);

/** `openOutbox`: a new outbox tells what it replaces, here the one before it; the real one tells of all before it. */
export const report: BoxStep = (side, rules) =>
  side.owing ? append({ ...side, owing: false }, rules) : undefined;

/** `OutboxPump.connect` on a clean session. */
export const connect: BoxStep = (side, rules) => {
  if (side.connected) return undefined;
  return restart({ ...side, connected: true }, rules);
};

/** The timer of `OutboxPump.watch`. */
export const timeout: BoxStep = (side, rules) => {
  if (rules.mutation === 'send each event once') return undefined;
  return side.connected && side.inFlightMask !== 0 ? restart(side, rules) : undefined;
};

/** `SqliteOutbox.settle`, which prunes as well. Of a hub that holds no others under these numbers nothing is refused. */
export function settle(side: Side, mask: number, { bounds, mutation }: Rules): Side {
  const pending = side.pending & ~mask;
  const kept = mutation === 'number from what is kept after pruning all' ? 0 : bounds.kept;
  const old = through(Math.max(0, side.last - kept));
  let gone = old & ~pending;
  if (mutation === 'prune unsettled events') gone = old;
  const report = side.epoch > 0 ? 1 : 0;
  if (mutation !== 'prune the report of a replaced outbox') gone &= ~report;
  return { ...side, pending: pending & ~gone, kept: side.kept & ~gone };
}

/** `OutboxPump.acknowledged` */
function acknowledged(side: Side, epoch: number, mask: number, rules: Rules): Side {
  if (epoch !== side.epoch && rules.mutation !== 'take an Ack of any epoch') return side;
  const settled = rules.mutation === 'settle on PUBACK' ? side : settle(side, mask, rules);
  return fill({ ...settled, inFlightMask: settled.inFlightMask & ~mask }, rules);
}

/** `OutboxPump.resend` with `SqliteOutbox.range`: settled events too, while they are kept. */
export function resend(side: Side, mask: number, { bounds, mutation }: Rules): Side {
  const source = mutation === 'resend only what is unsettled' ? side.pending : side.kept;
  const messages = numbersOf(mask & source).map((seq) => eventOf(side.epoch, seq));
  return { ...side, up: messages.reduce((up, message) => join(up, message, bounds.line), side.up) };
}

/** `MqttUplink.receive`: an Ack reaches the box. */
export const take =
  (message: number): BoxStep =>
  (side, rules) =>
    side.connected ? acknowledged(side, epochOf(message), maskOf(message), rules) : undefined;

/** SIGKILL or a power cut of the box, and its start: `new SqliteOutbox` numbers on from what it finds. */
export const crash: BoxStep = (side, { mutation }) => {
  if (side.crashes === 0) return undefined;
  const forgets = mutation === 'forget to report a replaced outbox after a crash';
  const highest = numbersOf(side.kept).at(-1) ?? 0;
  return {
    ...cutOff(side),
    ...{ crashes: side.crashes - 1, last: highest, owing: side.owing && !forgets },
  };
};

/** The outbox is damaged: `openOutbox` sets it aside and begins a new one with a new epoch. */
export const replace: BoxStep = (side) => {
  if (side.replacements === 0) return undefined;
  const { replacements, epoch } = side;
  const fresh = {
    replacements: replacements - 1,
    epoch: epoch + 1,
    last: 0,
    pending: 0,
    kept: 0,
    owing: true,
  };
  return { ...cutOff(side), ...fresh };
};
