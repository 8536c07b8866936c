import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { brokerConfig } from '../../hub/brokerConfigCommand.js';
import { init } from '../../hub/initCommand.js';
import { HubCertificates } from '../../hub/tls/hubCertificates.js';
import { described, verified } from '../support/openssl.js';
import { spokenTerminal } from '../support/spoken.js';
import { temporaryFolder } from '../support/temporary.js';

async function run(args: readonly string[]) {
  const terminal = spokenTerminal();
  return { status: await init(args, terminal), ...terminal.said };
}
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('rating-hub init', () => {
  it('makes an authority, certificates that OpenSSL accepts, and a key, for their owner alone', async () => {
    const data = join(temporaryFolder(), 'data');
    const names = ['--name', 'hub.office', '--name=rating.example', '--address', '10.1.2.3'];
    const { status, out, err } = await run(['--data', data, ...names]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const tls = join(data, 'tls');
    const [authority = '', server = '', client = ''] = ['authority', 'server', 'client'].map((name) =>
      readFileSync(join(tls, `${name}.pem`), 'utf8'),
    );
    for (const host of ['hub.office', 'rating.example', 'localhost'])
      expect(verified(authority, server, '-purpose', 'sslserver', '-verify_hostname', host)).toBe(
        'leaf.pem: OK',
      );
    for (const ip of ['10.1.2.3', '127.0.0.1'])
      expect(verified(authority, server, '-verify_ip', ip)).toBe('leaf.pem: OK');
    expect(verified(authority, client, '-purpose', 'sslclient')).toBe('leaf.pem: OK');
    expect(described(server)).toContain('DNS:hub.office, DNS:rating.example, DNS:localhost');
    for (const file of readdirSync(tls))
      expect(`${file} ${modeOf(join(tls, file))}`).toBe(`${file} ${0o600}`);
    expect([modeOf(data), modeOf(tls), modeOf(join(data, 'docket.key'))]).toEqual([0o700, 0o700, 0o600]);
    const certificates = new HubCertificates({
      data,
      given: undefined,
      clock: systemClock,
      logger: silentLogger,
    });
    expect(out).toContain(certificates.fingerprint);
  });

  it('never overwrites: certificates are refused, a key that is there stays', async () => {
    const data = temporaryFolder();
    await run(['--data', data, '--name', 'hub.office']);
    const before = readFileSync(join(data, 'tls/authority.pem'), 'utf8');
    const key = readFileSync(join(data, 'docket.key'));
    const again = await run(['--data', data, '--name', 'hub.office']);
    expect(again.status).toBe(1);
    expect(again.err).toContain('has certificates already');
    expect(readFileSync(join(data, 'tls/authority.pem'), 'utf8')).toBe(before);
    expect(readFileSync(join(data, 'docket.key'))).toEqual(key);
  });

  it('P2 prints the one-time password of the first account, once, also for certificates of before', async () => {
    const data = temporaryFolder();
    await run(['--data', data, '--name', 'hub.office']);
    const authority = readFileSync(join(data, 'tls/authority.pem'), 'utf8');
    const who = ['--account', 'wang', '--person', '王主任'];
    const { status, out } = await run(['--data', data, ...who]);
    expect(status).toBe(0);
    expect(out).toMatch(
      /stay as they are[\s\S]*One-time password of wang, shown this once[\s\S]*\n\S{8,}\n$/,
    );
    expect(readFileSync(join(data, 'tls/authority.pem'), 'utf8')).toBe(authority);
    const again = await run(['--data', data, ...who]);
    expect(again).toMatchObject({ status: 1, out: expect.not.stringContaining('One-time') });
  });

  it.each([
    [['--name', 'Hub Office'], '--name is "Hub Office"; expected small letters'],
    [['--address', '10.1.2'], '--address is 10.1.2; expected IP addresses'],
    [['--account', 'wang'], '--account and --person go together'],
    [['--account', 'Wang Wu', '--person', '王五'], '--account is "Wang Wu"; expected a name'],
    [['--colour', 'red'], '--colour is no setting'],
  ])('names what is wrong with %j before it makes anything', async (args, expected) => {
    const data = join(temporaryFolder(), 'data');
    const { status, err } = await run(['--data', data, ...args]);
    expect(status).toBe(2);
    expect(err).toContain(expected);
    expect(() => statSync(join(data, 'tls'))).toThrow();
  });

  it('is what a hub without certificates asks for', () => {
    const data = temporaryFolder();
    expect(
      () => new HubCertificates({ data, given: undefined, clock: new ManualClock(), logger: silentLogger }),
    ).toThrow(
      expect.objectContaining({ code: 'tls/not-initialised', message: expect.stringContaining('init') }),
    );
  });
});

describe('rating-hub broker-config', () => {
  it('asks for certificates first, and for the host of the broker', () => {
    const terminal = spokenTerminal();
    expect(brokerConfig(['--data', temporaryFolder()], terminal)).toBe(2);
    expect(brokerConfig(['--data', temporaryFolder(), '--broker-host', 'hub.office'], terminal)).toBe(1);
    expect(terminal.said.err).toMatch(/--broker-host is missing[\s\S]*run rating-hub init/);
  });
});
