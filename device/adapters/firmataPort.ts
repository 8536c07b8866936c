import { once } from 'node:events';
import type { Firmata } from 'firmata-io';
import firmataIo from 'firmata-io';
import { SerialPort } from 'serialport';
import { guardFirmata } from './firmataGuard.js';

/** Rate of StandardFirmata's serial line. */
const BAUD_RATE = 57_600;
/** A message has 3 bytes; a small buffer is handed on sooner than the default of 64 KiB. */
const BUFFER_BYTES = 256;

/** An open serial port with firmata-io on it. Serves one connection; the next one needs a new object. */
export interface FirmataPort {
  readonly io: Firmata;
  /** Calls back once when the device is gone or fails; not after `close`. */
  onLost(listener: (detail: string) => void): void;
  /** Gives the device free; bytes still being written are lost. Never rejects. */
  close(): Promise<void>;
}

/** Rejects with the system's error when the device cannot be opened. */
export async function openFirmataPort(path: string): Promise<FirmataPort> {
  const port = new SerialPort({ path, baudRate: BAUD_RATE, highWaterMark: BUFFER_BYTES, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
  const io = new firmataIo.Firmata(port);
  // The link asks for the version by the Clock port, from the start and repeatedly.
  clearTimeout(io.reportVersionTimeoutId);
  let lost: ((detail: string) => void) | undefined;
  const lose = (detail: string) => {
    const tell = lost;
    lost = undefined;
    tell?.(detail);
  };
  for (const event of ['close', 'end']) port.on(event, () => lose(`${path} was unplugged`));
  io.on('error', (error: Error) => lose(`${path} failed: ${error.message}`));
  guardFirmata(io, (detail) => lose(`${path}: ${detail}`));
  return {
    io,
    onLost: (listener) => {
      lost = listener;
    },
    close: () => {
      lost = undefined;
      return closePort(port);
    },
  };
}

async function closePort(port: SerialPort): Promise<void> {
  if (port.closing) await once(port, 'close');
  if (!port.isOpen) return;
  // Bytes that a hanging board does not take would hold up the closing for many seconds.
  await new Promise<void>((resolve) => port.flush(() => port.close(() => resolve())));
}
