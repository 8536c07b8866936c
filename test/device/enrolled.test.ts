import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EnrolmentOffer } from '#contract/enrolment.js';
import type { BoxView } from '#contract/views.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/freePort.js';
import { RunningProgram } from '../support/program.js';
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
