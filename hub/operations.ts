import { CodedError } from '#platform/errors.js';
import { describeSettings, type SettingDeclarations, SettingsError } from '#platform/settings.js';
import { doctor, doctorSettings } from './doctor/doctorCommand.js';
import type { Terminal } from './maintenance.js';
import { forget, forgetSettings, printInventory, privacySettings } from './privacy/privacyCommands.js';

/** What the machine room does from a terminal besides running the hub. */
export type OperationsCommand = 'doctor' | 'privacy' | 'forget-clerk';

interface Command {
  readonly purpose: string;
  readonly settings: SettingDeclarations;
  readonly own: readonly string[];
  readonly run: (flags: readonly string[], terminal: Terminal) => number | Promise<number>;
}

const COMMANDS: Readonly<Record<OperationsCommand, Command>> = {
  doctor: {
    purpose:
      'says of every part of the hub, running or stopped, how it is and what to do; ends with 1 if anything is wrong',
    settings: doctorSettings,
    own: ['data', 'demonstration', 'host', 'https-port', 'mqtts-port', 'broker', 'hub', 'language'],
    run: doctor,
  },
  privacy: {
    purpose: 'prints which personal data are stored, why and how long (個人資料之項目彙整表)',
    settings: privacySettings,
    own: ['language', 'format'],
    run: printInventory,
  },
  'forget-clerk': {
    purpose:
      'replaces the name of a clerk who left by a pseudonym, while the hub is stopped; figures stay the same',
    settings: forgetSettings,
    own: ['data', 'name', 'office', 'by'],
    run: forget,
  },
};

/** A command to its exit status: 0 done and well, 1 failed or something wrong, 2 wrong arguments. */
export async function operate(
  command: OperationsCommand,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { purpose, settings, own, run } = COMMANDS[command];
  if (args.includes('--help')) {
    const known = Object.fromEntries(Object.entries(settings).filter(([name]) => own.includes(name)));
    terminal.out(`rating-hub ${command}: ${purpose}\n\n${describeSettings(known, 'RATING_HUB')}\n`);
    return 0;
  }
  try {
    return await run(args, terminal);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const lines = error instanceof SettingsError ? error.faults : [error.message];
    for (const line of lines) terminal.err(`rating-hub ${command}: ${line}\n`);
    return error instanceof SettingsError ? 2 : 1;
  }
}
