import type { BoxEvent, EventBody } from '#contract/events.js';
import { type KeyPair, makeKeyPair } from '../../device/identity.js';
import { type SealedEvent, seal, sealerOf } from '../../device/sealing.js';
import { eventually } from './eventually.js';
import type { BoxDouble, HubRig } from './hubRig.js';

/** Speaks for one box as `BoxDouble` does, with seals, and lets a test bend each of them. */
export class SealingBox {
  readonly double: BoxDouble;
  readonly keys = makeKeyPair();
  private before: string | undefined;

  constructor(
    private readonly rig: HubRig,
    readonly id: string,
    office = 'east',
  ) {
    this.double = rig.box(id, office);
  }

  /** Says that it is there, by default with its own key. */
  online(fields: object = { publicKey: this.keys.publicKey }): this {
    const status = { status: 'online', boot: this.double.boot, software: 'test', ...fields };
    this.rig.broker.deliver(this.double.office, this.id, 'state', JSON.stringify(status));
    return this;
  }

  /** The next event; not sent. */
  next(body: EventBody, fields: Partial<BoxEvent> = {}, keys: KeyPair = this.keys): SealedEvent {
    const sealed = seal(this.double.event(body, fields), this.before, sealerOf(this.id, keys));
    this.before = sealed.text;
    return sealed;
  }

  /** The next event is chained to this text, or to the beginning. */
  chainTo(text: string | undefined): void {
    this.before = text;
  }

  send(text: string): void {
    this.rig.broker.deliver(this.double.office, this.id, 'evt', text);
  }

  /** Sends events in this order and waits until each is acknowledged, stored or kept aside. */
  async say(...sealed: readonly SealedEvent[]): Promise<void> {
    const before = this.double.acked().length;
    for (const { text } of sealed) this.send(text);
    await this.acknowledged(before + sealed.length);
  }

  /** What it says of a window that was offered to it, with the docket that came with the offer. */
  opened(window: string, issuance: string): EventBody {
    const offer = this.double.told('offer').find((each) => each.issuance === issuance);
    const docket = offer?.docket === undefined ? {} : { docket: offer.docket };
    return { kind: 'opened', window, issuance, lengthMs: 30_000, ...docket };
  }

  /** Opens and rates a window at the counter; returns its id and what was sent. */
  async rate(counter: string, level: 1 | 2 | 3 | 4 | 5): Promise<{ window: string; sent: SealedEvent[] }> {
    const { window, issuance } = await this.rig.issue(counter);
    const opened = this.next(this.opened(window.id, issuance));
    const rated = this.next({ kind: 'rated', window: window.id, level, afterMs: 0 });
    await this.say(opened, rated);
    return { window: window.id, sent: [opened, rated] };
  }

  async acknowledged(count: number): Promise<void> {
    await eventually(`${count} acknowledged`, 5_000, () =>
      this.double.acked().length >= count ? true : undefined,
    );
  }
}
