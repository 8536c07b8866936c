import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { type Settings, SettingsError } from '#platform/settings.js';
import { DrivenLight } from './drivenLight.js';
import type { LightBus } from './ports/lightBus.js';
import type { LightDriver } from './ports/lightDriver.js';
import type { SignalLight } from './ports/signalLight.js';
import type { lampSettings } from './settings.js';

type LampSettings = Settings<typeof lampSettings>;

/** The light that settings name. Only its own adapter is loaded. Rejects with `SettingsError` where they clash. */
export async function chooseLight(
  settings: LampSettings,
  clock: Clock,
  logger: Logger,
): Promise<SignalLight> {
  return new DrivenLight({ ...(await partsOf(settings)), clock, logger });
}

async function partsOf(settings: LampSettings): Promise<{ bus: LightBus; driver: LightDriver }> {
  const { light, volume, device } = settings;
  const path = device === '' ? {} : { path: device };
  switch (light) {
    case 'patlite': {
      const { NodeHidBus, PATLITE_USB: model } = await import('./adapters/nodeHidBus.js');
      const { patlite } = await import('./adapters/patliteReport.js');
      return { bus: new NodeHidBus({ model, ...path }), driver: patlite(volume) };
    }
    case 'busylight': {
      const { NodeHidBus, BUSYLIGHT_USB: model } = await import('./adapters/nodeHidBus.js');
      const { busylight } = await import('./adapters/busylightReport.js');
      return { bus: new NodeHidBus({ model, ...path }), driver: busylight(volume) };
    }
    case 'relay': {
      const wiring = wiringOf(settings);
      const { SerialBus } = await import('./adapters/serialBus.js');
      const { relay } = await import('./adapters/relayFrame.js');
      return { bus: new SerialBus(path), driver: relay(wiring) };
    }
  }
}

function wiringOf(settings: LampSettings) {
  const lights = {
    high: settings['relay-high'],
    medium: settings['relay-medium'],
    acknowledged: settings['relay-acknowledged'],
    disconnected: settings['relay-disconnected'],
  };
  const bell = settings['relay-bell'];
  if (settings.bell && Object.values(lights).includes(bell))
    throw new SettingsError([`--relay-bell is ${bell}, a relay that switches a light; expected another one`]);
  return { lights, bell };
}
