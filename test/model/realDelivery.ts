import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ack } from '#contract/commands.js';
import { openToRead } from '#platform/sqlite.js';
import { HubRig } from '../support/hubRig.js';
import { ackOf, bit, eventOf, type Rules, type Side } from './delivery.js';
import type { Action } from './deliveryModel.js';
import { RealBox } from './realBox.js';
import type { Stride } from './walks.js';

/** The hub asks a box for what is missing at most this often. */
const ASK_EVERY_MS = 10_000;

/** What a hub believes of a box, by its epochs. */
export interface Belief {
  readonly stored: number;
  readonly contiguous: number;
  readonly top: number;
}

/** The real parts under the actions of the model: whole hub, outboxes, pumps; only line and time are the test's own. */
export class RealDelivery {
  readonly boxes: RealBox[];
  /** Under way, by what the model calls them. */
  private readonly up: Array<Map<number, string>>;
  private readonly down: Array<Map<number, string>>;
  private readonly queues: number[][];
  /** Contiguous numbers that Acks of the last step named, by epoch. */
  readonly said: Array<Map<number, number>>;

  private constructor(
    readonly hub: HubRig,
    private readonly rules: Rules,
  ) {
    const ids = Array.from({ length: rules.bounds.boxes }, (_, index) => `box-${index + 1}`);
    this.boxes = ids.map((id) => new RealBox(id));
    this.up = ids.map(() => new Map());
    this.down = ids.map(() => new Map());
    this.queues = ids.map(() => []);
    this.said = ids.map(() => new Map());
  }

  static async start(rules: Rules): Promise<RealDelivery> {
    return new RealDelivery(await HubRig.start(), rules);
  }

  async stop(): Promise<void> {
    for (const box of this.boxes) box.end();
    await this.hub.stop();
  }

  /** Does what the model did, and returns for each box the events that it sent meanwhile. */
  async follow(stride: Stride): Promise<number[][]> {
    for (const said of this.said) said.clear();
    await this.perform(stride.action, stride.after.sides);
    return this.boxes.map((box, index) => this.collect(box, index));
  }

  /** What the hub has in its database of a box. */
  belief(index: number): Belief[] {
    const box = this.box(index);
    const db = openToRead(this.file);
    try {
      return box.epochs.map((epoch) => {
        const seqs = db
          .prepare('SELECT seq FROM event WHERE box = ? AND epoch = ?')
          .pluck()
          .all(box.id, epoch);
        const row = db
          .prepare('SELECT contiguous, highest FROM box_epoch WHERE box = ? AND epoch = ?')
          .get(box.id, epoch) as { contiguous: number; highest: number } | undefined;
        const stored = (seqs as number[]).reduce((mask, seq) => mask | bit(seq), 0);
        return { stored, contiguous: row?.contiguous ?? 0, top: row?.highest ?? 0 };
      });
    } finally {
      db.close();
    }
  }

  /** Presses that the hub has counted for a box. */
  async counted(index: number): Promise<number> {
    const { items } = await this.hub.get<{
      items: Array<{ id: string; idlePresses: Record<string, number> }>;
    }>('/boxes?office=east');
    const presses = items.find(({ id }) => id === this.box(index).id)?.idlePresses ?? {};
    return Object.values(presses).reduce((sum, count) => sum + count, 0);
  }

  private async perform(action: Action, after: readonly Side[]): Promise<void> {
    switch (action.kind) {
      case 'commit':
        return this.commit(after);
      case 'hub crash':
        this.hubEnds();
        return this.hub.restart();
      case 'back up':
        return this.backUp();
      case 'restore':
        return this.restore();
      case 'beat':
        return this.beat(action.side);
      case 'receive': {
        const queue = this.queues[action.side];
        if (!queue?.includes(action.message)) queue?.push(action.message);
        return;
      }
      case 'take': {
        const text = this.down[action.side]?.get(action.message);
        if (text === undefined) throw new Error('the hub never sent this Ack');
        return this.box(action.side).take(ack.decode(text), this.rules.bounds.inFlight);
      }
      case 'lose up':
      case 'lose down':
        return;
      default:
        this.performAtBox(action.kind, this.box(action.side));
    }
  }

  private performAtBox(kind: Exclude<Action['kind'], 'commit' | 'beat'>, box: RealBox): void {
    if (kind === 'press') box.press();
    else if (kind === 'report') box.report();
    else if (kind === 'connect') box.pump.connect();
    else if (kind === 'cut') box.pump.disconnect();
    else if (kind === 'timeout') box.waitForResend();
    else if (kind === 'box crash') box.restart();
    else if (kind === 'replace outbox') box.replaceOutbox();
  }

  private async commit(after: readonly Side[]): Promise<void> {
    const { broker } = this.hub;
    broker.sent.length = 0;
    for (const [index, queue] of this.queues.entries()) {
      for (const message of queue.splice(0).sort((a, b) => a - b))
        broker.deliver('east', this.box(index).id, 'evt', this.up[index]?.get(message) ?? '');
    }
    await this.hub.settle();
    for (const [index, side] of after.entries()) this.hear(index, side);
  }

  /** Acks of the last commit; the model says which of them still find their box. */
  private hear(index: number, side: Side): void {
    const { id, epochs } = this.box(index);
    for (const { box, channel, payload } of this.hub.broker.sent) {
      if (box !== id || channel !== 'ack') continue;
      const { epoch, seqs, contiguous, setAside } = ack.decode(payload);
      if (setAside !== undefined) throw new Error(`kept aside: ${JSON.stringify(setAside)}`);
      const number = epochs.indexOf(epoch);
      this.said[index]?.set(number, contiguous);
      const message = ackOf(
        number,
        seqs.reduce((mask, seq) => mask | bit(seq), 0),
      );
      if (side.connected && !side.down.includes(message))
        throw new Error(`box ${index + 1}: the hub acknowledged ${seqs}, the model did not`);
      this.down[index]?.set(message, payload);
    }
  }

  private async beat(index: number): Promise<void> {
    const { hub } = this;
    const box = this.box(index);
    hub.clock.advance(ASK_EVERY_MS);
    hub.broker.sent.length = 0;
    hub.broker.deliver('east', box.id, 'beat', JSON.stringify(box.beat()));
    await hub.settle();
    for (const command of hub.broker.commands(box.id)) box.obey(command);
  }

  private hubEnds(): void {
    for (const box of this.boxes) box.pump.disconnect();
    for (const queue of this.queues) queue.length = 0;
  }

  private backUp(): void {
    const db = openToRead(this.file);
    rmSync(this.backup, { force: true });
    db.prepare('VACUUM INTO ?').run(this.backup);
    db.close();
  }

  private async restore(): Promise<void> {
    this.hubEnds();
    await this.hub.stop();
    for (const suffix of ['-wal', '-shm']) rmSync(this.file + suffix, { force: true });
    copyFileSync(this.backup, this.file);
    await this.hub.restart();
  }

  private collect(box: RealBox, index: number): number[] {
    return box.takeSent().map(({ event, text }) => {
      const message = eventOf(box.epochs.indexOf(event.epoch), event.seq);
      this.up[index]?.set(message, text);
      return message;
    });
  }

  private box(index: number): RealBox {
    const box = this.boxes[index];
    if (box === undefined) throw new RangeError(`no box ${index}`);
    return box;
  }

  private get file(): string {
    return join(this.hub.folder, 'hub.db');
  }

  private get backup(): string {
    return join(this.hub.folder, 'backup.db');
  }
}
