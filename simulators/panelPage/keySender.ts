import type { Key } from '../../device/ports/panel.js';

export type Send = (body: { key: Key; down: boolean; visitor?: string }) => Promise<void>;

/**
 * Sends a visitor's key edges one after another: two requests under way at once could overtake each other, and a
 * key would stay down that was let go.
 */
export class KeySender {
  private readonly held = new Set<Key>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly send: Send,
    private readonly visitor: () => string | undefined,
  ) {}

  press(key: Key): void {
    if (this.held.has(key)) return;
    this.held.add(key);
    this.queue(key, true);
  }

  release(key: Key): void {
    if (this.held.delete(key)) this.queue(key, false);
  }

  releaseAll(): void {
    for (const key of [...this.held]) this.release(key);
  }

  /** A key that could not be sent is lost, as a press on an unplugged box is; the next ones still go. */
  private queue(key: Key, down: boolean): void {
    const visitor = this.visitor();
    const body = { key, down, ...(visitor !== undefined && { visitor }) };
    this.last = this.last.then(() => this.send(body)).catch(() => undefined);
  }
}
