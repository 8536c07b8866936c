import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TokenMade } from '#contract/access.js';
import type { EnrolmentOffer } from '#contract/enrolment.js';
import type { RatingView } from '#contract/records.js';
import type { BoxView } from '#contract/views.js';
import { systemClock } from '#platform/clock.js';
import { systemIds } from '#platform/identity.js';
import { silentLogger } from '#platform/logger.js';
import { FileMemory } from '../../device/adapters/fileMemory.js';
import { readIdentity, sealKeys } from '../../device/adapters/identityFile.js';
import { IdentityPapers } from '../../device/adapters/identityPapers.js';
import { MqttUplink } from '../../device/adapters/mqttUplink.js';
import { openOutbox } from '../../device/adapters/openOutbox.js';
import { Box } from '../../device/box.js';
import { sealerOf, sealingFacts } from '../../device/sealing.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/freePort.js';
import { RunningProgram } from '../support/program.js';
import { SecureBrowser, signedInHub } from '../support/secureBrowser.js';
import { runEnrol } from '../support/secureHub.js';
import { temporaryFolder } from '../support/temporary.js';

const SITE = {
  offices: [
    {
      id: 'east',
      name: { zh: '東區戶政事務所', en: 'East office' },
      counters: [{ id: '1', name: { zh: '1 號櫃檯', en: 'Counter 1' } }],
    },
  ],
};

describe('a new box, with the real programs', () => {
  it('B5 is enrolled with a code that works once, and is online at its counter', async () => {
    const folder = temporaryFolder();
    const [http, mqtt] = [await freePort(), await freePort()];
    writeFileSync(join(folder, 'site.json'), JSON.stringify(SITE));
    const ports = ['--http-port', String(http), '--mqtt-port', String(mqtt)];
    const hub = new RunningProgram('hub/main.js', [
      '--demonstration=true',
      ...ports,
      '--data',
      join(folder, 'hub'),
      '--site',
      join(folder, 'site.json'),
    ]);
    const origin = `http://127.0.0.1:${http}`;
    await eventually('the hub is ready', 15_000, async () => {
      const status = await fetch(`${origin}/readyz`).then(
        (answer) => answer.status,
        () => undefined,
      );
      return status === 200 ? true : undefined;
    });
    const asked = await fetch(`${origin}/api/v1/boxes/box-9/enrolment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ office: 'east', counter: '1' }),
    });
    const { code } = (await asked.json()) as EnrolmentOffer;
    const enrol = (data: string) =>
      new RunningProgram('device/main.js', ['enrol', '--hub', origin, '--code', code, '--data', data]);

    const first = enrol(join(folder, 'box'));
    expect(await first.ended()).toBe(0);
    expect(first.out).toContain('box-9 of east, counter 1');
    const stolen = enrol(join(folder, 'thief'));
    expect(await stolen.ended()).toBe(1);
    expect(stolen.err).toContain('enrolment/bad-code');

    const flags = ['--data', join(folder, 'box'), '--voice', 'silent', '--serial', '/dev/no-such-board'];
    const box = new RunningProgram('device/main.js', flags);
    const view = await eventually('box-9 is online with its panel lost', 15_000, async () => {
      const { items } = (await (await fetch(`${origin}/api/v1/boxes`)).json()) as { items: BoxView[] };
      return items.find(({ panel, presence }) => presence === 'online' && panel === 'fault');
    });
    expect(view).toMatchObject({ id: 'box-9', office: 'east', counter: '1' });
    expect(view.details?.panel).toContain('cannot open /dev/no-such-board');
    box.process.kill('SIGTERM');
    expect(await box.ended()).toBe(0);
    hub.process.kill('SIGTERM');
    expect(await hub.ended()).toBe(0);
  }, 60_000);
});

/** The box service as the program assembles it, on what an enrolment left in a folder. */
async function serviceIn(folder: string): Promise<MemoryPanel> {
  const { box: id, office, hub } = readIdentity(folder) ?? expect.fail('the box is enrolled');
  const [keys, papers, boot] = [sealKeys(folder), IdentityPapers.in(folder), systemIds.uuid()];
  const { outbox } = openOutbox(folder, systemIds, systemClock, sealerOf(id, keys));
  const panel = new MemoryPanel();
  const listener = { began: () => undefined, ended: () => undefined };
  const parts = { clock: systemClock, logger: silentLogger, random: Math.random, boot, office };
  const box = new Box({
    ...{ ...parts, panel, outbox, papers, freeBytes: () => undefined },
    voice: new MemoryVoice({ clock: systemClock, listener }),
    memory: new FileMemory({ folder, box: id, office, logger: silentLogger }),
    uplink: new MqttUplink({
      ...{ ...parts, url: hub, box: id, software: 'test', seal: sealingFacts(keys, outbox) },
      credentials: papers && (() => papers.credentials()),
    }),
  });
  await box.start();
  onTestFinished(() => box.stop());
  return panel;
}

describe('a new box at a hub with accounts and TLS', () => {
  it('P1 B5 D5 gets its code by a signed-in person of the machine room alone, compares the fingerprint, and its sealed vote is counted', async () => {
    const { hub, boss } = await signedInHub();
    const keeper = await boss.person('keeper', ['machine-room'], ['east']);
    const clerk = await boss.person('clerk', ['clerk'], ['east']);
    const ask = (who: SecureBrowser) =>
      who.send('POST', '/api/v1/boxes/box-9/enrolment', '{"office":"east","counter":"6"}');
    expect((await ask(new SecureBrowser(hub))).status).toBe(401);
    expect((await ask(clerk)).status).toBe(403);
    const { code, fingerprint = '' } = JSON.parse((await ask(keeper)).text) as EnrolmentOffer;

    const folder = temporaryFolder();
    const args = ['--hub', hub.origin, '--code', code, '--fingerprint'];
    const wrong = await runEnrol([...args, '0000-0000-0000-0000'], folder);
    expect(wrong).toMatchObject({ status: 1, err: expect.stringContaining('not 0000-0000-0000-0000') });
    expect(await runEnrol([...args, fingerprint], folder)).toMatchObject({ status: 0 });
    expect((await runEnrol([...args, fingerprint], temporaryFolder())).err).toContain('enrolment/bad-code');

    const panel = await serviceIn(folder);
    const view = async (): Promise<BoxView | undefined> =>
      (await keeper.get<{ items: BoxView[] }>('/boxes?office=east')).items.find(({ id }) => id === 'box-9');
    await eventually('box-9 is online', 10_000, async () =>
      (await view())?.presence === 'online' ? true : undefined,
    );
    const { token } = await boss.post<TokenMade>('/tokens', {
      ...{ purpose: 'issuing', office: 'east', label: '規費系統', days: 30 },
    });
    const document = { office: 'east', counter: '6', kind: 'receipt', number: 'R-1', clerk: 'A012' };
    const issued = await new SecureBrowser(hub).send('POST', '/api/v1/issuances', JSON.stringify(document), {
      authorization: `Bearer ${token}`,
    });
    expect(issued.status).toBe(201);
    await eventually('the box invites', 10_000, () => (panel.scene.kind === 'invite' ? true : undefined));
    panel.key(2, true);
    const rated = await eventually('the vote is counted', 10_000, async () => {
      const { items } = await boss.get<{ items: RatingView[] }>('/ratings?office=east');
      return items[0];
    });
    panel.key(2, false);
    expect(rated).toMatchObject({ counter: '6', level: 2 });
    expect((await boss.get<{ items: unknown[] }>('/set-aside?office=east')).items).toEqual([]);
  }, 60_000);
});
