import { pino } from 'pino';
import type { Logger } from '#platform/logger.js';
import { Expectation } from './expectation.js';

/** A logger whose messages a test can wait for. */
export class LogWitness {
  readonly messages: string[] = [];
  readonly logger: Logger;
  private readonly expectation = new Expectation();

  constructor() {
    this.logger = pino({ level: 'debug' }, { write: (line: string) => this.note(line) });
  }

  /** Waits until a message was logged `count` times in all. */
  async count(message: string, count: number, ms: number): Promise<void> {
    await this.expectation.until(`"${message}" logged ${count} times`, ms, () =>
      this.messages.filter((text) => text === message).length >= count ? true : undefined,
    );
  }

  private note(line: string): void {
    const { msg }: { msg: string } = JSON.parse(line);
    this.messages.push(msg);
    this.expectation.changed();
  }
}
