import { HELLO_LINE, lineCheck, pingLine } from './serialPadFrame.js';

/**
 * What is still to be said to a pad. One write is under way at a time; while it is, only the newest lamps and the
 * newest ping are kept, so that a pad that does not drain its line costs no memory and later sees no old lamps.
 */
export class SerialPadWriter {
  private busy = false;
  private hello = false;
  private lamps: string | undefined;
  private echo: number | undefined;
  private told: number | undefined;
  private toldAtPing: number | undefined;

  /** @param write calls back when it can take more */
  constructor(private readonly write: (text: string, taken: () => void) => void) {}

  /** `lineCheck` of the last lamps line said before the last ping: what the answer to that has to name. */
  get expectedLamps(): number | undefined {
    return this.toldAtPing;
  }

  sayHello(): void {
    this.hello = true;
    this.flush();
  }

  sayLamps(line: string): void {
    this.lamps = line;
    this.flush();
  }

  ping(echo: number): void {
    this.echo = echo;
    this.flush();
  }

  /** Lamps before the ping, so that its answer vouches for them. */
  private flush(): void {
    if (this.busy) return;
    let text = this.hello ? HELLO_LINE : '';
    this.hello = false;
    if (this.lamps !== undefined) {
      text += this.lamps;
      this.told = lineCheck(this.lamps);
      this.lamps = undefined;
    }
    if (this.echo !== undefined) {
      text += pingLine(this.echo);
      this.toldAtPing = this.told;
      this.echo = undefined;
    }
    if (text === '') return;
    this.busy = true;
    this.write(text, () => {
      this.busy = false;
      this.flush();
    });
  }
}
