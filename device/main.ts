#!/usr/bin/env node
import { join } from 'node:path';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger, type Logger } from '#platform/logger.js';
import { packageRoot, packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import type { Settings } from '#platform/settings.js';
import { LANGUAGES } from '#words/language.js';
import { FirmataPanel } from './adapters/firmataPanel.js';
import { MqttUplink } from './adapters/mqttUplink.js';
import { PromptLibrary } from './adapters/promptLibrary.js';
import { createSilentVoice } from './adapters/silentVoice.js';
import { SqliteOutbox } from './adapters/sqliteOutbox.js';
import { WavVoice } from './adapters/wavVoice.js';
import { Box } from './box.js';
import type { Voice } from './ports/voice.js';
import { boxSettings } from './settings.js';

await runProgram({
  name: 'rating-box',
  purpose: 'the service of the rating box on a counter',
  version: packageVersion(),
  settings: boxSettings,
  assemble,
});

type BoxSettings = Settings<typeof boxSettings>;

function assemble(settings: BoxSettings): Service {
  const logger = createLogger('rating-box', settings['log-level']);
  const directory = claimDirectory(settings.data);
  const boot = systemIds.uuid();
  const random = Math.random;
  const box = new Box({
    panel: new FirmataPanel({ path: settings.serial, clock: systemClock, logger }),
    voice: chooseVoice(settings, logger),
    outbox: new SqliteOutbox(join(directory.path, 'outbox.db'), systemIds),
    uplink: new MqttUplink({
      url: settings.hub,
      office: settings.office,
      box: settings.box,
      boot,
      software: packageVersion(),
      clock: systemClock,
      random,
      logger,
    }),
    clock: systemClock,
    logger,
    random,
    boot,
    maxAgeMs: settings['max-age-ms'],
  });
  const claim: Service = { name: 'data directory', start: () => undefined, stop: () => directory.release() };
  return new ServiceGroup('rating-box', [claim, box]);
}

function chooseVoice(settings: BoxSettings, logger: Logger): Voice {
  if (settings.voice === 'silent') return createSilentVoice();
  const rendered = settings.prompts === '' ? join(packageRoot(), '.cache/prompts') : settings.prompts;
  const folders = [settings.recordings, rendered].filter((folder) => folder !== '');
  return new WavVoice({
    prompts: new PromptLibrary({ folders, logger }),
    languages: LANGUAGES,
    player: settings.player.split(' '),
    clock: systemClock,
    logger,
  });
}
