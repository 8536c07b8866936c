import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import type { Prompt } from '../../device/ports/voice.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import { type Heard, type VoiceRig, voiceConformance } from '../conformance/voice.js';
import { EventQueue } from '../support/eventQueue.js';

function createRig(): VoiceRig & { clock: ManualClock } {
  const clock = new ManualClock();
  const heard = new EventQueue<Heard>();
  const voice = new MemoryVoice({
    clock,
    listener: {
      began: (prompt: Prompt) => heard.push(`${prompt} began`),
      ended: (prompt: Prompt, how) => heard.push(`${prompt} ${how}`),
    },
  });
  return {
    voice,
    heard,
    clock,
    finish: () => clock.advance(30_000),
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
    voice.say('invite');
    clock.advance(7_000);
    expect(heard.unread).toEqual(['invite began']);
    clock.advance(8_000);
    expect(heard.unread).toEqual(['invite began', 'invite finished']);
  });
});
