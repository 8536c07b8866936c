import type { ChimeTestResult, ChimeTestView } from '#contract/signals.js';
import type { Clock } from '#platform/clock.js';

/** What a test of the chime plays on and looks at. */
export interface TestBench {
  /** Plays the test's chime, or nothing while an alarm chimes, which proves as much. Returns for how long to look, ms. */
  play(): number;
  /** Largest sample of about the last 0.7 s, full scale being 1. */
  peak(): number;
  /** 0.1–1. */
  volume(): number;
}

export interface ChimeTesterOptions {
  readonly bench: TestBench;
  readonly clock: Clock;
  /** This console's own name. */
  readonly console: string;
  /** Tells the hub; a rejection means that it has not heard. */
  readonly report: (test: string, result: ChimeTestResult) => Promise<void>;
}

/** What this console did about the newest test. */
interface Attempt {
  readonly test: string;
  played: boolean;
  confessed: boolean;
}

/** A sample above this is no noise of computing: the test at the lowest volume peaks at ten times as much. */
export const HEARD_ABOVE = 0.0015;
/** The meter looks back further than this, so that nothing falls between two looks. */
const LOOK_EVERY_MS = 250;
/** A hub that could not be told is told again after this, while the test is the newest. */
export const TELL_AGAIN_MS = 5_000;

/** Runs tests of the chime (A7): each once by sound, and once as the confession of a console that is blocked. */
export class ChimeTester {
  private attempt: Attempt | undefined;

  constructor(private readonly options: ChimeTesterOptions) {}

  /** Plays, measures, and tells the hub. A confirmed test wants nothing more; a failed one can still be confirmed. */
  run(test: ChimeTestView): void {
    const attempt = this.attemptAt(test);
    if (attempt === undefined || attempt.played) return;
    attempt.played = true;
    this.measure(this.options.bench.play(), 0, (peak) => this.tell(attempt, this.resultOf(peak)));
  }

  /** Tells the hub that this console cannot be heard. */
  confess(test: ChimeTestView): void {
    const attempt = this.attemptAt(test);
    if (attempt === undefined || attempt.played || attempt.confessed) return;
    attempt.confessed = true;
    this.tell(attempt, this.resultOf(0));
  }

  private attemptAt({ id, state }: ChimeTestView): Attempt | undefined {
    if (state === 'confirmed') return undefined;
    if (this.attempt?.test !== id) this.attempt = { test: id, played: false, confessed: false };
    return this.attempt;
  }

  private measure(leftMs: number, peak: number, done: (peak: number) => void): void {
    if (leftMs <= 0) {
      done(peak);
      return;
    }
    const { bench, clock } = this.options;
    clock.after(Math.min(leftMs, LOOK_EVERY_MS), () =>
      this.measure(leftMs - LOOK_EVERY_MS, Math.max(peak, bench.peak()), done),
    );
  }

  private resultOf(peak: number): ChimeTestResult {
    const { bench, console } = this.options;
    return { console, heard: peak > HEARD_ABOVE, peak: Math.min(peak, 4), volume: bench.volume() };
  }

  private tell(attempt: Attempt, result: ChimeTestResult): void {
    const { report, clock } = this.options;
    report(attempt.test, result).catch(() => {
      clock.after(TELL_AGAIN_MS, () => {
        if (this.attempt === attempt) this.tell(attempt, result);
      });
    });
  }
}
