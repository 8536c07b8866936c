import type { LightFirmware, Seen } from './lightFirmware.js';

const START = 0xa0;
const FRAME_BYTES = 4;

/** What hangs on the relays of a board, by their numbers. */
export interface RelayLoads {
  readonly lamps: Readonly<Record<number, Exclude<Seen['colour'], 'dark'>>>;
  readonly bell: number;
}

/** A relay board of the LCUS kind: takes frames out of a stream of bytes, whatever pieces they come in. */
export class RelayFirmware implements LightFirmware {
  private closed = new Set<number>();
  private pending: number[] = [];

  constructor(
    private readonly loads: RelayLoads,
    private readonly relays = 4,
  ) {}

  boot(): void {
    this.closed = new Set();
    this.pending = [];
  }

  write(message: Uint8Array): void {
    for (const byte of message) {
      if (this.pending.length === 0 && byte !== START) continue;
      this.pending.push(byte);
      if (this.pending.length === FRAME_BYTES) this.obey(this.pending.splice(0));
    }
  }

  look(): Seen {
    const lit = Object.entries(this.loads.lamps).find(([relay]) => this.closed.has(Number(relay)));
    return { colour: lit?.[1] ?? 'dark', rings: this.closed.has(this.loads.bell) };
  }

  private obey([start = 0, relay = 0, on = 0, sum]: readonly number[]): void {
    if (sum !== ((start + relay + on) & 0xff) || relay < 1 || relay > this.relays) return;
    if (on === 1) this.closed.add(relay);
    else this.closed.delete(relay);
  }
}
