import type { AlarmView } from '#contract/alarms.js';
import { ManualClock, systemClock } from '#platform/clock.js';
import { HubClient } from '../../hub/dashboard/api/hubClient.js';
import { Announcer } from '../../hub/dashboard/sound/announcer.js';
import { pageAnnouncer } from '../../hub/dashboard/sound/pageAnnouncer.js';
import { browserMemory, type Memory } from '../../hub/dashboard/ui/memory.js';

/** Runs inside a browser, built by `builtModule`: the announcer as a page has it, and ears for what leaves its graph. */

/** What a page does, and when, ms from the start of the recording; multiples of `STEP_MS`. */
export interface Cue {
  readonly atMs: number;
  readonly sound?: readonly AlarmView[];
  readonly volume?: number;
}

export const STEP_MS = 50;

/**
 * Lets an announcer alone in its browser act by its cues, on a clock that goes with the audio, and returns all samples that
 * would have left for the loudspeaker, as base64 of 32-bit floats.
 */
export async function record(seconds: number, rate: number, cues: readonly Cue[]): Promise<string> {
  const offline = new OfflineAudioContext(1, seconds * rate, rate);
  const clock = new ManualClock();
  const announcer = new Announcer({
    open: () => alwaysRunning(offline),
    line: { post: () => undefined, onMessage: () => undefined },
    clock,
    random: Math.random,
    memory: forgetful(),
    report: async () => undefined,
  });
  announcer.setVolume(1);
  for (let atMs = STEP_MS; atMs < seconds * 1_000; atMs += STEP_MS) {
    void offline.suspend(atMs / 1_000).then(() => {
      clock.advance(STEP_MS);
      for (const cue of cues.filter((each) => each.atMs === atMs)) act(announcer, cue);
      return offline.resume();
    });
  }
  const { buffer } = (await offline.startRendering()).getChannelData(0);
  return base64(new Uint8Array(buffer));
}

function act(announcer: Announcer, { sound, volume }: Cue): void {
  if (volume !== undefined) announcer.setVolume(volume);
  if (sound !== undefined) announcer.sound(sound);
}

/** An offline context says it is suspended whenever it is stepped; the announcer has to take it for one that sounds. */
function alwaysRunning(offline: OfflineAudioContext): AudioContext {
  return new Proxy(offline as unknown as AudioContext, {
    get(_context, name) {
      if (name === 'state') return 'running';
      const value: unknown = Reflect.get(offline, name, offline);
      return typeof value === 'function' ? value.bind(offline) : value;
    },
  });
}

function forgetful(): Memory {
  return { get: () => undefined, set: () => undefined };
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** The announcer of a page, and what has left for its loudspeaker since it was made or since `forget`. */
export function livePage(office: string) {
  const ears = listen();
  const announcer = pageAnnouncer({
    window,
    office,
    hub: new HubClient({
      fetch: window.fetch.bind(window),
      clock: systemClock,
      base: `${location.origin}/api/v1/`,
    }),
    clock: systemClock,
    memory: browserMemory(),
    random: Math.random,
  });
  return { announcer, ears };
}

/** Keeps the largest sample that leaves any audio graph of this page. */
function listen() {
  const ears = { peak: 0 };
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  function tapped(this: AudioNode, to: AudioNode): AudioNode {
    if (to instanceof AudioDestinationNode) {
      const tap = (this.context as AudioContext).createScriptProcessor(1_024, 1, 1);
      tap.onaudioprocess = ({ inputBuffer }) => {
        for (const sample of inputBuffer.getChannelData(0)) ears.peak = Math.max(ears.peak, Math.abs(sample));
      };
      connect.call(this, tap);
      connect.call(tap, to);
    }
    return connect.call(this, to);
  }
  Object.assign(AudioNode.prototype, { connect: tapped });
  return ears;
}
