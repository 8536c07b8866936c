import { readFileSync } from 'node:fs';
import { CodedError, messageOf } from './errors.js';

interface Declared<T> {
  readonly help: string;
  readonly default: T;
}

export type SettingDeclaration =
  | ({ readonly type: 'string'; readonly pattern?: RegExp; readonly expected?: string } & Declared<string>)
  | ({ readonly type: 'integer'; readonly min: number; readonly max: number } & Declared<number>)
  | ({ readonly type: 'boolean' } & Declared<boolean>)
  | ({ readonly type: 'choice'; readonly choices: readonly string[] } & Declared<string>);

/** Each setting once: its kebab-case name, type, range, default and help. */
export type SettingDeclarations = Readonly<Record<string, SettingDeclaration>>;

export type Settings<D extends SettingDeclarations> = {
  readonly [K in keyof D]: D[K] extends { type: 'integer' }
    ? number
    : D[K] extends { type: 'boolean' }
      ? boolean
      : D[K] extends { type: 'choice'; choices: readonly (infer C)[] }
        ? C
        : string;
};

export interface SettingSources {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Environment names are this, an underscore, and the setting in capitals. */
  readonly prefix: string;
}

/** All that is wrong with the settings, in one error with one line each. */
export class SettingsError extends CodedError {
  override readonly name = 'SettingsError';

  constructor(readonly faults: readonly string[]) {
    super('settings/invalid', faults.join('\n'));
  }
}

/**
 * Reads settings from flags, then environment, then the JSON file named by `--config`, then defaults. Throws
 * `SettingsError` naming every wrong setting, what was given, and what was expected.
 */
export function readSettings<D extends SettingDeclarations>(
  declarations: D,
  sources: SettingSources,
): Settings<D> {
  const faults: string[] = [];
  const flags = parseFlags(declarations, sources.flags, faults);
  const config = flags.get('config') ?? sources.environment[variable(sources.prefix, 'config')];
  const file = config === undefined ? {} : readFile(config, declarations, faults);
  const values: Record<string, string | number | boolean> = {};
  for (const [name, declaration] of Object.entries(declarations)) {
    const key = variable(sources.prefix, name);
    const [origin, given] = flags.has(name)
      ? [`--${name}`, flags.get(name)]
      : sources.environment[key] !== undefined
        ? [key, sources.environment[key]]
        : [`${name} in ${config}`, file[name]];
    const value = given === undefined ? declaration.default : convert(declaration, given);
    if (value === undefined)
      faults.push(`${origin} is ${JSON.stringify(given)}; expected ${expected(declaration)}`);
    else values[name] = value;
  }
  if (faults.length > 0) throw new SettingsError(faults);
  return values as Settings<D>;
}

/** The part of `--help` that lists the settings. */
export function describeSettings(declarations: SettingDeclarations, prefix: string): string {
  const lines = Object.entries(declarations).map(([name, declaration]) => {
    const fallback = declaration.default === '' ? '' : `; default ${declaration.default}`;
    return `  --${name.padEnd(20)} ${declaration.help} (${expected(declaration)}${fallback})`;
  });
  return [
    ...lines,
    `  --${'config'.padEnd(20)} JSON file with any of these settings`,
    '',
    `Each is also ${prefix}_NAME in the environment.`,
  ].join('\n');
}

function variable(prefix: string, name: string): string {
  return `${prefix}_${name.replaceAll('-', '_').toUpperCase()}`;
}

function parseFlags(
  declarations: SettingDeclarations,
  args: readonly string[],
  faults: string[],
): Map<string, string> {
  const flags = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(args[index] ?? '') ?? [];
    if (name === undefined || (name !== 'config' && !Object.hasOwn(declarations, name))) {
      faults.push(`${args[index]} is no setting; --help lists them`);
    } else if (inline !== undefined) {
      flags.set(name, inline);
    } else if (declarations[name]?.type === 'boolean') {
      flags.set(name, 'true');
    } else if (args[index + 1] === undefined) {
      faults.push(`--${name} has no value`);
    } else {
      flags.set(name, args[++index] ?? '');
    }
  }
  return flags;
}

function readFile(
  path: string,
  declarations: SettingDeclarations,
  faults: string[],
): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new Error('it must hold one JSON object');
    for (const name of Object.keys(content)) {
      if (!Object.hasOwn(declarations, name))
        faults.push(`${name} in ${path} is no setting; --help lists them`);
    }
    return content as Record<string, unknown>;
  } catch (error) {
    faults.push(`the configuration ${path} cannot be read: ${messageOf(error)}`);
    return {};
  }
}

function convert(declaration: SettingDeclaration, given: unknown): string | number | boolean | undefined {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  switch (declaration.type) {
    case 'integer': {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= declaration.min && value <= declaration.max ? value : undefined;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
      return declaration.choices.includes(text) ? text : undefined;
    case 'string':
      return typeof given === 'string' && (declaration.pattern?.test(text) ?? true) ? text : undefined;
  }
}

function expected(declaration: SettingDeclaration): string {
  switch (declaration.type) {
    case 'integer':
      return `a whole number from ${declaration.min} to ${declaration.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return declaration.choices.join(' or ');
    case 'string':
      return declaration.expected ?? 'a text';
  }
}
