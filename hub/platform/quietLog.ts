import type { Clock } from './clock.js';
import type { Logger } from './logger.js';

const EVERY_MS = 1_000;

/** Logs the first refusal of each code at once and then at most one a second, with how many went unsaid. */
export class QuietLog {
  private readonly seen = new Map<string, { at: number; unsaid: number }>();

  constructor(
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  /** `code` comes from a fixed set, never from outside. */
  warn(code: string, detail: string): void {
    const now = this.clock.monotonic();
    const last = this.seen.get(code);
    if (last !== undefined && now - last.at < EVERY_MS) {
      last.unsaid++;
      return;
    }
    this.seen.set(code, { at: now, unsaid: 0 });
    this.logger.warn(
      { code, detail: detail.slice(0, 300), ...(last?.unsaid ? { unsaid: last.unsaid } : {}) },
      'refused',
    );
  }
}
