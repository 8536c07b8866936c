import { once } from 'node:events';
import { SerialPort } from 'serialport';
import type { SerialLineSettings } from './serialPadFraming.js';

/** A line has at most 46 bytes; a small buffer is handed on sooner than the default of 64 KiB. */
const BUFFER_BYTES = 256;

/** An open serial port. Serves one connection; the next one needs a new object. */
export interface SerialPadPort {
  /** Hands on what arrives; called once. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Calls back once when the device is gone or fails; not after `close`. */
  onLost(listener: (detail: string) => void): void;
  /** `taken` is called when the system has taken all bytes; never, or late, when the pad does not drain its line. */
  write(text: string, taken: () => void): void;
  /** Gives the device free; bytes still being written are lost. Never rejects. */
  close(): Promise<void>;
}

export type OpenSerialPadPort = (path: string, settings: SerialLineSettings) => Promise<SerialPadPort>;

/** Rejects with the system's error when the device cannot be opened. */
export const openSerialPadPort: OpenSerialPadPort = async (path, settings) => {
  const port = new SerialPort({ path, ...settings, highWaterMark: BUFFER_BYTES, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
  let lost: ((detail: string) => void) | undefined;
  const lose = (detail: string) => {
    const tell = lost;
    lost = undefined;
    tell?.(detail);
  };
  for (const event of ['close', 'end']) port.on(event, () => lose(`${path} was unplugged`));
  port.on('error', (error: Error) => lose(`${path} failed: ${error.message}`));
  return {
    onData: (listener) => void port.on('data', listener),
    onLost: (listener) => {
      lost = listener;
    },
    write: (text, taken) =>
      void port.write(text, 'latin1', (error) => {
        if (error === null || error === undefined) taken();
      }),
    close: () => {
      lost = undefined;
      return closePort(port);
    },
  };
};

async function closePort(port: SerialPort): Promise<void> {
  port.removeAllListeners('data');
  if (port.closing) await once(port, 'close');
  if (!port.isOpen) return;
  // Bytes that a hanging pad does not take would hold up the closing for many seconds.
  await new Promise<void>((resolve) => port.flush(() => port.close(() => resolve())));
}
