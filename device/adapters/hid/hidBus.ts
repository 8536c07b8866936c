/** One HID interface that is plugged in. A device with several interfaces or usages is listed several times. */
export interface HidInfo {
  /** What `open` takes; valid until the device is unplugged. */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  /** USB interface number; -1 where the system does not tell. */
  readonly interface: number;
}

export interface HidListener {
  /** An input report, with its report id first if the device numbers its reports. */
  report(bytes: Uint8Array): void;
  /** The device is gone or unreadable; called at most once, and nothing after it. */
  failed(detail: string): void;
}

/**
 * An open device. Its calls are carried out one after the other, in order. A call on a device that hangs stays
 * pending until the device answers, goes away, or the system gives up after some seconds; a device that is gone or
 * closed rejects.
 */
export interface HidDevice {
  /** Sends an output report; the first byte is its id, 0 for a device that does not number its reports. */
  write(report: Uint8Array): Promise<void>;
  /** Sends a feature report; the first byte is its id. */
  sendFeature(report: Uint8Array): Promise<void>;
  /** Asks for a feature report of at most `length` bytes, id included. */
  readFeature(id: number, length: number): Promise<Uint8Array>;
  /** After this call the listener hears nothing more. */
  close(): Promise<void>;
}

/**
 * USB HID as a panel needs it. Implemented by `NodeHidBus` and, for tests and simulations, by `SimulatedHidBus`.
 *
 * Both calls reject with `CodedError`: `hid/library` when HID cannot be used at all on this machine, `hid/access`
 * when a device is there but may not be opened, `hid/gone` when it went away meanwhile.
 */
export interface HidBus {
  /** Every HID interface plugged in now, also those that may not be opened. */
  list(): Promise<readonly HidInfo[]>;
  /** Opens a device for reading and writing. Reports that came before this call are not delivered. */
  open(path: string, listener: HidListener): Promise<HidDevice>;
}
