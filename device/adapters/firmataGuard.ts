import type { Firmata } from 'firmata-io';
import { messageOf } from '#platform/errors.js';

/** More than a board of 128 pins needs to tell all their modes, its longest message. */
const MOST_MESSAGE_BYTES = 4_096;
const MOST_PINS = 128;

/**
 * Stands between a serial line and firmata-io, which believes whatever arrives: it throws on messages about pins that
 * the board does not have, and keeps a message without end for ever. Calls `lose` once, at the first of these, and
 * then lets nothing through; never throws.
 */
export function guardFirmata(io: Firmata, lose: (detail: string) => void): void {
  const { transport } = io;
  const parsers = transport.listeners('data');
  transport.removeAllListeners('data');
  let lost = false;
  transport.on('data', (bytes: Uint8Array) => {
    for (const byte of bytes) {
      if (lost) return;
      const fault = faultOf(io, () => {
        for (const parse of parsers) parse.call(transport, [byte]);
      });
      if (fault === undefined) continue;
      lost = true;
      io.buffer.length = 0;
      lose(`what arrives is no Firmata: ${fault}`);
    }
  });
}

function faultOf(io: Firmata, parse: () => void): string | undefined {
  try {
    parse();
  } catch (error) {
    return messageOf(error);
  }
  if (io.buffer.length > MOST_MESSAGE_BYTES) return `a message of more than ${MOST_MESSAGE_BYTES} bytes`;
  return io.analogPins.length > MOST_PINS ? `more than ${MOST_PINS} analog inputs` : undefined;
}
