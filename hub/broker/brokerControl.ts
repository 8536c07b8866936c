import type { Logger } from '#platform/logger.js';
import { admitting, barring, type ControlCommand, cutting } from './dynamicSecurity.js';

/** Who may use a broker, as the hub knows it. */
export interface BoxesAllowed {
  enrolled(): readonly string[];
  revoked(): readonly string[];
}

export interface BrokerControlOptions {
  readonly boxes: BoxesAllowed;
  /** To the broker's control topic; lost without a connection. */
  readonly send: (payload: string) => void;
  readonly logger: Logger;
}

/** Mosquitto is told of so many things with one message. */
const AT_ONCE = 100;
/** What it says of those told twice. */
const HARMLESS = /already (exists|in)|not found/i;

/**
 * Keeps a Mosquitto with the dynamic security plugin in step with what the hub decides about boxes. Everything is told
 * again with each connection, so that what was decided while the broker was away takes effect too.
 */
export class BrokerControl {
  constructor(private readonly options: BrokerControlOptions) {}

  connected(): void {
    const { boxes } = this.options;
    this.tell([...boxes.revoked().flatMap(barring), ...boxes.enrolled().flatMap(admitting)]);
  }

  /** Whoever has its old key is cut off. */
  admit(box: string): void {
    this.tell([...admitting(box), ...cutting(box)]);
  }

  bar(box: string): void {
    this.tell(barring(box));
  }

  cut(box: string): void {
    this.tell(cutting(box));
  }

  /** What the broker answers; only what it could not do is worth a word. */
  answered(payload: Buffer): void {
    for (const error of errorsIn(payload))
      if (!HARMLESS.test(error)) this.options.logger.error({ error }, 'the broker did not obey');
  }

  private tell(commands: readonly ControlCommand[]): void {
    for (let n = 0; n < commands.length; n += AT_ONCE)
      this.options.send(JSON.stringify({ commands: commands.slice(n, n + AT_ONCE) }));
  }
}

function errorsIn(payload: Buffer): string[] {
  try {
    const { responses } = JSON.parse(payload.toString()) as { responses?: Array<{ error?: unknown }> };
    return (responses ?? []).flatMap(({ error }) => (typeof error === 'string' ? [error] : []));
  } catch {
    return ['its answer is no JSON'];
  }
}
