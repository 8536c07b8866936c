import { describe, expect, it } from 'vitest';
import { PromptPlayer } from '../../../simulators/panelPage/promptPlayer.js';

/** A browser's sound: each clip plays until a test ends it; those in `absent` cannot be played. */
function rig(...absent: string[]) {
  const heard: string[] = [];
  const clips: EventTarget[] = [];
  let missing = 0;
  const open = (address: string): HTMLAudioElement => {
    const name = address.replace(/^\/prompts\//, '').replace(/\.wav$/, '');
    const clip = Object.assign(new EventTarget(), {
      play: () => {
        heard.push(`play ${name}`);
        return absent.includes(name) ? Promise.reject(new Error('none')) : Promise.resolve();
      },
      pause: () => heard.push(`pause ${name}`),
    });
    clips.push(clip);
    return clip as Partial<HTMLAudioElement> as HTMLAudioElement;
  };
  const player = new PromptPlayer(open, () => missing++);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const finish = async () => {
    clips.at(-1)?.dispatchEvent(new Event('ended'));
    await settle();
  };
  return { heard, player, settle, finish, missing: () => missing };
}

describe('B3 the voice of a panel page', () => {
  it('speaks the languages one after another, each from its own folder', async () => {
    const { heard, player, finish } = rig();
    player.play({ prompt: 'closed', languages: ['zh', 'nan', 'en'] });
    expect(heard).toEqual(['play zh-TW/closed']);
    await finish();
    expect(heard).toEqual(['play zh-TW/closed', 'play nan-TW/closed']);
    await finish();
    await finish();
    expect(heard).toEqual(['play zh-TW/closed', 'play nan-TW/closed', 'play en/closed']);
  });

  it('is cut short by the next prompt, languages to come included', async () => {
    const { heard, player, finish, settle } = rig();
    player.play({ prompt: 'invite', languages: ['zh', 'en'] });
    player.play({ prompt: 'thanks', languages: ['en'] });
    await settle();
    expect(heard).toEqual(['play zh-TW/invite', 'pause zh-TW/invite', 'play en/thanks']);
    await finish();
    player.hush();
    player.hush();
    expect(heard).toHaveLength(3);
  });

  it.each([
    [30_000, 'invite'],
    [90_000, 'invite-90'],
    [45_000, 'invite-any'],
  ])('invites to a window of %d ms with the recording %s', (lengthMs, name) => {
    const { heard, player } = rig();
    player.play({ prompt: 'invite', languages: ['en'], lengthMs });
    expect(heard).toEqual([`play en/${name}`]);
  });

  it('names no length rather than a wrong one where a recording of the length is missing', async () => {
    const { heard, player, settle, missing } = rig('en/invite-60');
    player.play({ prompt: 'invite', languages: ['en'], lengthMs: 60_000 });
    await settle();
    expect(heard).toEqual(['play en/invite-60', 'play en/invite-any']);
    expect(missing()).toBe(0);
  });

  it('says when a language has no recording and goes on with the next', async () => {
    const { heard, player, settle, missing } = rig('zh-TW/wait');
    player.play({ prompt: 'wait', languages: ['zh', 'en'] });
    await settle();
    expect(heard).toEqual(['play zh-TW/wait', 'play en/wait']);
    expect(missing()).toBe(1);
  });

  it('does not call a recording missing that was merely cut short', async () => {
    const { player, settle, missing } = rig('zh-TW/wait');
    player.play({ prompt: 'wait', languages: ['zh'] });
    player.hush();
    await settle();
    expect(missing()).toBe(0);
  });
});
