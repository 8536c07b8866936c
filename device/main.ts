#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --max-semi-space-size=1 --optimize-for-size --v8-pool-size=1
import { DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { systemClock } from '#platform/clock.js';
import { claimDirectory } from '#platform/dataDirectory.js';
import { systemIds } from '#platform/identity.js';
import { createLogger } from '#platform/logger.js';
import { packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import { type Service, ServiceGroup } from '#platform/service.js';
import type { Settings } from '#platform/settings.js';
import { fetchTrusting, meetAuthority } from '#platform/trustingFetch.js';
import { freeBytes, isWantOfRoom } from './adapters/diskSpace.js';
import { FileMemory } from './adapters/fileMemory.js';
import { sealKeys } from './adapters/identityFile.js';
import { IdentityPapers } from './adapters/identityPapers.js';
import { MqttUplink } from './adapters/mqttUplink.js';
import { openOutbox } from './adapters/openOutbox.js';
import { Box } from './box.js';
import { enrolCommand } from './composition/enrolCommand.js';
import { choosePanel } from './composition/panels.js';
import { chooseVoice } from './composition/voices.js';
import { whoAmI } from './composition/whoami.js';
import { LateRenewal } from './lateRenewal.js';
import { PatientBox } from './patientBox.js';
import type { Panel } from './ports/panel.js';
import { sealerOf, sealingFacts } from './sealing.js';
import { boxSettings } from './settings.js';

const [command, ...rest] = process.argv.slice(2);
if (command === 'enrol') {
  process.exitCode = await enrolCommand(rest, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    environment: process.env,
    fetch,
    meet: meetAuthority,
    fetchTrusting,
  });
} else {
  await runProgram({
    name: 'rating-box',
    purpose: 'the service of the rating box on a counter; rating-box enrol makes it known to a hub',
    version: packageVersion(),
    settings: boxSettings,
    assemble,
  });
}

async function assemble(settings: Settings<typeof boxSettings>): Promise<Service> {
  const logger = createLogger('rating-box', settings['log-level']);
  const directory = claimDirectory(settings.data);
  const me = whoAmI(settings);
  const memory = new FileMemory({ folder: directory.path, ...me, logger });
  const office = memory.place()?.office ?? me.office;
  const boot = systemIds.uuid();
  const { panel, screen } = await choosePanel(settings, systemClock, logger);
  const voice = chooseVoice(settings, memory.settings() ?? DEFAULT_BOX_SETTINGS, systemClock, logger);
  const papers = IdentityPapers.in(directory.path);
  const assembleBox = (panel: Panel): Box => {
    const keys = sealKeys(directory.path);
    const { outbox, replaced } = openOutbox(directory.path, systemIds, systemClock, sealerOf(me.box, keys));
    for (const lost of replaced) logger.error(lost, 'the outbox was damaged');
    return new Box({
      panel,
      voice,
      caption: screen === undefined ? undefined : (utterance) => screen.caption(utterance),
      outbox,
      replaced,
      memory,
      papers,
      office,
      uplink: new MqttUplink({
        url: me.hub,
        office,
        box: me.box,
        boot,
        software: packageVersion(),
        seal: sealingFacts(keys, outbox),
        credentials: papers && (() => papers.credentials()),
        clock: systemClock,
        random: Math.random,
        logger,
      }),
      clock: systemClock,
      logger,
      random: Math.random,
      boot,
      freeBytes: () => freeBytes(directory.path),
      settled: ({ languages }) => screen?.offer(languages),
    });
  };
  const box = new PatientBox({ panel, assemble: assembleBox, isWantOfRoom, clock: systemClock, logger });
  const claim: Service = { name: 'data directory', start: () => undefined, stop: () => directory.release() };
  const renewal =
    papers &&
    new LateRenewal({ ...{ papers, fetchTrusting, logger }, clock: systemClock, random: Math.random });
  return new ServiceGroup('rating-box', [claim, ...(renewal === undefined ? [] : [renewal]), box]);
}
