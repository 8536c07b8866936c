import { ServerEventParser, type ServerItem } from '../../hub/watcher/serverEvents.js';
import { Expectation } from './expectation.js';

/** Reads a stream of server-sent events as a page would, and lets a test wait for what comes. */
export class EventReader {
  private readonly items: ServerItem[] = [];
  private readonly expectation = new Expectation();
  private isOver = false;

  private constructor(private readonly line: AbortController) {}

  /** `lastId` is the event seen last before, if this reader comes back. */
  static async open(
    address: string,
    lastId?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<EventReader> {
    const line = new AbortController();
    const headers = { ...more, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
    const response = await fetch(address, { headers, signal: line.signal });
    if (!response.ok || response.body === null) throw new Error(`${address} answered ${response.status}`);
    const reader = new EventReader(line);
    void reader.read(response.body);
    return reader;
  }

  /** The data of the next event, which must have this name; comments before it are passed over. */
  next(name: string): Promise<unknown> {
    return this.expectation.until(`an event ${name}`, 5_000, () => {
      const at = this.items.findIndex((item) => item.kind === 'event');
      const item = this.items[at];
      if (item?.kind !== 'event') return undefined;
      if (item.name !== name) throw new Error(`expected ${name}, got ${item.name}`);
      this.items.splice(0, at + 1);
      return JSON.parse(item.data);
    });
  }

  /** The next event, whatever its name. */
  any(): Promise<{ readonly name: string; readonly data: unknown }> {
    return this.expectation.until('an event', 5_000, () => {
      const at = this.items.findIndex((item) => item.kind === 'event');
      const item = this.items[at];
      if (item?.kind !== 'event') return undefined;
      this.items.splice(0, at + 1);
      return { name: item.name, data: JSON.parse(item.data) };
    });
  }

  /** Waits for a sign of life. */
  comment(): Promise<string> {
    return this.expectation.until('a comment', 5_000, () =>
      this.items.some((item) => item.kind === 'comment') ? 'ping' : undefined,
    );
  }

  /** Waits until the line is cut. */
  over(): Promise<true> {
    return this.expectation.until('the end of the line', 5_000, () => (this.isOver ? true : undefined));
  }

  /** Names of the events that came and were not asked for yet. */
  names(): string[] {
    return this.items.flatMap((item) => (item.kind === 'event' ? [item.name] : []));
  }

  close(): void {
    this.line.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = new ServerEventParser();
    const decoder = new TextDecoder();
    try {
      for await (const piece of body) {
        this.items.push(...parser.push(decoder.decode(piece, { stream: true })));
        this.expectation.changed();
      }
    } catch {
      // The line was closed, by the test or by the server.
    }
    this.isOver = true;
    this.expectation.changed();
  }
}
