/** A message as it goes over the line. */
export interface SentMessage {
  readonly number: number;
  /** Its name. */
  readonly event: string;
  /** One server-sent event (WHATWG HTML §9.2) with its id, shared by all who watch. */
  readonly bytes: Buffer;
}

/** Messages kept of an office. */
export const KEPT_MESSAGES = 500;

/** What an office's watchers were sent last, under consecutive numbers, for those who come back. */
export class OfficeHistory {
  private readonly kept: SentMessage[] = [];
  private last: number;

  /** `line` names the run of the hub and the office. `from` is the number of the state before the first message. */
  constructor(
    private readonly line: string,
    from: number,
  ) {
    this.last = from;
  }

  get newest(): number {
    return this.last;
  }

  get newestId(): string {
    return `${this.line}-${this.last}`;
  }

  add(event: string, data: string): SentMessage {
    this.last += 1;
    const text = `id: ${this.newestId}\nevent: ${event}\ndata: ${data}\n\n`;
    const sent = { number: this.last, event, bytes: Buffer.from(text) };
    this.kept.push(sent);
    if (this.kept.length > KEPT_MESSAGES) this.kept.shift();
    return sent;
  }

  /** All after that id, or `undefined` when it is another line's, no number of this one, or too long ago. */
  after(id: string): readonly SentMessage[] | undefined {
    const prefix = `${this.line}-`;
    const digits = id.slice(prefix.length);
    if (!id.startsWith(prefix) || !/^[1-9]\d{0,14}$/.test(digits)) return undefined;
    const missed = this.last - Number(digits);
    return missed >= 0 && missed <= this.kept.length ? this.kept.slice(this.kept.length - missed) : undefined;
  }
}
