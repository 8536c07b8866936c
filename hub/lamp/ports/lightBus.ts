/**
 * An open light. Its calls are made one after the other. A call on a light that hangs stays pending until it answers or
 * goes away; on one that is gone or closed it rejects.
 */
export interface LightDevice {
  /** Hands over one message whole: a report, or the bytes of a command. Resolves once the system has taken it. */
  write(message: Uint8Array): Promise<void>;
  /** Gives the light free; what is still being written may be lost. `failed` is not called after it. Never rejects. */
  close(): Promise<void>;
}

/**
 * What a light of one kind is plugged into. Implemented by `NodeHidBus`, `SerialBus` and, for tests and simulations, by
 * `SimulatedLightBus`.
 *
 * Both calls reject with `CodedError`: `light/library` when such lights cannot be used at all on this machine,
 * `light/access` when one is there but may not be opened, `light/gone` when it went away meanwhile.
 */
export interface LightBus {
  /** Where lights of this kind are now, also those that may not be opened, always in the same order. */
  find(): Promise<readonly string[]>;
  /** `failed` is called at most once, at the latest 2 s after the light has gone. */
  open(path: string, failed: (detail: string) => void): Promise<LightDevice>;
}
