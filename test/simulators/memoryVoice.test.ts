import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { MemoryVoice, type Speech } from '../../simulators/voice/memoryVoice.js';
import { type Heard, type VoiceRig, voiceConformance } from '../conformance/voice.js';
import { EventQueue } from '../support/eventQueue.js';

function createRig(): VoiceRig & { clock: ManualClock; speeches: readonly Speech[] } {
  const clock = new ManualClock();
  const heard = new EventQueue<Heard>();
  const speeches: Speech[] = [];
  const voice = new MemoryVoice({
    clock,
    listener: {
      began: (prompt, speech) => {
        speeches.push(speech);
        heard.push(`${prompt} began`);
      },
      ended: (prompt, how) => heard.push(`${prompt} ${how}`),
    },
  });
  return {
    voice,
    heard,
    clock,
    speeches,
    tune: async (tuning) => voice.tune(tuning),
    finish: async () => {
      clock.advance(60_000);
      return speeches.at(-1)?.languages ?? [];
    },
    breakDevice: () => voice.breakDevice('loudspeaker unplugged'),
    repairDevice: () => voice.repairDevice(),
    dispose: async () => undefined,
  };
}

voiceConformance('in memory', createRig);

describe('MemoryVoice', () => {
  it('B3 speaks about as long as the words take, invite within the window', () => {
    const { voice, heard, clock } = createRig();
    void voice.start(() => undefined);
    voice.say({ prompt: 'invite' });
    clock.advance(7_000);
    expect(heard.unread).toEqual(['invite began']);
    clock.advance(8_000);
    expect(heard.unread).toEqual(['invite began', 'invite finished']);
  });

  it('tells its listener what was asked for and in which languages it is heard', () => {
    const { voice, speeches } = createRig();
    void voice.start(() => undefined);
    voice.tune({ languages: ['zh', 'th'], volume: 30 });
    voice.say({ prompt: 'invite', lengthMs: 60_000 });
    voice.say({ prompt: 'thanks', language: 'th' });
    expect(speeches).toEqual([
      { prompt: 'invite', lengthMs: 60_000, languages: ['zh', 'th'] },
      { prompt: 'thanks', language: 'th', languages: ['th'] },
    ]);
  });
});
