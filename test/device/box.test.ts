import { beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_MS } from '#contract/limits.js';
import { heartbeat } from '#contract/presence.js';
import { ManualClock, timestamp } from '#platform/clock.js';
import { CodedError } from '#platform/errors.js';
import { silentLogger } from '#platform/logger.js';
import { createSilentVoice } from '../../device/adapters/silentVoice.js';
import { Box } from '../../device/box.js';
import { MemoryOutbox } from '../../simulators/outbox/memoryOutbox.js';
import { MemoryPanel } from '../../simulators/panel/memoryPanel.js';
import { countedIds, uuid } from '../support/ids.js';
import { MemoryUplink } from '../support/memoryUplink.js';
import { offerOf, windowOf } from '../support/offers.js';

/** A disk that can be taken away for reading and settling too. */
class FickleOutbox extends MemoryOutbox {
  broken = false;
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
let box: Box;

beforeEach(async () => {
  clock = new ManualClock();
  panel = new MemoryPanel();
  outbox = new FickleOutbox(countedIds());
  uplink = new MemoryUplink();
  box = new Box({
    panel,
    voice: createSilentVoice(),
    uplink,
    outbox,
    clock,
    logger: silentLogger,
    random: () => 0.5,
    boot: uuid(99),
    maxAgeMs: 10_000,
  });
  await box.start();
});

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
    expect(beat).toMatchObject({ boot: uuid(99), epoch: outbox.epoch, lastSeq: 2, unacked: 1 });
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
});
