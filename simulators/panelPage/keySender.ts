import type { Level } from '#contract/values.js';

export type Send = (body: { level: Level; down: boolean; visitor?: string }) => Promise<void>;

/**
 * Sends a visitor's key edges one after another: two requests under way at once could overtake each other, and a
 * key would stay down that was let go.
 */
export class KeySender {
  private readonly held = new Set<Level>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly send: Send,
    private readonly visitor: () => string | undefined,
  ) {}

  press(level: Level): void {
    if (this.held.has(level)) return;
    this.held.add(level);
    this.queue(level, true);
  }

  release(level: Level): void {
    if (this.held.delete(level)) this.queue(level, false);
  }

  releaseAll(): void {
    for (const level of [...this.held]) this.release(level);
  }

  /** A key that could not be sent is lost, as a press on an unplugged box is; the next ones still go. */
  private queue(level: Level, down: boolean): void {
    const visitor = this.visitor();
    const body = { level, down, ...(visitor !== undefined && { visitor }) };
    this.last = this.last.then(() => this.send(body)).catch(() => undefined);
  }
}
