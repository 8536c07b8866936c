import { effect, signal } from '@preact/signals';
import type { Clock } from '#platform/clock.js';
import { QUIET_MS, type Quiet } from './quiet.js';
import type { TabLine } from './tabs.js';

/** A pause as one tab tells it to another, whose monotonic clock began at another moment. No time left: it is over. */
interface QuietMessage {
  readonly kind: 'quiet';
  readonly leftMs: number;
  readonly alarms: readonly string[];
}

/**
 * A pause asked for in any tab holds in all that watch the office in this browser: the one that chimes is not always the
 * one that is looked at (WCAG 1.4.2).
 */
export class SharedQuiet {
  /** Setting it tells the others. */
  readonly quiet = signal<Quiet | undefined>(undefined);
  /** What all tabs know. */
  private known: Quiet | undefined;

  constructor(
    private readonly line: TabLine,
    private readonly clock: Clock,
  ) {
    line.onMessage((message) => {
      if (isQuietMessage(message)) this.hear(message);
    });
    effect(() => {
      const quiet = this.quiet.value;
      if (quiet !== this.known) this.tell(quiet);
    });
  }

  private tell(quiet: Quiet | undefined): void {
    this.known = quiet;
    const leftMs = quiet === undefined ? 0 : quiet.until - this.clock.monotonic();
    const message: QuietMessage = { kind: 'quiet', leftMs, alarms: [...(quiet?.alarms ?? [])] };
    this.line.post(message);
  }

  private hear({ leftMs, alarms }: QuietMessage): void {
    const until = this.clock.monotonic() + Math.min(leftMs, QUIET_MS);
    this.known = leftMs > 0 ? { until, alarms: new Set(alarms) } : undefined;
    this.quiet.value = this.known;
  }
}

function isQuietMessage(message: unknown): message is QuietMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, leftMs, alarms } = message as Record<string, unknown>;
  return (
    kind === 'quiet' &&
    typeof leftMs === 'number' &&
    Array.isArray(alarms) &&
    alarms.every((alarm) => typeof alarm === 'string')
  );
}
