import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/packageFacts.js';

const DAY_MS = 86_400_000;

/** The wall clocks of the office's machines, which can be set wrong one by one, and moved on together. */
export class WallClocks {
  private readonly errors = new Map<string, number>();
  private days = 0;

  constructor(private readonly folder: string) {}

  /** What a program on that machine is to be started with. */
  surroundings(machine: string): {
    readonly environment: Readonly<Record<string, string>>;
    readonly nodeFlags: readonly string[];
  } {
    this.set(machine, 0);
    return {
      environment: { RATING_FAULTS_CLOCK: this.file(machine) },
      nodeFlags: ['--import', join(packageRoot(), '.build/test/faults/shiftedClock.js')],
    };
  }

  /** Sets one machine's clock wrong by `errorMs`. */
  set(machine: string, errorMs: number): void {
    this.errors.set(machine, errorMs);
    this.write(machine);
  }

  /** Days go by in which all machines sleep: their wall clocks move on, monotonic time stands still. */
  sleep(days: number): void {
    this.days += days;
    for (const machine of this.errors.keys()) this.write(machine);
  }

  right(): void {
    for (const machine of this.errors.keys()) this.set(machine, 0);
  }

  private write(machine: string): void {
    writeFileSync(this.file(machine), `${this.days * DAY_MS + (this.errors.get(machine) ?? 0)}\n`);
  }

  private file(machine: string): string {
    return join(this.folder, `clock-${machine}`);
  }
}
