import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseWav } from '../../device/adapters/wav.js';
import { gainOf } from '../../device/adapters/wavGain.js';
import { PROMPTS } from '../../device/ports/voice.js';
import { BOTH, DeskVoice, soundsIn } from '../support/deskVoice.js';
import { eventually } from '../support/eventually.js';
import { ScriptedSynthesiser } from '../support/scriptedSynthesiser.js';
import { noise, writeClip, writeClips } from '../support/wavFiles.js';

describe('WavVoice and its tuning', () => {
  let rig: DeskVoice;

  beforeEach(async () => {
    rig = await DeskVoice.open();
  });
  afterEach(() => rig.close());

  it('B3 invites to a window of a minute in other words than to one of half a minute', async () => {
    writeClips(rig.folder, ['zh']);
    const speaker = await rig.start({ tuning: { languages: ['zh'], volume: 100 } });
    speaker.say({ prompt: 'invite', lengthMs: 60_000 });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('zh-TW/invite-60.wav');
    speaker.say({ prompt: 'invite', lengthMs: 47_300 });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('zh-TW/invite-any.wav');
  });

  it('B3 says so when no true invitation exists for the length of a window', async () => {
    for (const prompt of PROMPTS) writeClip(rig.folder, prompt, 'zh', noise(0.1));
    const speaker = await rig.start({ tuning: { languages: ['zh'], volume: 100 } });
    speaker.say({ prompt: 'invite', lengthMs: 60_000 });
    expect(await rig.faults.next('a fault')).toBe('no sound file for invite');
  });

  it('B3 plays a quieter copy at a lower volume, one set of copies at a time', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start({ tuning: { ...BOTH, volume: 50 } });
    const sets = (): string[] => readdirSync(join(rig.folder, 'copies'));
    expect(sets()).toHaveLength(1);
    for (const volume of [40, 30, 20]) {
      speaker.tune({ ...BOTH, volume });
      await speaker.settled;
    }
    speaker.say({ prompt: 'thanks' });
    const { file } = await rig.nextPlayer();
    await eventually('one set is left', 5_000, () => (sets().length === 1 ? true : undefined));
    const original = parseWav(readFileSync(join(rig.folder, 'zh-TW', 'thanks.wav'))).sound;
    const copy = parseWav(readFileSync(file)).sound;
    const sample = (sound: Uint8Array): number => Buffer.from(sound).readInt16LE(2000);
    expect(sample(copy)).toBe(Math.round(sample(original) * gainOf(20)));
    await speaker.stop();
    expect(sets()).toEqual([]);
  });

  it('B3 keeps the copies of what is being said until it was said', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start({ tuning: { ...BOTH, volume: 50 } });
    speaker.say({ prompt: 'invite' });
    const chinese = await rig.nextPlayer();
    speaker.tune(BOTH);
    await speaker.settled;
    chinese.finish();
    const english = await rig.nextPlayer();
    expect(english.file).toContain('volume-1');
    expect(parseWav(readFileSync(english.file)).durationMs).toBe(500);
    english.finish();
    await english.ended;
    speaker.say({ prompt: 'thanks' });
    const thanks = await rig.nextPlayer();
    expect(rig.fileOf(thanks)).toBe('zh-TW/thanks.wav');
    speaker.hush();
    await thanks.ended;
    const left = (): string[] => readdirSync(join(rig.folder, 'copies'));
    await eventually('no copies are left', 5_000, () => (left().length === 0 ? true : undefined));
  });

  it('B3 speaks as before while missing prompts are synthesised, and all of them afterwards', async () => {
    writeClips(rig.folder, ['zh']);
    const synthesiser = new ScriptedSynthesiser();
    synthesiser.held = true;
    const voice = await rig.begin({
      sounds: soundsIn(rig.folder, { synthesiser }),
      tuning: { languages: ['zh', 'th'], volume: 100 },
    });
    const order = await synthesiser.orders.next('a rendering');
    voice.say({ prompt: 'invite', language: 'th' });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('zh-TW/invite.wav');
    synthesiser.held = false;
    order.finish();
    await voice.settled;
    voice.say({ prompt: 'invite', language: 'th' });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('cache/th/invite.wav');
    expect(rig.faults.unread).toEqual([]);
  });

  it('B3 reports no missing sound before it was synthesised', async () => {
    const synthesiser = new ScriptedSynthesiser();
    synthesiser.held = true;
    const voice = await rig.begin({
      sounds: soundsIn(rig.folder, { synthesiser }),
      tuning: BOTH,
    });
    const order = await synthesiser.orders.next('a rendering');
    voice.say({ prompt: 'invite' });
    synthesiser.held = false;
    order.finish();
    await voice.settled;
    expect(rig.faults.unread).toEqual([]);
    await voice.stop();
  });

  it('B3 is stopped at once while something is being synthesised', async () => {
    const synthesiser = new ScriptedSynthesiser();
    synthesiser.held = true;
    const voice = await rig.begin({
      sounds: soundsIn(rig.folder, { synthesiser }),
      tuning: BOTH,
    });
    await synthesiser.orders.next('a rendering');
    await voice.stop();
    expect(synthesiser.rendered).toEqual([]);
  });

  it('B3 clears a lack of sounds with a tuning that has them, once a prompt was spoken', async () => {
    writeClips(rig.folder, ['en']);
    const speaker = await rig.start({ tuning: { languages: ['zh'], volume: 100 } });
    expect(await rig.faults.next('a fault')).toBe('no sound file for invite, thanks, closed, one-key');
    speaker.tune({ languages: ['en'], volume: 100 });
    await speaker.settled;
    speaker.say({ prompt: 'thanks' });
    (await rig.nextPlayer()).finish();
    expect(await rig.faults.next('the end of the fault')).toBeUndefined();
  });

  it('B3 reports copies that cannot be written and is heard at full volume', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    writeFileSync(join(rig.folder, 'copies'), 'no folder');
    const speaker = await rig.start({ tuning: { ...BOTH, volume: 10 } });
    expect(await rig.faults.next('a fault')).toContain('spoken at full volume');
    speaker.say({ prompt: 'thanks' });
    expect(rig.fileOf(await rig.nextPlayer())).toBe('zh-TW/thanks.wav');
  });

  it('B3 does nothing when it is tuned as it is', async () => {
    writeClips(rig.folder, ['zh', 'en']);
    const speaker = await rig.start({ tuning: { ...BOTH, volume: 50 } });
    const before = speaker.settled;
    speaker.tune({ languages: ['zh', 'en'], volume: 50 });
    expect(speaker.settled).toBe(before);
  });
});
