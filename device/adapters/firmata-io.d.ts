/** The part of firmata-io 2.3.0 the Firmata panel uses; the package brings no types. */
declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';

  interface FirmataPin {
    readonly supportedModes: readonly number[];
    mode: number | undefined;
    value: number;
    /** 0 for A0 and so on; 127 for a pin that is no analog input; absent until the board reported it. */
    readonly analogChannel?: number;
  }

  interface FirmataVersion {
    readonly major: number;
    readonly minor: number;
  }

  class Firmata extends EventEmitter {
    /** Uses an open or opening serial port. Emits `ready` after version, firmware and pins were reported. */
    constructor(port: Duplex, options?: { reportVersionTimeout?: number });
    readonly MODES: Readonly<Record<'INPUT' | 'OUTPUT' | 'PWM' | 'PULLUP', number>>;
    readonly RESOLUTION: Readonly<Record<string, number | null>>;
    readonly HIGH: 1;
    readonly LOW: 0;
    readonly isReady: boolean;
    /** Empty until the board has reported its pins. */
    readonly pins: FirmataPin[];
    /** The bytes of the message that is arriving. */
    readonly buffer: number[];
    /** Pins of A0 and so on; every report of the board adds to them. */
    readonly analogPins: readonly number[];
    /** The port given to the constructor. */
    readonly transport: Duplex;
    /** Of the sketch; `version` is undefined until it was reported. */
    readonly firmware: { readonly name?: string; readonly version?: FirmataVersion };
    /** Set by the constructor with the global timer; asks for the version when it fires. */
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    /** Asks for the protocol version; every answer emits `reportversion`, and so does every start of the board. */
    reportVersion(callback: () => void): void;
    /** Asks for the sketch; every answer emits `queryfirmware`, and so does every start of the board. */
    queryFirmware(callback: () => void): void;
    pinMode(pin: number, mode: number): void;
    digitalWrite(pin: number, value: number): void;
    analogWrite(pin: number, value: number): void;
    /** 1 turns on reporting of the eight-pin port of `pin`; the board reports its present state at once. */
    reportDigitalPin(pin: number, value: 0 | 1): void;
  }

  const firmataIo: { readonly Firmata: typeof Firmata };
  export default firmataIo;
  export type { Firmata, FirmataPin };
}
