const END = 0x0a;
/** Longer than any line of the protocol, so that what is cut off here can never be one. */
const MAX_BYTES = 64;

/**
 * Cuts bytes from a serial line into lines. Keeps at most 64 bytes: of a longer line, each 64 bytes and the rest
 * come out as an empty line, which stands for noise, and reading goes on after the next line end. Never throws.
 */
export class SerialPadLines {
  private readonly kept = Buffer.alloc(MAX_BYTES);
  private length = 0;
  private overlong = false;

  /** The lines that these bytes complete, without their ends, as Latin-1. They are cut only as they are taken. */
  *take(bytes: Uint8Array): Generator<string> {
    for (const byte of bytes) {
      if (byte === END) {
        const line = this.cut();
        this.overlong = false;
        yield line;
      } else {
        this.kept[this.length++] = byte;
        if (this.length < MAX_BYTES) continue;
        this.overlong = true;
        yield this.cut();
      }
    }
  }

  private cut(): string {
    const line = this.overlong ? '' : this.kept.toString('latin1', 0, this.length);
    this.length = 0;
    return line;
  }
}
