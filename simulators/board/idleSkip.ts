import type { AVRTimer, CPU } from 'avr8js';

/** Data addresses of the ATmega328P (datasheet DS40002061A §31). */
const TIMER_COUNTERS = [0x46, 0x84, 0x85, 0xb2];
const TIMSK0 = 0x6e;
const TIMSK1 = 0x6f;
const TIMSK2 = 0x70;
/** Timer 0 overflow: the only timer interrupt of an Arduino program that waits. */
const ONLY_OVERFLOW = 0x01;
const TIMER0_DIVIDER = 64;
const TIMER0_STEPS = 256;
/** An anchor not met again for so long is given up for the present place in the program. */
const ANCHOR_PATIENCE_CYCLES = 4_096;

/**
 * Notices that a program waits, and leaps over the waiting.
 *
 * When a place in the program (the anchor) is met twice with registers and memory exactly the same, and nothing
 * outside can have a say, the program must go on repeating itself until the next timer interrupt. Whole
 * repetitions are then skipped by moving the cycle counter. Nothing the program or the pins can tell apart
 * changes; simulating an idle StandardFirmata becomes about ten times cheaper.
 *
 * Snapshots are renewed at visits 1, 2, 4, 8 … of the anchor (Brent's cycle detection), so that loops within
 * loops are found too.
 */
export class IdleSkip {
  /** Program counter at which `leap` is worth calling. */
  anchor = -1;
  private readonly memory: Buffer;
  private readonly snapshot: Buffer;
  private snapshotCycle = 0;
  private anchorCycle = 0;
  private visits = 0;
  private disturbed = false;

  constructor(
    private readonly cpu: CPU,
    private readonly timer0: AVRTimer,
  ) {
    this.memory = Buffer.from(cpu.data.buffer);
    this.snapshot = Buffer.alloc(this.memory.length);
    for (const address of TIMER_COUNTERS) this.watch(address);
  }

  /** Call at the anchor when no byte is on its way in or out; moves on to `limit` (in cycles) at most. */
  leap(limit: number): void {
    const { cpu } = this;
    this.visits++;
    if (!this.disturbed && cpu.nextInterrupt < 0 && this.memory.equals(this.snapshot)) {
      const period = cpu.cycles - this.snapshotCycle;
      const room = Math.min(limit - cpu.cycles, this.untilInterrupt());
      cpu.cycles += Math.max(0, Math.floor(room / period)) * period;
      this.begin();
    } else if ((this.visits & (this.visits - 1)) === 0) {
      this.take();
    }
    this.anchorCycle = cpu.cycles;
  }

  /** Call now and then at any place: chooses another anchor when the present one is not met. */
  review(): void {
    if (this.cpu.cycles - this.anchorCycle < ANCHOR_PATIENCE_CYCLES) return;
    this.anchor = this.cpu.pc;
    this.anchorCycle = this.cpu.cycles;
    this.begin();
  }

  /** Call when anything reaches the chip from outside: what came between two visits was no mere repetition. */
  disturb(): void {
    this.disturbed = true;
    this.visits = 0;
  }

  private begin(): void {
    this.visits = 1;
    this.take();
  }

  private take(): void {
    this.memory.copy(this.snapshot);
    this.snapshotCycle = this.cpu.cycles;
    this.disturbed = false;
  }

  /** Cycles surely left before a timer interrupts; the counter shown may be one step old. */
  private untilInterrupt(): number {
    const { data } = this.cpu;
    if (data[TIMSK0] !== ONLY_OVERFLOW || data[TIMSK1] !== 0 || data[TIMSK2] !== 0) return 0;
    return (TIMER0_STEPS - 2 - this.timer0.debugTCNT) * TIMER0_DIVIDER;
  }

  /** A program that reads a counter does not merely repeat itself. */
  private watch(address: number): void {
    const inner = this.cpu.readHooks[address];
    if (inner === undefined) return;
    this.cpu.readHooks[address] = (addr) => {
      this.disturbed = true;
      return inner(addr);
    };
  }
}
