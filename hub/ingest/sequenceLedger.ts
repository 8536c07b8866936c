/** A run of numbers, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Which numbers of one box and epoch are stored (D4): everything up to `contiguous`, and some beyond. Numbers
 * beyond it mean a gap, shown as a gap until it is filled.
 */
export class SequenceLedger {
  private readonly beyond = new Set<number>();
  private top: number;

  constructor(private through = 0) {
    this.top = through;
  }

  get contiguous(): number {
    return this.through;
  }

  /** The highest number known to exist, stored or announced by a heartbeat. */
  get highest(): number {
    return this.top;
  }

  add(seq: number): void {
    this.announce(seq);
    if (seq <= this.through) return;
    this.beyond.add(seq);
    while (this.beyond.delete(this.through + 1)) this.through++;
  }

  /** The box says numbers up to `seq` exist. */
  announce(seq: number): void {
    if (seq > this.top) this.top = seq;
  }

  /** How many known numbers are not stored. */
  missing(): number {
    return this.top - this.through - this.beyond.size;
  }

  /** The first gaps, oldest first. */
  gaps(limit: number): Range[] {
    const found: Range[] = [];
    let from = this.through + 1;
    for (const stored of [...this.beyond].sort((a, b) => a - b)) {
      if (stored > from) found.push({ from, to: stored - 1 });
      from = stored + 1;
      if (found.length >= limit) return found;
    }
    if (from <= this.top) found.push({ from, to: this.top });
    return found.slice(0, limit);
  }
}
