/** Bits of a byte on an idle-high line with 8N1 framing: start, data from the lowest, stop. */
const bitsOf = (byte: number): number[] => [
  0,
  ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1),
  1,
];

/**
 * What a receiver at one baud rate makes of bytes sent back to back at another, both 8N1: it waits for a falling
 * edge and samples the middle of each bit. Bytes without a stop bit are handed on as they are, as drivers do.
 */
export function misread(sent: Uint8Array, sentBaud: number, readBaud: number): Uint8Array {
  const line = [...sent].flatMap(bitsOf);
  const levelAt = (seconds: number): number => line[Math.floor(seconds * sentBaud)] ?? 1;
  const end = line.length / sentBaud;
  const step = 1 / (16 * Math.max(sentBaud, readBaud));
  const bytes: number[] = [];
  let at = 0;
  while (at < end) {
    if (levelAt(at) === 1) {
      at += step;
      continue;
    }
    const bit = (index: number) => levelAt(at + (index + 0.5) / readBaud);
    bytes.push(
      Array.from({ length: 8 }, (_, index) => bit(index + 1) << index).reduce((sum, value) => sum | value),
    );
    at += 9.5 / readBaud;
    while (at < end && levelAt(at) === 0) at += step;
  }
  return Uint8Array.from(bytes);
}
