import { systemClock } from '#platform/clock.js';
import { createLogger } from '#platform/logger.js';
import { packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import type { Service } from '#platform/service.js';
import { type Settings, SettingsError } from '#platform/settings.js';
import { chooseLight } from './chooseLight.js';
import { hubFetch } from './hubFetch.js';
import { Lamp } from './lamp.js';
import { lampSettings } from './settings.js';

const NAME = 'rating-hub lamp';

/** Runs `rating-hub lamp` until it is told to stop. */
export function runLamp(args: readonly string[]): Promise<void> {
  return runProgram({
    name: NAME,
    purpose:
      "a signal light at a desk that tells an office's alarms: flashing while nobody has taken them, steady while " +
      'somebody is on the way, slowly flashing without the hub',
    version: packageVersion(),
    settings: lampSettings,
    args,
    assemble,
  });
}

async function assemble(settings: Settings<typeof lampSettings>): Promise<Service> {
  const { hub, office, name, bell, authority } = settings;
  if (office === '')
    throw new SettingsError([`--office is missing; expected ${lampSettings.office.expected}`]);
  const logger = createLogger(NAME, settings['log-level']);
  const light = await chooseLight(settings, systemClock, logger);
  return new Lamp({
    hub,
    office,
    lamp: name,
    bell,
    light,
    fetch: hubFetch({ hub, authority, tokenFile: settings['token-file'] }),
    clock: systemClock,
    random: Math.random,
    logger,
  });
}
