import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VoiceLanguage } from '#contract/values.js';
import { PROMPTS, type Prompt, type Voice, type VoiceTuning } from '../../device/ports/voice.js';
import { EventQueue } from '../support/eventQueue.js';

/** What a listener in front of the box notices: `invite began`, `invite cut`, `thanks finished`. */
export type Heard = `${Prompt} ${'began' | 'finished' | 'cut'}`;

/** A voice tuned to zh and en at full volume, with ears in front of it and a hand on its loudspeaker. */
export interface VoiceRig {
  readonly voice: Voice;
  readonly heard: EventQueue<Heard>;
  /** Tunes the voice, and resolves when the tuning is heard. */
  tune(tuning: VoiceTuning): Promise<void>;
  /** Lets what is being said come to its end in so many languages, and tells which they were. */
  finish(languages: number): Promise<readonly VoiceLanguage[]>;
  breakDevice(): void;
  repairDevice(): void;
  dispose(): Promise<void>;
}

/** What every voice does (B1, B3), whatever speaks. */
export function voiceConformance(name: string, createRig: () => Promise<VoiceRig> | VoiceRig): void {
  describe(`voice conformance: ${name}`, () => {
    let rig: VoiceRig;
    let faults: EventQueue<string | undefined>;

    beforeEach(async () => {
      rig = await createRig();
      faults = new EventQueue();
    });
    afterEach(async () => {
      await rig.voice.stop();
      await rig.dispose();
    });

    const start = async (): Promise<void> => rig.voice.start((fault) => faults.push(fault));
    const expectHeard = async (...expected: Heard[]): Promise<void> => {
      for (const event of expected) expect(await rig.heard.next(event)).toBe(event);
    };
    const expectSpoken = async (
      prompt: Prompt,
      languages: readonly VoiceLanguage[] = ['zh', 'en'],
    ): Promise<void> => {
      await expectHeard(`${prompt} began`);
      expect(await rig.finish(languages.length)).toEqual(languages);
      await expectHeard(`${prompt} finished`);
    };

    it('B3 speaks every prompt to its end', async () => {
      await start();
      for (const prompt of PROMPTS) {
        rig.voice.say({ prompt });
        await expectSpoken(prompt);
      }
      expect(faults.unread).toEqual([]);
    });

    it('B3 thanks cuts invite short and nothing is said over it', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      rig.voice.say({ prompt: 'thanks' });
      await expectHeard('invite cut');
      await expectSpoken('thanks');
      expect(rig.heard.unread).toEqual([]);
      expect(faults.unread).toEqual([]);
    });

    it('B3 begins a prompt anew when it is said again', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite cut');
      await expectSpoken('invite');
    });

    it('B3 speaks only the last of several said at once to its end', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      for (const prompt of ['one-key', 'closed', 'invite', 'thanks'] as const) rig.voice.say({ prompt });
      const events: Heard[] = [];
      while (events.at(-1) !== 'thanks began') events.push(await rig.heard.next('thanks began'));
      expect(unfinished(events)).toEqual(['thanks']);
      await rig.finish(2);
      await expectHeard('thanks finished');
    });

    it('falls silent when hushed and speaks again when asked', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      rig.voice.hush();
      rig.voice.hush();
      await expectHeard('invite cut');
      rig.voice.say({ prompt: 'closed' });
      await expectSpoken('closed');
    });

    it('says nothing before it was started', async () => {
      rig.voice.say({ prompt: 'invite' });
      rig.voice.hush();
      await start();
      rig.voice.say({ prompt: 'thanks' });
      await expectSpoken('thanks');
    });

    it('falls silent when stopped and stays so until started again', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      await rig.voice.stop();
      await rig.voice.stop();
      await expectHeard('invite cut');
      rig.voice.say({ prompt: 'thanks' });
      await start();
      rig.voice.say({ prompt: 'closed' });
      await expectSpoken('closed');
    });

    it('B3 speaks the tuned languages in their order, from the next prompt on', async () => {
      await start();
      await rig.tune({ languages: ['vi', 'zh'], volume: 100 });
      rig.voice.say({ prompt: 'invite' });
      await expectSpoken('invite', ['vi', 'zh']);
      await rig.tune({ languages: ['en'], volume: 100 });
      rig.voice.say({ prompt: 'thanks' });
      await expectSpoken('thanks', ['en']);
      expect(faults.unread).toEqual([]);
    });

    it('B3 speaks as it was tuned before it was started, and after it was stopped', async () => {
      await rig.tune({ languages: ['en', 'zh'], volume: 100 });
      await start();
      rig.voice.say({ prompt: 'closed' });
      await expectSpoken('closed', ['en', 'zh']);
      await rig.voice.stop();
      await rig.tune({ languages: ['vi'], volume: 100 });
      await start();
      rig.voice.say({ prompt: 'closed' });
      await expectSpoken('closed', ['vi']);
    });

    it('B3 speaks one prompt in the language of the citizen, and the next as tuned', async () => {
      await start();
      rig.voice.say({ prompt: 'invite', language: 'en' });
      await expectSpoken('invite', ['en']);
      rig.voice.say({ prompt: 'thanks' });
      await expectSpoken('thanks');
    });

    it('B3 speaks as tuned rather than not at all when the language of the citizen is not to be had', async () => {
      await start();
      rig.voice.say({ prompt: 'invite', language: 'th' });
      await expectSpoken('invite');
      expect(faults.unread).toEqual([]);
    });

    it('B3 invites to windows of every length', async () => {
      await start();
      for (const lengthMs of [30_000, 45_500, 60_000, 90_000, 120_000]) {
        rig.voice.say({ prompt: 'invite', lengthMs });
        await expectSpoken('invite');
      }
    });

    it('B3 is silent at volume 0, at once and without a fault, until it is turned up', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      rig.voice.tune({ languages: ['zh', 'en'], volume: 0 });
      await expectHeard('invite cut');
      rig.voice.say({ prompt: 'closed' });
      await rig.tune({ languages: ['zh', 'en'], volume: 40 });
      rig.voice.say({ prompt: 'thanks' });
      await expectSpoken('thanks');
      expect(faults.unread).toEqual([]);
    });

    it('B3 is tuned while it speaks without being cut', async () => {
      await start();
      rig.voice.say({ prompt: 'invite' });
      await expectHeard('invite began');
      await rig.tune({ languages: ['zh', 'en'], volume: 70 });
      expect(await rig.finish(2)).toEqual(['zh', 'en']);
      await expectHeard('invite finished');
      rig.voice.say({ prompt: 'thanks' });
      await expectSpoken('thanks');
      expect(faults.unread).toEqual([]);
    });

    it('B3 reports a broken loudspeaker once, never throws, and clears the fault when it is heard again', async () => {
      await start();
      rig.breakDevice();
      rig.voice.say({ prompt: 'invite' });
      expect(await faults.next('a fault')).toEqual(expect.stringMatching(/\S/));
      rig.voice.say({ prompt: 'thanks' });
      rig.voice.say({ prompt: 'closed' });
      rig.voice.hush();
      rig.repairDevice();
      rig.voice.say({ prompt: 'one-key' });
      await expectSpoken('one-key');
      expect(await faults.next('the end of the fault')).toBeUndefined();
      expect(faults.unread).toEqual([]);
    });
  });
}

/** The prompts begun and not ended, checking that no two were ever heard at once. */
function unfinished(events: readonly Heard[]): string[] {
  let speaking: string[] = [];
  for (const event of events) {
    const [prompt = '', what] = event.split(' ');
    if (what === 'began') speaking.push(prompt);
    else speaking = speaking.filter((other) => other !== prompt);
    expect(speaking.length, event).toBeLessThan(2);
  }
  return speaking;
}
