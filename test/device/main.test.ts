import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boxSettings } from '../../device/settings.js';
import { RunningProgram, version } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  new RunningProgram('device/main.js', args, environment);

const ME = ['--hub', 'mqtt://127.0.0.1:9', '--office', 'east', '--box', 'box-1'];

/** A box without a board and without a hub; both are looked for again and again. */
const alone = (data: string) =>
  run([...ME, '--data', data, '--serial', '/dev/no-such-board', '--voice', 'silent']);

describe('rating-box', () => {
  it('lists every setting with --help', async () => {
    const program = run(['--help']);
    expect(await program.ended()).toBe(0);
    for (const name of Object.keys(boxSettings)) expect(program.out).toContain(`--${name} `);
    expect(program.out).toContain('RATING_BOX_');
    expect(program.err).toBe('');
  });

  it('tells its version', async () => {
    const program = run(['--version']);
    expect(await program.ended()).toBe(0);
    expect(program.out).toBe(`${version}\n`);
  });

  it('names every wrong setting, one line each, before anything starts', async () => {
    const program = run(['--hub', 'nowhere', '--colour=red'], { RATING_BOX_SCREEN_PORT: '0' });
    expect(await program.ended()).toBe(2);
    expect(program.err.trim().split('\n')).toEqual([
      'rating-box: --colour=red is no setting; --help lists them',
      'rating-box: --hub is "nowhere"; expected mqtt://host:port',
      'rating-box: RATING_BOX_SCREEN_PORT is "0"; expected a whole number from 1 to 65535',
    ]);
  });

  it('B5 says that it is not enrolled, and what would do instead', async () => {
    const program = run(['--data', temporaryFolder(), '--office', 'east']);
    expect(await program.ended()).toBe(1);
    expect(program.err).toBe(
      'rating-box: this box is not enrolled: run rating-box enrol --hub https://… --code … --fingerprint …, or give --box, --hub\n',
    );
  });

  it.each([
    ['a pin map that cannot be', ['--pins', 'keys=2,2,4'], /^rating-box: .*--pins|pin/],
    ['a panel that is none', ['--panel', 'keyboard'], /--panel is "keyboard"; expected firmata/],
    ['two panels that cannot be together', ['--panel', 'firmata,hid'], /--panel is "firmata,hid"/],
    ['a framing that is none', ['--framing', '9X7'], /--framing is "9X7"; expected 8N1/],
    ['say where it is not sound', ['--synthesiser', 'say'], /say is unfit here/],
  ])('refuses %s before anything starts', async (_name, args, complaint) => {
    const program = run([...ME, '--data', temporaryFolder(), ...args]);
    expect(await program.ended()).toBeGreaterThan(0);
    expect(program.err).toMatch(complaint);
  });

  it('says in one line that its data directory cannot be written', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const program = run([...ME, '--data', join(file, 'data')]);
    expect(await program.ended()).toBe(1);
    expect(program.err).toMatch(/^rating-box: cannot write to the data directory .*\n$/);
  });

  it('is refused on the data directory of another box, and stops cleanly when told', async () => {
    const data = temporaryFolder();
    const first = alone(data);
    await first.says('panel lost');
    const second = alone(data);
    expect(await second.ended()).toBe(1);
    expect(second.err).toMatch(/^rating-box: .* is in use by another process; .*\n$/);
    first.process.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
  });

  it('D1 is not kept from its data by the one before it that was killed', async () => {
    const data = temporaryFolder();
    const killed = alone(data);
    await killed.says('panel lost');
    killed.process.kill('SIGKILL');
    await killed.ended();
    const next = alone(data);
    await next.says('panel lost');
    next.process.kill('SIGINT');
    expect(await next.ended()).toBe(0);
  });
});
