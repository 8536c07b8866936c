import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSettings, readSettings, SettingsError } from '#platform/settings.js';
import { temporaryFolder } from '../../support/temporary.js';

const declarations = {
  name: { type: 'string', default: 'x', help: 'a name', pattern: /^[a-z]+$/, expected: 'lower-case letters' },
  port: { type: 'integer', min: 1, max: 100, default: 7, help: 'a port' },
  loud: { type: 'boolean', default: false, help: 'noise' },
  'log-level': {
    type: 'choice',
    choices: ['info', 'warn'] as const,
    default: 'info',
    help: 'what is logged',
  },
} as const;
const read = (flags: readonly string[], environment: Record<string, string> = {}) =>
  readSettings(declarations, { flags, environment, prefix: 'RATING_X' });

function faults(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('settings', () => {
  it('come from flags, then environment, then the file, then defaults', () => {
    const file = `${temporaryFolder()}/config.json`;
    writeFileSync(file, JSON.stringify({ name: 'file', port: 3, loud: true }));
    const environment = { RATING_X_NAME: 'environment', RATING_X_PORT: '2', RATING_X_CONFIG: file };
    expect(read(['--name', 'flag'], environment)).toEqual({
      name: 'flag',
      port: 2,
      loud: true,
      'log-level': 'info',
    });
    expect(read([`--config=${file}`]).name).toBe('file');
    expect(read([])).toEqual({ name: 'x', port: 7, loud: false, 'log-level': 'info' });
    expect(read(['--loud', '--port=9'], { RATING_X_LOG_LEVEL: 'warn' })).toMatchObject({
      loud: true,
      port: 9,
      'log-level': 'warn',
    });
  });

  it('all that is wrong is named at once, with where it came from and what was expected', () => {
    const file = `${temporaryFolder()}/config.json`;
    writeFileSync(file, JSON.stringify({ loud: 'maybe', colour: 'red' }));
    const found = faults(() =>
      read(['--port', '101', '--speed', '--config', file, 'stray'], {
        RATING_X_NAME: 'Ä',
        RATING_X_LOG_LEVEL: 'all',
      }),
    );
    expect(found).toEqual([
      '--speed is no setting; --help lists them',
      'stray is no setting; --help lists them',
      `colour in ${file} is no setting; --help lists them`,
      'RATING_X_NAME is "Ä"; expected lower-case letters',
      '--port is "101"; expected a whole number from 1 to 100',
      `loud in ${file} is "maybe"; expected true or false`,
      'RATING_X_LOG_LEVEL is "all"; expected info or warn',
    ]);
  });

  it.each(['0', '101', '1.5', '1e1', '', ' 5', '0x10', 'NaN', '9999999999999999999'])(
    '%j is no port',
    (text) => {
      expect(faults(() => read([`--port=${text}`]))).toHaveLength(1);
    },
  );

  it.each([
    ['is missing', undefined],
    ['is no JSON', '{'],
    ['is a list', '[]'],
  ])('a file that %s is named', (_what, content) => {
    const file = `${temporaryFolder()}/config.json`;
    if (content !== undefined) writeFileSync(file, content);
    expect(faults(() => read(['--config', file]))[0]).toContain(`the configuration ${file} cannot be read`);
  });

  it('a flag without its value is named, and prototype names are no settings', () => {
    expect(faults(() => read(['--port']))).toEqual(['--port has no value']);
    expect(faults(() => read(['--constructor', '--__proto__=1']))).toHaveLength(2);
  });

  it('the help names each setting with its range and default', () => {
    const help = describeSettings(declarations, 'RATING_X');
    for (const name of Object.keys(declarations)) expect(help).toContain(`--${name}`);
    expect(help).toContain('a whole number from 1 to 100; default 7');
    expect(help).toContain('RATING_X_NAME in the environment');
  });
});
