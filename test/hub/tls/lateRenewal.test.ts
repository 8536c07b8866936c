import { describe, expect, it, onTestFinished } from 'vitest';
import { RENEWAL_GRACE_MS } from '#contract/limits.js';
import { ManualClock, systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { createLogger, silentLogger } from '#platform/logger.js';
import { fetchTrusting } from '#platform/trustingFetch.js';
import { readIdentity, writeIdentity } from '../../../device/adapters/identityFile.js';
import { IdentityPapers } from '../../../device/adapters/identityPapers.js';
import { MqttUplink } from '../../../device/adapters/mqttUplink.js';
import { LateRenewal } from '../../../device/lateRenewal.js';
import { CERTIFICATE_MS } from '../../../hub/tls/authority.js';
import { EventQueue } from '../../support/eventQueue.js';
import { eventually } from '../../support/eventually.js';
import { SecureHub } from '../../support/secureHub.js';

const DAY_MS = 86_400_000;
/** An enrolled box that was switched off until `daysAgo` days after the end of its certificate. */
async function awayFor(hub: SecureHub, daysAgo: number): Promise<{ folder: string; papers: IdentityPapers }> {
  const { folder } = await hub.enrol('box-1', '1');
  const { publicKey = '' } = readIdentity(folder) ?? {};
  const madeMs = systemClock.wall() - CERTIFICATE_MS - daysAgo * DAY_MS;
  const papers = IdentityPapers.in(folder) ?? expect.fail('the box has papers');
  papers.renew(hub.certificates.authority.forBox('box-1', publicKey, madeMs).certificate);
  return { folder, papers };
}

/** Asks as the program does; what it logs as an error, and what the hub answers. */
function asking(papers: IdentityPapers) {
  const clock = new ManualClock(systemClock.wall());
  const errors = new EventQueue<Readonly<Record<string, unknown>>>();
  const answers = new EventQueue<number>();
  const renewal = new LateRenewal({
    ...{ papers, clock, random: () => 0.5 },
    fetchTrusting: (authority) => async (input, init) => {
      const answer = await fetchTrusting(authority)(input, init);
      answers.push(answer.status);
      return answer;
    },
    logger: createLogger('rating-box', 'error', { clock, write: (line) => errors.push(JSON.parse(line)) }),
  });
  renewal.start();
  onTestFinished(() => renewal.stop());
  return { errors, answers, clock };
}

describe('B5 a box that was off past the end of its certificate', () => {
  it('gets another over HTTPS by itself, keeps it, and is online with it', async () => {
    const hub = await SecureHub.start();
    const { folder, papers } = await awayFor(hub, 20);
    expect(papers.pages).toEqual({ address: hub.origin, authority: hub.certificates.trusted });
    const uplink = new MqttUplink({
      ...{ url: hub.mqtt, office: 'east', box: 'box-1', boot: systemIds.uuid(), software: 'test' },
      credentials: () => papers.credentials(),
      ...{ clock: systemClock, random: () => 0, logger: silentLogger },
    });
    const troubles = new EventQueue<string | undefined>();
    const nothing = (): void => undefined;
    uplink.start({
      ...{ connected: nothing, disconnected: nothing, command: nothing, ack: nothing },
      distrusted: (trouble) => troubles.push(trouble),
    });
    onTestFinished(() => uplink.stop());
    expect(await troubles.next('a trouble')).toContain('it asks its hub for another by itself');
    const { errors } = asking(papers);
    await eventually('box-1 is online', 10_000, async () =>
      (await hub.view('box-1'))?.presence === 'online' ? true : undefined,
    );
    expect(IdentityPapers.in(folder)?.until()).toBeGreaterThan(systemClock.wall() + CERTIFICATE_MS - DAY_MS);
    expect(errors.unread).toEqual([]);
  });

  it('after 30 days says once in its log what the hub says, and goes on asking', async () => {
    const hub = await SecureHub.start();
    const { papers } = await awayFor(hub, RENEWAL_GRACE_MS / DAY_MS + 1);
    const { errors, answers, clock } = asking(papers);
    expect(await errors.next('an error')).toMatchObject({
      code: 'renewal/refused',
      error: expect.stringMatching(/renewal\/too-late: .* more than 30 days ago; enrol the box again/),
    });
    await eventually('it asked three times', 10_000, () => {
      clock.advance(60_000);
      return answers.unread.length >= 3 ? true : undefined;
    });
    expect(new Set(answers.unread)).toEqual(new Set([403]));
    expect(errors.unread).toEqual([]);
  });

  it('asks nobody but the hub whose fingerprint was compared, and none at all when it does not know where', async () => {
    const [hub, impostor] = [await SecureHub.start(), await SecureHub.start()];
    const { folder } = await awayFor(hub, 1);
    const identity = readIdentity(folder) ?? expect.fail('the box has an identity');
    writeIdentity(folder, {
      ...identity,
      pages: { address: impostor.origin, authority: hub.certificates.trusted },
    });
    const fooled = asking(IdentityPapers.in(folder) ?? expect.fail('papers'));
    expect(await fooled.errors.next('an error')).toMatchObject({ code: 'renewal/unreachable' });
    const { pages: _forgotten, ...older } = identity;
    writeIdentity(folder, older);
    const lost = asking(IdentityPapers.in(folder) ?? expect.fail('papers'));
    expect(await lost.errors.next('an error')).toMatchObject({
      code: 'renewal/no-address',
      error: expect.stringContaining('enrol it again'),
    });
  });

  it('asks nothing while its certificate counts', async () => {
    const hub = await SecureHub.start();
    const { papers } = await hub.enrol('box-1', '1');
    const before = papers.credentials().cert;
    const { errors, answers, clock } = asking(papers);
    clock.advance(10 * 60_000);
    expect([errors.unread, answers.unread]).toEqual([[], []]);
    expect(papers.credentials().cert).toBe(before);
  });
});
