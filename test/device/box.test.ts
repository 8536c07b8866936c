import { beforeEach, describe, expect, it } from 'vitest';
import { type BoxSettings, DEFAULT_BOX_SETTINGS } from '#contract/boxSettings.js';
import { HEARTBEAT_MS } from '#contract/limits.js';
import { heartbeat } from '#contract/presence.js';
import { ManualClock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { silentLogger } from '#platform/logger.js';
import { Box, type BoxParts } from '../../device/box.js';
import type { Prompt } from '../../device/ports/voice.js';
import { MemoryBoxMemory } from '../../simulators/memory/memoryBoxMemory.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { MemoryVoice } from '../../simulators/voice/memoryVoice.js';
import { countedIds, uuid } from '../support/ids.js';
import { MemoryUplink } from '../support/memoryUplink.js';
import { offerOf, windowOf } from '../support/offers.js';

/** A disk that can be taken away for reading and settling too. */
class FickleOutbox extends MemoryOutbox {
  broken = false;
  unreadable = false;
  override unsettled(): number {
    if (this.unreadable) throw new CodedError('outbox/cannot-read', 'gone');
    return super.unsettled();
  }
  override pending(...args: Parameters<MemoryOutbox['pending']>): ReturnType<MemoryOutbox['pending']> {
    if (this.broken) throw new CodedError('outbox/cannot-read', 'gone');
    return super.pending(...args);
  }
  override settle(...args: Parameters<MemoryOutbox['settle']>): void {
    if (this.broken) throw new CodedError('outbox/cannot-store', 'gone');
    super.settle(...args);
  }
}

let clock: ManualClock;
let panel: MemoryPanel;
let outbox: FickleOutbox;
let uplink: MemoryUplink;
let memory: MemoryBoxMemory;
let voice: MemoryVoice;
let heard: Prompt[];
let free: number | undefined;
let box: Box;

beforeEach(async () => {
  clock = new ManualClock();
  panel = new MemoryPanel();
  outbox = new FickleOutbox(countedIds());
  uplink = new MemoryUplink();
  memory = new MemoryBoxMemory();
  heard = [];
  voice = new MemoryVoice({
    clock,
    listener: { began: (prompt) => heard.push(prompt), ended: () => undefined },
  });
  free = 1_000_000_000;
  box = assemble();
  await box.start();
});

function assemble(parts: Partial<BoxParts> = {}): Box {
  return new Box({
    panel,
    voice,
    uplink,
    outbox,
    clock,
    logger: silentLogger,
    random: () => 0.5,
    boot: uuid(99),
    memory,
    office: 'east',
    freeBytes: () => free,
    ...parts,
  });
}

const press = (level: 1 | 2 | 3 | 4 | 5) => {
  panel.key(level, true);
  clock.advance(100);
  panel.key(level, false);
  clock.advance(100);
};
const offer = (n: number) => uplink.command(offerOf(n, {}, clock.wall()));
const ack = (...seqs: number[]) => uplink.ack({ epoch: outbox.epoch, seqs, contiguous: 0 });

describe('a box', () => {
  it('A8 sends the opening and the rating the moment they are stored', () => {
    uplink.connect();
    offer(1);
    expect(uplink.events.map(({ kind }) => kind)).toEqual(['opened']);
    panel.key(1, true);
    clock.advance(50);
    expect(uplink.events.map(({ kind }) => kind)).toEqual(['opened', 'rated']);
  });

  it('B4 beats at once when connected and then every 14 s, only while connected', () => {
    uplink.connect();
    expect(uplink.beats).toHaveLength(1);
    clock.advance(2 * HEARTBEAT_MS);
    expect(uplink.beats).toHaveLength(3);
    uplink.disconnect();
    clock.advance(10 * HEARTBEAT_MS);
    uplink.connect();
    expect(uplink.beats).toHaveLength(4);
    clock.advance(HEARTBEAT_MS);
    expect(uplink.beats).toHaveLength(5);
  });

  it('D4 a heartbeat tells the newest number, how many are unacknowledged, and keeps the contract', () => {
    uplink.connect();
    offer(1);
    press(5);
    ack(1);
    clock.advance(HEARTBEAT_MS);
    const beat = heartbeat.check(uplink.beats.at(-1));
    expect(beat).toMatchObject({ boot: uuid(99), epoch: outbox.epoch, lastSeq: 3, unacked: 2 });
    expect(beat).toMatchObject({ panel: 'ok', voice: 'ok', storage: 'ok', mono: HEARTBEAT_MS });
  });

  it('B2 D6 tells the hub at once when its health changes', () => {
    uplink.connect();
    panel.unplug();
    expect(uplink.beats.at(-1)).toMatchObject({ panel: 'fault' });
    panel.plug();
    expect(uplink.beats.at(-1)).toMatchObject({ panel: 'ok' });
    outbox.fill(true);
    offer(1);
    expect(uplink.beats.at(-1)).toMatchObject({ storage: 'fault' });
    expect(uplink.beats).toHaveLength(4);
  });

  it('W5 learns hub time from the answer to its heartbeat', () => {
    uplink.connect();
    const echo = uplink.beats[0]?.mono ?? 0;
    const hubMs = clock.wall() + 90_000;
    clock.advance(4);
    uplink.command({ kind: 'time', sentAt: timestamp(hubMs + 2), echo });
    clock.advance(HEARTBEAT_MS);
    expect(uplink.beats.at(-1)?.at).toBe(timestamp(hubMs + HEARTBEAT_MS));
  });

  it('W5 stamps of a box with a wrong clock stay hub time while the line is down and when it returns', () => {
    uplink.connect();
    const hubMs = clock.wall() + 86_400_000;
    uplink.command({ kind: 'time', sentAt: timestamp(hubMs), echo: clock.monotonic() });
    uplink.command(offerOf(1, {}, hubMs));
    uplink.disconnect();
    clock.advance(5_000);
    uplink.connect();
    press(4);
    expect(outbox.recent(1)).toMatchObject([{ kind: 'rated', at: timestamp(hubMs + 5_050) }]);
  });

  it('W4 a void cancels the open window', () => {
    uplink.connect();
    offer(1);
    uplink.command({ kind: 'cancel', sentAt: timestamp(clock.wall()), window: windowOf(1) });
    expect(outbox.recent(1)).toMatchObject([{ kind: 'cancelled', window: windowOf(1) }]);
  });

  it('D2 rates without a hub and sends it all when the hub is back', () => {
    uplink.connect();
    offer(1);
    uplink.disconnect();
    press(2);
    expect(panel.scene.kind).toBe('accepted');
    uplink.connect();
    expect(uplink.events.map(({ seq }) => seq)).toEqual([1, 1, 2]);
  });

  it('D4 sends again what the hub asks for', () => {
    uplink.connect();
    offer(1);
    ack(1);
    uplink.command({
      kind: 'resend',
      sentAt: timestamp(clock.wall()),
      epoch: outbox.epoch,
      from: 1,
      to: 1,
    });
    expect(uplink.events.map(({ seq }) => seq)).toEqual([1, 1]);
  });

  it('D1 a disk that fails to read or settle takes neither the thanks nor the program away', () => {
    uplink.connect();
    offer(1);
    outbox.broken = true;
    ack(1);
    uplink.disconnect();
    uplink.connect();
    press(5);
    expect(panel.scene.kind).toBe('accepted');
    outbox.broken = false;
    clock.advance(60_000);
    expect(uplink.events.map(({ kind }) => kind)).toContain('rated');
  });

  it('stops with dark lamps, and says nothing more', async () => {
    uplink.connect();
    offer(1);
    await box.stop();
    expect(uplink.stopped).toBe(true);
    expect(panel.scene.kind).toBe('dark');
    const before = outbox.lastSeq();
    clock.advance(120_000);
    expect(outbox.lastSeq()).toBe(before);
  });

  it('W13 W6 stopped in peace it reports the window it leaves open and the presses not reported yet, at once', async () => {
    uplink.connect();
    press(3);
    offer(1);
    clock.advance(1_000);
    await box.stop();
    const kept = outbox.range(1, 10, 10);
    expect(kept.map(({ kind }) => kind)).toEqual(['opened', 'presses', 'missed']);
    expect(kept.at(-1)).toMatchObject({ window: windowOf(1), reason: 'interrupted' });
    await assemble().start();
    expect(outbox.lastSeq()).toBe(3);
  });

  it('W6 stopped in peace it reports presses that nobody invited', async () => {
    uplink.connect();
    press(3);
    await box.stop();
    expect(uplink.events).toMatchObject([{ kind: 'presses', idle: { 3: 1 } }]);
  });

  it('D4 reports first which damaged outboxes it replaces, oldest first', async () => {
    await box.stop();
    const lost = (letter: string, lastSeq: number) => ({ epoch: letter.repeat(16), lastSeq });
    const replaced = [
      { lost: lost('a', 7), detail: 'damaged and set aside as one' },
      { lost: lost('b', 0), detail: 'damaged and set aside as another' },
    ];
    await assemble({ replaced }).start();
    expect(outbox.range(1, 9, 9)).toMatchObject(
      replaced.map((each) => ({ kind: 'outbox-replaced', ...each })),
    );
  });
});

describe('what the hub decides for a box', () => {
  const push = (settings: object) =>
    uplink.command({
      kind: 'settings',
      sentAt: timestamp(clock.wall()),
      settings: { ...DEFAULT_BOX_SETTINGS, revision: 3, ...settings },
    });

  it('B5 settings are durable, in force at once, and named in the heartbeat', () => {
    uplink.connect();
    expect(uplink.beats.at(-1)?.settings).toEqual({ revision: 0 });
    push({ maxAgeMs: 20_000, languages: ['en'] });
    expect(uplink.beats.at(-1)?.settings).toEqual({ revision: 3 });
    expect(memory.settings()).toMatchObject({ revision: 3, maxAgeMs: 20_000, languages: ['en'] });
    clock.advance(60_000);
    uplink.command(offerOf(1, {}, clock.wall() - 15_000));
    expect(outbox.recent(1)).toMatchObject([{ kind: 'opened' }]);
  });

  it('B5 settings that are not good are refused whole, with the reason, and the last good ones hold', () => {
    uplink.connect();
    push({ volume: 40 });
    push({ revision: 4, volume: 400, languages: ['en'] });
    expect(uplink.beats.at(-1)?.settings).toEqual({
      revision: 3,
      refused: expect.stringContaining('/volume'),
    });
    expect(heartbeat.check(uplink.beats.at(-1))).toBeDefined();
    expect(memory.settings()).toMatchObject({ revision: 3, volume: 40, languages: ['zh', 'en'] });
    push({ revision: 5, volume: 50 });
    expect(uplink.beats.at(-1)?.settings).toEqual({ revision: 5 });
  });

  it('D6 settings that a full disk cannot keep are not put in force', () => {
    uplink.connect();
    memory.full = true;
    push({ volume: 0 });
    expect(uplink.beats.at(-1)?.settings).toEqual({ revision: 0, refused: 'revision 3: the disk is full' });
    offer(1);
    expect(heard).toHaveLength(1);
  });

  it('B5 the settings of the run before hold before the hub is heard', async () => {
    await box.stop();
    memory.keepSettings({ ...DEFAULT_BOX_SETTINGS, revision: 9, volume: 0 });
    await assemble().start();
    uplink.connect();
    offer(1);
    expect(heard).toEqual([]);
    expect(panel.scene.kind).toBe('invite');
    expect(uplink.beats.at(-1)?.settings).toEqual({ revision: 9 });
  });

  it('B3 nothing is spoken in quiet hours, of hub time in Taipei; the lamps go on', () => {
    uplink.connect();
    const noon = Date.UTC(2026, 6, 7, 4, 0, 0);
    const at = (ms: number) =>
      uplink.command({ kind: 'time', sentAt: timestamp(ms), echo: clock.monotonic() });
    const quietHours: BoxSettings['quietHours'] = [{ from: '12:00', to: '13:30' }];
    push({ quietHours });
    at(noon);
    uplink.command(offerOf(1, {}, noon));
    expect(heard).toEqual([]);
    expect(panel.scene.kind).toBe('invite');
    clock.advance(90 * 60_000);
    uplink.command(offerOf(2, {}, noon + 90 * 60_000));
    expect(heard).toEqual(['invite']);
  });

  it('B3 what is said is shown in words too, heard or not', async () => {
    await box.stop();
    const shown: string[] = [];
    memory.keepSettings({ ...DEFAULT_BOX_SETTINGS, revision: 1, volume: 0 });
    await assemble({ caption: ({ prompt }) => void shown.push(prompt) }).start();
    uplink.connect();
    offer(1);
    press(5);
    expect(shown).toEqual(['invite', 'thanks']);
    expect(heard).toEqual([]);
  });

  it('B5 moved to another counter it remembers; to another office it comes back there', () => {
    uplink.connect();
    const place = (office: string, counter: string) =>
      uplink.command({ kind: 'place', sentAt: timestamp(clock.wall()), office, counter });
    place('east', '7');
    expect(memory.place()).toEqual({ office: 'east', counter: '7' });
    expect(uplink.offices).toEqual([]);
    place('west', '1');
    place('west', '1');
    expect(memory.place()).toEqual({ office: 'west', counter: '1' });
    expect(uplink.offices).toEqual(['west']);
  });

  it('B5 a move that cannot be kept is not made, and is tried again when the hub says it again', () => {
    uplink.connect();
    const place = () =>
      uplink.command({ kind: 'place', sentAt: timestamp(clock.wall()), office: 'west', counter: '1' });
    memory.full = true;
    place();
    expect(uplink.offices).toEqual([]);
    memory.full = false;
    place();
    expect(uplink.offices).toEqual(['west']);
  });

  it('W11 says "please wait" to the citizen whose alarm was taken, where the office wants it', () => {
    uplink.connect();
    push({ waitPrompt: true });
    offer(1);
    press(1);
    uplink.command({ kind: 'acknowledged', sentAt: timestamp(clock.wall()), window: windowOf(1) });
    expect(heard).toEqual(['invite', 'thanks', 'wait']);
  });
});

describe('the self-test', () => {
  const tests = () => outbox.range(1, 1_000, 1_000).filter((event) => event.kind === 'self-test');
  /** `aheadMs`: how far the clock of the box's machine is ahead of the hub's. */
  const request = (aheadMs = 0) =>
    uplink.command({ kind: 'self-test', sentAt: timestamp(clock.wall() - aheadMs) });
  const result = () => {
    const last = tests().at(-1);
    if (last === undefined) throw new Error('no self-test was reported');
    return { trigger: last.trigger, ...last.checks };
  };

  it('B6 runs by itself after the start, shows the lamps, makes no sound, and its result goes to the hub', () => {
    uplink.connect();
    const scenes: string[] = [];
    panel.watch(({ kind }) => scenes.push(kind));
    uplink.command({ kind: 'time', sentAt: timestamp(clock.wall()), echo: clock.monotonic() });
    clock.advance(10_000);
    const ok = { result: 'ok' };
    expect(result()).toEqual({
      trigger: 'start',
      lamps: ok,
      keys: ok,
      sound: ok,
      clock: ok,
      disk: ok,
      link: ok,
    });
    expect(scenes).toEqual(['test', 'dark']);
    expect(heard).toEqual([]);
    expect(uplink.events.at(-1)?.kind).toBe('self-test');
    clock.advance(86_400_000);
    expect(tests()).toHaveLength(1);
  });

  it('B6 names what is wrong with each part', () => {
    panel.key(2, true);
    free = 3 * 1024 * 1024;
    clock.advance(9_000);
    expect(result()).toMatchObject({
      keys: { result: 'fault', detail: 'down: 2' },
      clock: { result: 'skipped' },
      disk: { result: 'fault', detail: '3 MB free, expected at least 50' },
      link: { result: 'fault', detail: 'no connection to the hub' },
    });
    uplink.connect();
    uplink.command({ kind: 'time', sentAt: timestamp(clock.wall()), echo: clock.monotonic() });
    request();
    clock.advance(20_000);
    expect(result().keys).toEqual({ result: 'fault', detail: 'stuck: 2' });
    clock.jumpWall(3_600_000);
    panel.unplug();
    request(3_600_000);
    clock.advance(20_000);
    expect(result()).toMatchObject({
      trigger: 'request',
      lamps: { result: 'fault', detail: 'unplugged' },
      clock: { result: 'fault', detail: 'the clock of the machine is 3600 s ahead' },
      link: { result: 'ok' },
    });
  });

  it('B6 on request it speaks, and hears of a sound device that is gone', () => {
    clock.advance(10_000);
    uplink.connect();
    request();
    clock.advance(20_000);
    expect(heard).toEqual(['thanks']);
    expect(result().sound).toEqual({ result: 'ok' });
    voice.breakDevice('no sound card');
    request();
    clock.advance(20_000);
    expect(result().sound).toEqual({ result: 'fault', detail: 'no sound card' });
  });

  it('B6 W2 never disturbs a citizen: it leaves lamps and voice alone while one is served', () => {
    clock.advance(10_000);
    uplink.connect();
    offer(1);
    request();
    clock.advance(5_000);
    expect(panel.scene.kind).toBe('invite');
    expect(heard).toEqual(['invite']);
    expect(result().lamps).toEqual({ result: 'skipped', detail: 'a citizen was being served' });
    clock.advance(60_000);
    request();
    clock.advance(400);
    offer(2);
    clock.advance(5_000);
    expect(panel.scene.kind).toBe('invite');
  });
});

describe('the word for the watchdog', () => {
  it('B7 is given while the database answers and withheld when it does not', () => {
    expect(box.healthy()).toBe(true);
    outbox.unreadable = true;
    expect(box.healthy()).toBe(false);
  });

  it('B7 D6 a full disk is no reason to start anew', () => {
    outbox.fill(true);
    offer(1);
    expect(box.healthy()).toBe(true);
  });

  it('B2 B7 a panel that is lost for long is, one that somebody plugs in again is not', () => {
    panel.unplug();
    clock.advance(299_000);
    expect(box.healthy()).toBe(true);
    panel.plug();
    clock.advance(299_000);
    panel.unplug();
    clock.advance(299_000);
    expect(box.healthy()).toBe(true);
    clock.advance(2_000);
    expect(box.healthy()).toBe(false);
  });
});
