import { join } from 'node:path';
import type { Clock } from '#platform/clock.js';
import type { Logger } from '#platform/logger.js';
import { packageRoot } from '#platform/packageFacts.js';
import type { Settings } from '#platform/settings.js';
import { CombinedPanel } from '../combinedPanel.js';
import type { Panel } from '../ports/panel.js';
import type { ScreenPanel } from '../screen/screenPanel.js';
import type { boxSettings, PanelName } from '../settings.js';

export interface ChosenPanel {
  readonly panel: Panel;
  /** The touch screen, if it is one of its parts. */
  readonly screen: ScreenPanel | undefined;
}

/**
 * The panel the settings name. Drivers are loaded only where they are used: each of their libraries costs memory
 * that the others' boxes need not have. Rejects with what the drivers' constructors throw.
 */
export async function choosePanel(
  settings: Settings<typeof boxSettings>,
  clock: Clock,
  logger: Logger,
): Promise<ChosenPanel> {
  const names = settings.panel.split(',') as PanelName[];
  const parts: Array<{ name: PanelName; panel: Panel }> = [];
  let screen: ScreenPanel | undefined;
  for (const name of names) {
    const panel = await openDriver(name, settings, clock, logger);
    if (name === 'screen') screen = panel as ScreenPanel;
    parts.push({ name, panel });
  }
  const [only] = parts;
  return { panel: only !== undefined && parts.length === 1 ? only.panel : new CombinedPanel(parts), screen };
}

async function openDriver(
  name: PanelName,
  settings: Settings<typeof boxSettings>,
  clock: Clock,
  logger: Logger,
): Promise<Panel> {
  switch (name) {
    case 'firmata': {
      const { FirmataPanel } = await import('../adapters/firmataPanel.js');
      const { parseWiring } = await import('../adapters/firmataWiring.js');
      return new FirmataPanel({ path: settings.serial, wiring: parseWiring(settings.pins), clock, logger });
    }
    case 'serial-pad': {
      const { SerialPadPanel } = await import('../adapters/serialPadPanel.js');
      const { serial: path, baud: baudRate, framing } = settings;
      return new SerialPadPanel({ path, baudRate, framing, clock, logger });
    }
    case 'hid': {
      const { HidPanel } = await import('../adapters/hid/hidPanel.js');
      return new HidPanel({ model: settings.hid, clock, logger });
    }
    case 'screen': {
      const { ScreenPanel } = await import('../screen/screenPanel.js');
      const pages = join(packageRoot(), '.build/device/screenPage');
      return new ScreenPanel({ port: settings['screen-port'], pages, clock, logger });
    }
  }
}
