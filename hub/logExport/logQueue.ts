/** Most lines that wait for a collector. */
const MOST = 1_000;

/** Lines that wait to be passed on, the oldest first. When there are too many the oldest are left out, and counted. */
export class LogQueue {
  private readonly lines: string[] = [];
  private leftOut = 0;

  put(line: string): void {
    this.lines.push(line);
    if (this.lines.length <= MOST) return;
    this.lines.shift();
    this.leftOut++;
  }

  first(): string | undefined {
    return this.lines[0];
  }

  /** Takes away the given line, if it still waits. */
  done(line: string): void {
    if (this.lines[0] === line) this.lines.shift();
  }

  /** How many were left out since it was last asked. */
  takeLeftOut(): number {
    const { leftOut } = this;
    this.leftOut = 0;
    return leftOut;
  }
}
