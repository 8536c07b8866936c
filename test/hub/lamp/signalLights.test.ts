import { busylight } from '../../../hub/lamp/adapters/busylightReport.js';
import { patlite } from '../../../hub/lamp/adapters/patliteReport.js';
import { relay } from '../../../hub/lamp/adapters/relayFrame.js';
import { BusylightFirmware } from '../../../simulators/light/busylightFirmware.js';
import { PatliteFirmware } from '../../../simulators/light/patliteFirmware.js';
import { RelayFirmware } from '../../../simulators/light/relayFirmware.js';
import { signalLightConformance } from '../../conformance/signalLight.js';
import { LightRig } from '../../support/lightRig.js';

signalLightConformance('Patlite NE-USB', {
  makeRig: () => new LightRig(patlite(5), new PatliteFirmware()),
  ringsPerChime: { medium: 3, high: 10 },
});

signalLightConformance('Kuando Busylight', {
  makeRig: () => new LightRig(busylight(5), new BusylightFirmware()),
  ringsPerChime: { medium: 1, high: 1 },
});

signalLightConformance('one lamp and a bell on relays', {
  makeRig: () =>
    new LightRig(
      relay({ lights: { high: 1, medium: 1, acknowledged: 1, disconnected: 1 }, bell: 2 }),
      new RelayFirmware({ lamps: { 1: 'red' }, bell: 2 }),
    ),
  ringsPerChime: { medium: 1, high: 2 },
});

signalLightConformance('a signal tower on relays', {
  makeRig: () =>
    new LightRig(
      relay({ lights: { high: 1, medium: 2, acknowledged: 2, disconnected: 3 }, bell: 4 }),
      new RelayFirmware({ lamps: { 1: 'red', 2: 'amber', 3: 'blue' }, bell: 4 }),
    ),
  ringsPerChime: { medium: 1, high: 2 },
});
