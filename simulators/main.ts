#!/usr/bin/env node
import { systemClock } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import { createLogger } from '#platform/logger.js';
import { packageVersion } from '#platform/packageFacts.js';
import { runProgram } from '#platform/program.js';
import { runHistory } from './history/command.js';
import { SimulatedOffice } from './office/office.js';
import { officeSettings } from './office/settings.js';

const USAGE = `rating-sim: whole offices without hardware

  rating-sim office [settings]    a hub, its boxes, clerks and citizens; --help lists the settings
  rating-sim history [settings]   gives a new hub a past, to look at its figures; --help lists the settings
`;

const [command, ...args] = process.argv.slice(2);

if (command === 'office') {
  let office: SimulatedOffice | undefined;
  await runProgram({
    name: 'rating-sim office',
    purpose: 'a hub and its boxes on simulated panels, with clerks and citizens',
    version: packageVersion(),
    settings: officeSettings,
    args,
    assemble: (settings) => {
      const logger = createLogger('rating-sim', 'error');
      office = new SimulatedOffice(settings, systemClock, logger, giveUp, say);
      return office;
    },
    started: () => say(welcome(office?.addresses)),
  });
} else if (command === 'history') {
  process.exitCode = runHistory(args);
} else {
  const known = command === '--help' || command === '--version';
  say(command === '--version' ? packageVersion() : USAGE.trimEnd());
  process.exitCode = known ? 0 : 2;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Ends the program as a signal would, so that everything it started ends too. */
function giveUp(error: unknown): void {
  process.stderr.write(`rating-sim office: ${messageOf(error)}\n`);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}

function welcome(addresses: SimulatedOffice['addresses']): string {
  if (addresses === undefined) return '';
  return `
  The office is open. 戶政事務所開始服務。

  Console  主管警示台  ${addresses.hub}/console.html?office=east
  Wall     看板        ${addresses.hub}/wall.html?office=east
  Desk     櫃檯開立    ${addresses.hub}/desk.html?office=east
  Figures  統計        ${addresses.hub}/overview.html?office=east
  Boxes    評分機管理  ${addresses.hub}/boxes.html?office=east
  Panels   虛擬評分機  ${addresses.panels}${addresses.screen === undefined ? '' : `\n  Screen   觸控螢幕    ${addresses.screen}`}
  API      介面        ${addresses.hub}/api/v1/openapi.json

  Ctrl-C ends everything.
`;
}
