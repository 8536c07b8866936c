import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prompt, Voice } from '../../device/ports/voice.js';
import { EventQueue } from '../support/eventQueue.js';

/** What a listener in front of the box notices: `invite began`, `invite cut`, `thanks finished`. */
export type Heard = `${Prompt} ${'began' | 'finished' | 'cut'}`;

/** A voice with ears in front of it and a hand on its loudspeaker. */
export interface VoiceRig {
  readonly voice: Voice;
  readonly heard: EventQueue<Heard>;
  /** Lets what is being said come to its end, in all languages. */
  finish(): Promise<void> | void;
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
    const expectSpoken = async (prompt: Prompt): Promise<void> => {
      await expectHeard(`${prompt} began`);
      await rig.finish();
      await expectHeard(`${prompt} finished`);
    };

    it('B3 speaks every prompt to its end', async () => {
      await start();
      for (const prompt of ['invite', 'thanks', 'closed', 'one-key'] as const) {
        rig.voice.say(prompt);
        await expectSpoken(prompt);
      }
      expect(faults.unread).toEqual([]);
    });

    it('B3 thanks cuts invite short and nothing is said over it', async () => {
      await start();
      rig.voice.say('invite');
      await expectHeard('invite began');
      rig.voice.say('thanks');
      await expectHeard('invite cut');
      await expectSpoken('thanks');
      expect(rig.heard.unread).toEqual([]);
      expect(faults.unread).toEqual([]);
    });

    it('B3 begins a prompt anew when it is said again', async () => {
      await start();
      rig.voice.say('invite');
      await expectHeard('invite began');
      rig.voice.say('invite');
      await expectHeard('invite cut');
      await expectSpoken('invite');
    });

    it('B3 speaks only the last of several said at once to its end', async () => {
      await start();
      rig.voice.say('invite');
      await expectHeard('invite began');
      for (const prompt of ['one-key', 'closed', 'invite', 'thanks'] as const) rig.voice.say(prompt);
      const events: Heard[] = [];
      while (events.at(-1) !== 'thanks began') events.push(await rig.heard.next('thanks began'));
      expect(unfinished(events)).toEqual(['thanks']);
      await rig.finish();
      await expectHeard('thanks finished');
    });

    it('falls silent when hushed and speaks again when asked', async () => {
      await start();
      rig.voice.say('invite');
      await expectHeard('invite began');
      rig.voice.hush();
      rig.voice.hush();
      await expectHeard('invite cut');
      rig.voice.say('closed');
      await expectSpoken('closed');
    });

    it('says nothing before it was started', async () => {
      rig.voice.say('invite');
      rig.voice.hush();
      await start();
      rig.voice.say('thanks');
      await expectSpoken('thanks');
    });

    it('falls silent when stopped and stays so until started again', async () => {
      await start();
      rig.voice.say('invite');
      await expectHeard('invite began');
      await rig.voice.stop();
      await rig.voice.stop();
      await expectHeard('invite cut');
      rig.voice.say('thanks');
      await start();
      rig.voice.say('closed');
      await expectSpoken('closed');
    });

    it('B3 reports a broken loudspeaker once, never throws, and clears the fault when it is heard again', async () => {
      await start();
      rig.breakDevice();
      rig.voice.say('invite');
      expect(await faults.next('a fault')).toEqual(expect.stringMatching(/\S/));
      rig.voice.say('thanks');
      rig.voice.say('closed');
      rig.voice.hush();
      rig.repairDevice();
      rig.voice.say('one-key');
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
