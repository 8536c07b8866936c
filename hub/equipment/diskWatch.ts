import { type Clock, every, type Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { DataDisk } from './dataDisk.js';
import { type DiskSpace, isDiskLow } from './equipmentRules.js';

export interface DiskWatchOptions {
  readonly disk: DataDisk;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LOOK_MS = 60_000;

/** Measures once a minute how much room is left (A6). While it cannot be told, what was known last holds. */
export class DiskWatch {
  private low: DiskSpace | undefined;
  private measuring = false;
  private ticker: Timer | undefined;
  private failing = false;

  constructor(private readonly options: DiskWatchOptions) {}

  /** Resolves after the first measurement, however it ended. */
  async start(): Promise<void> {
    await this.measure();
    this.ticker = every(this.options.clock, LOOK_MS, () => void this.measure());
  }

  stop(): void {
    this.ticker?.cancel();
  }

  /** The room there is, when there is too little. */
  tooLittle(): DiskSpace | undefined {
    return this.low;
  }

  private async measure(): Promise<void> {
    const { disk, logger } = this.options;
    if (this.measuring) return;
    this.measuring = true;
    try {
      const space = await disk.space();
      this.low = isDiskLow(space, this.low !== undefined) ? space : undefined;
      this.failing = false;
    } catch (error) {
      if (!this.failing) logger.warn({ error: messageOf(error) }, 'the room on the disk cannot be measured');
      this.failing = true;
    } finally {
      this.measuring = false;
    }
  }
}
