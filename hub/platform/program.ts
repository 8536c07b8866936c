import { systemClock } from './clock.js';
import { CodedError, messageOf } from './errors.js';
import type { Service } from './service.js';
import { findServiceManager, type ServiceManager } from './serviceManager.js';
import {
  describeSettings,
  readSettings,
  type SettingDeclarations,
  type Settings,
  SettingsError,
} from './settings.js';

export interface Program<D extends SettingDeclarations> {
  readonly name: string;
  /** One sentence for `--help`. */
  readonly purpose: string;
  readonly version: string;
  readonly settings: D;
  /** Arguments to read instead of the whole command line. */
  readonly args?: readonly string[];
  /** Assembles the service; may throw `CodedError`. */
  readonly assemble: (settings: Settings<D>) => Service | Promise<Service>;
  /** Called once the service runs. */
  readonly started?: (settings: Settings<D>, service: Service) => void;
}

/** Exit codes as sysexits would have them: 2 for wrong usage, 1 for a failure. */
const USAGE = 2;
const FAILURE = 1;

/**
 * Runs a program from its command line until SIGINT or SIGTERM, then stops it cleanly; a second signal ends it at
 * once. Wrong settings are all named before anything starts; any other known failure is one line. A service manager is
 * told when the service has started, that it is healthy, and that it stops (B7).
 */
export async function runProgram<D extends SettingDeclarations>(program: Program<D>): Promise<void> {
  const args = program.args ?? process.argv.slice(2);
  const prefix = program.name.replaceAll(/[- ]/g, '_').toUpperCase();
  if (args.includes('--help')) {
    say(
      `${program.name} ${program.version}: ${program.purpose}\n\n${describeSettings(program.settings, prefix)}`,
    );
    return;
  }
  if (args.includes('--version')) {
    say(program.version);
    return;
  }
  try {
    const settings = readSettings(program.settings, { flags: args, environment: process.env, prefix });
    const manager = await findServiceManager({
      environment: process.env,
      pid: process.pid,
      clock: systemClock,
      warn: (line) => void process.stderr.write(`${program.name}: ${line}\n`),
    });
    const service = await program.assemble(settings);
    const started = begin(service);
    stopOnSignal({ service, started, manager, name: program.name });
    await started;
    manager.ready(() => service.healthy?.() ?? true);
    program.started?.(settings, service);
  } catch (error) {
    end(program.name, error);
  }
}

async function begin(service: Service): Promise<void> {
  await service.start();
}

interface Run {
  readonly service: Service;
  readonly started: Promise<void>;
  readonly manager: ServiceManager;
  readonly name: string;
}

/** A signal that comes while the service starts stops it as soon as it has started. */
function stopOnSignal({ service, started, manager, name }: Run): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(FAILURE);
    stopping = true;
    manager.stopping();
    started
      .then(() => service.stop())
      .then(
        () => process.exit(),
        (error) => end(name, error),
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function end(name: string, error: unknown): never {
  const lines =
    error instanceof SettingsError
      ? error.faults
      : [error instanceof CodedError ? error.message : ((error as Error).stack ?? messageOf(error))];
  for (const line of lines) process.stderr.write(`${name}: ${line}\n`);
  process.exit(error instanceof SettingsError ? USAGE : FAILURE);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
