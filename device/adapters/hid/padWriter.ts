import { messageOf } from '#platform/errors.js';
import type { HidDevice } from './hidBus.js';
import type { PadDriver, PadLook, PadMessage } from './padDriver.js';

export interface PadWriterOptions {
  readonly device: HidDevice;
  readonly driver: PadDriver;
  /** The pad gave the feature report that the driver's question asks for. */
  readonly answered: () => void;
  /** The pad refused a message; called at most once, and nothing more is sent. */
  readonly failed: (detail: string) => void;
}

/**
 * Sends to a pad one message at a time. Of the looks asked for only the newest is kept; the question of the
 * heartbeat goes before what is left of it, and never into the middle of a picture.
 */
export class PadWriter {
  private shown: Array<number | undefined> = [];
  private wanted: PadLook = [];
  private asking = false;
  private busy = false;
  private ended = false;
  private finished: Array<() => void> = [];

  constructor(private readonly options: PadWriterOptions) {}

  show(look: PadLook): void {
    this.wanted = look;
    this.wake();
  }

  /** Asks for a sign of life, unless the question before is still waiting to be sent or answered. */
  ask(): void {
    this.asking = true;
    this.wake();
  }

  /** The pad may have restarted: everything it shows is sent anew. */
  forget(): void {
    this.shown = [];
    this.wake();
  }

  /** Resolves once the pad shows what was asked for, or sending has ended. */
  settled(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.finished.push(resolve)) : Promise.resolve();
  }

  /** Sends nothing more, not even the rest of a picture. */
  end(): void {
    this.ended = true;
  }

  private wake(): void {
    if (this.busy || this.ended) return;
    this.busy = true;
    void this.work().then(() => {
      this.busy = false;
      for (const resolve of this.finished.splice(0)) resolve();
    });
  }

  private async work(): Promise<void> {
    try {
      while (await this.step());
    } catch (error) {
      if (!this.ended) this.options.failed(messageOf(error));
      this.ended = true;
    }
  }

  /** False when there was nothing to do. */
  private async step(): Promise<boolean> {
    if (this.ended) return false;
    if (this.asking) {
      await this.question();
      return true;
    }
    const { driver } = this.options;
    const { shown, wanted } = this;
    const cell = driver.next(shown, wanted);
    const value = cell === undefined ? undefined : wanted[cell];
    if (cell === undefined || value === undefined) return false;
    for (const message of driver.encode(cell, value)) await this.send(message);
    shown[cell] = value;
    return true;
  }

  private async question(): Promise<void> {
    const { device, driver, answered } = this.options;
    const { question } = driver;
    if (question.kind === 'ask') {
      await device.readFeature(question.id, question.length);
      if (!this.ended) answered();
    } else await this.send(question);
    this.asking = false;
  }

  private async send({ kind, bytes }: PadMessage): Promise<void> {
    if (this.ended) return;
    const { device } = this.options;
    await (kind === 'report' ? device.write(bytes) : device.sendFeature(bytes));
  }
}
