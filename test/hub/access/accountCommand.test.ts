import { describe, expect, it } from 'vitest';
import { runAccountCommand } from '../../../hub/access/accountCommand.js';
import { AccessRig, Browser } from '../../support/accessRig.js';

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await runAccountCommand(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    environment: {},
  });
  return { code, out, err };
}

describe('rating-hub account reset', () => {
  it('P2 lets a locked-out office in again with a one-time password, and is journalled', async () => {
    const { rig, boss } = await AccessRig.start();
    for (let n = 0; n < 5; n++) await new Browser(rig, `${n}`).signIn('boss', 'wrong');
    expect(await new Browser(rig).signIn('boss')).toBe('423 session/locked');
    await rig.stop();
    rig.clock.jumpWall(Date.now() - rig.clock.wall());
    const { code, out } = await run('reset', 'boss', '--data', rig.folder);
    expect(code).toBe(0);
    const [, password = ''] = /^((?:\w{4}-){3}\w{4})$/m.exec(out) ?? [];
    await rig.restart();
    const again = new Browser(rig);
    expect(await again.signIn('boss', password)).toBe('201');
    expect(await again.get('/session')).toMatchObject({ state: 'must-change' });
    expect(await boss.get('/session')).toMatchObject({ state: 'nobody' });
  });

  it('refuses whom it does not know, and what is no command', async () => {
    const { rig } = await AccessRig.start();
    await rig.stop();
    const unknown = await run('reset', 'nobody', '--data', rig.folder);
    expect(unknown).toMatchObject({
      code: 1,
      err: 'rating-hub account: there is no account nobody on this hub\n',
    });
    expect(await run('delete', 'boss')).toMatchObject({ code: 2 });
    expect(await run('reset')).toMatchObject({ code: 2 });
    expect((await run('--help')).out).toContain('--data');
  });
});
