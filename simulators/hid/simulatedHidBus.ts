import { CodedError } from '#platform/errors.js';
import type { HidBus, HidDevice, HidInfo, HidListener } from '../../device/adapters/hid/hidBus.js';
import type { SimulatedPad } from './simulatedPad.js';

/** USB HID with simulated pads, and what can be wrong with it. */
export class SimulatedHidBus implements HidBus {
  /** Calls of `list` so far. */
  listed = 0;
  /** Why HID cannot be used at all; undefined when it can. */
  broken: string | undefined;
  /** Pads are there but may not be opened. */
  forbidden = false;

  constructor(private readonly pads: readonly SimulatedPad[]) {}

  async list(): Promise<readonly HidInfo[]> {
    this.listed++;
    if (this.broken !== undefined) throw new CodedError('hid/library', this.broken);
    return this.pads.flatMap((pad) => pad.listing());
  }

  async open(path: string, listener: HidListener): Promise<HidDevice> {
    const pad = this.pads.find((candidate) => candidate.path === path);
    if (pad === undefined) throw new CodedError('hid/gone', `${path} went away`);
    if (this.forbidden) throw new CodedError('hid/access', `no permission to open ${path}`);
    return pad.open(listener);
  }
}
