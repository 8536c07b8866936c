import { DARK, type LightFirmware, type Seen } from './lightFirmware.js';

const STEPS = 7;
const STEP_BYTES = 8;
const SUM_AT = 62;
const JUMP = 0x10;
const KEEP_ALIVE = 0x80;
/** How long a program runs that nobody keeps alive, as the tools for it assume. */
const UNKEPT_MS = 15_000;

interface Step {
  readonly next: number;
  readonly repeat: number;
  readonly colour: Seen['colour'];
  readonly onMs: number;
  readonly offMs: number;
  readonly ringtone: number;
}

/** A Kuando Busylight that runs the steps it is given, until its keep-alive time is over. */
export class BusylightFirmware implements LightFirmware {
  private program: readonly Step[] = [];
  private at = 0;
  private repeated = 0;
  private since = 0;
  private keptUntil = 0;
  private rings = false;

  boot(): void {
    this.program = [];
    this.keptUntil = 0;
    this.rings = false;
  }

  write(message: Uint8Array, nowMs: number): void {
    const report = message.subarray(1);
    if (report.length !== 64 || message[0] !== 0) throw new Error('no report of 64 bytes with id 0');
    const sum = report.subarray(0, SUM_AT).reduce((total, byte) => total + byte, 0);
    if (new DataView(report.buffer, report.byteOffset).getUint16(SUM_AT) !== sum) return;
    const [command = 0] = report;
    if ((command & 0xf0) === KEEP_ALIVE) this.keptUntil = nowMs + (command & 0x0f) * 1_000;
    if ((command & 0xf0) !== JUMP) return;
    this.program = Array.from({ length: STEPS }, (_, index) => stepOf(report, index * STEP_BYTES));
    this.keptUntil = nowMs + UNKEPT_MS;
    this.enter(0, nowMs);
  }

  look(nowMs: number): Seen {
    if (nowMs >= this.keptUntil) return DARK;
    for (let step = this.step; step !== undefined && nowMs >= this.since + cycle(step); step = this.step) {
      this.since += cycle(step);
      this.repeated++;
      if (this.repeated >= step.repeat) this.enter(step.next, this.since);
    }
    const { step } = this;
    const lit = step !== undefined && nowMs - this.since < step.onMs;
    return { colour: lit ? step.colour : 'dark', rings: this.rings };
  }

  /** A step without a length would be run for ever within one look. */
  private get step(): Step | undefined {
    const step = this.program[this.at];
    return step === undefined || cycle(step) === 0 ? undefined : step;
  }

  private enter(at: number, nowMs: number): void {
    this.at = at;
    this.repeated = 0;
    this.since = nowMs;
    const ringtone = this.program[at]?.ringtone ?? 0;
    if ((ringtone & 0x80) !== 0) this.rings = (ringtone & 0x07) > 0;
  }
}

const cycle = ({ onMs, offMs }: Step): number => onMs + offMs;

function stepOf(report: Uint8Array, from: number): Step {
  const [command = 0, repeat = 0, red = 0, green = 0, blue = 0, on = 0, off = 0, ringtone = 0] =
    report.subarray(from);
  return {
    next: command & 0x07,
    repeat,
    colour: colourOf(red, green, blue),
    onMs: on * 100,
    offMs: off * 100,
    ringtone,
  };
}

function colourOf(red: number, green: number, blue: number): Seen['colour'] {
  if (red + green + blue === 0) return 'dark';
  if (red > 0 && blue === 0) return green > 0 ? 'amber' : 'red';
  return blue > 0 && red + green === 0 ? 'blue' : 'other';
}
