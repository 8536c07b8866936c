import { bodyOf, lineCheck, padLine } from '../../device/adapters/serialPadFrame.js';
import type { SerialPadPort } from '../../device/adapters/serialPadPort.js';

/** The serial end of a pad that answers at once, or not at all, without a clock of its own. */
export class ScriptedPad implements SerialPadPort {
  answering = true;
  /** False: bytes stay with the system, as when a pad does not drain its line. */
  draining = true;
  closed = false;
  identity = '1,07,Scripted 1.0';
  down = 0;
  lampsInForce = 0;
  /** Bodies of the lines taken, in their order. */
  readonly heard: string[] = [];
  private data: ((bytes: Uint8Array) => void) | undefined;
  private lost: ((detail: string) => void) | undefined;
  private held: { readonly text: string; readonly taken: () => void } | undefined;

  onData(listener: (bytes: Uint8Array) => void): void {
    this.data = listener;
  }

  onLost(listener: (detail: string) => void): void {
    this.lost = listener;
  }

  write(text: string, taken: () => void): void {
    if (this.held !== undefined) throw new Error('a second write before the first was taken');
    if (!this.draining) {
      this.held = { text, taken };
      return;
    }
    this.hear(text);
    taken();
  }

  close(): Promise<void> {
    this.closed = true;
    this.data = undefined;
    return Promise.resolve();
  }

  unplug(): void {
    this.lost?.('unplugged');
  }

  /** Takes what was held back, and drains from now on. */
  drain(): void {
    const { held } = this;
    this.held = undefined;
    this.draining = true;
    if (held === undefined) return;
    this.hear(held.text);
    held.taken();
  }

  /** Starts anew, with a word about it. */
  restart(): void {
    this.lampsInForce = 0;
    this.say(`B${this.identity}`);
  }

  /** All keys down, as the bits of the protocol. */
  keys(down: number): void {
    this.down = down;
    this.say(`K${byte(down)}`);
  }

  say(body: string): void {
    this.send(padLine(body));
  }

  send(text: string): void {
    this.data?.(Buffer.from(text, 'latin1'));
  }

  private hear(text: string): void {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      const body = bodyOf(line);
      if (body === undefined) throw new Error(`"${line}" is no line of the protocol`);
      this.heard.push(body);
      if (this.answering) this.obey(body, line);
    }
  }

  private obey(body: string, line: string): void {
    if (body === 'H') this.say(`H${this.identity}`);
    if (body.startsWith('L')) this.lampsInForce = lineCheck(`${line}\n`);
    if (body.startsWith('P')) this.say(`${body}${byte(this.down)}${byte(this.lampsInForce, 4)}`);
  }
}

const byte = (value: number, digits = 2): string => value.toString(16).toUpperCase().padStart(digits, '0');
