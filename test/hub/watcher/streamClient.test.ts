import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { DOUBTED_AFTER_MS, SILENT_AFTER_MS, StreamClient } from '../../../hub/watcher/streamClient.js';
import type { WakeupSign } from '../../../hub/watcher/wakeups.js';
import { Expectation } from '../../support/expectation.js';
import { figures, snapshot } from '../../support/views.js';

/** One request for the stream, as the test's hub sees it. */
interface Line {
  readonly headers: Headers;
  answer(status: number): void;
  write(text: string): void;
  end(): void;
  readonly aborted: () => boolean;
}

/** Pauses of 1 s, 2 s, 4 s … because the draw is always the highest. */
const RETRY = { first: 1_000, most: 4_000, random: () => 1 };

class Rig {
  readonly clock = new ManualClock();
  readonly lines: Line[] = [];
  readonly seen: string[] = [];
  readonly times: number[] = [];
  private readonly expectation = new Expectation();
  readonly client = new StreamClient({
    url: 'http://hub/stream',
    clock: this.clock,
    retry: new RetrySchedule(RETRY),
    fetch: (_url, init) => this.fetch(init ?? {}),
    listener: {
      link: (state) => this.note(state),
      message: (message) => this.note(message.name),
      hubTime: (hubMs) => this.times.push(hubMs),
    },
    wakeups: (wake) => {
      this.wake = wake;
      return () => {
        this.wake = () => expect.fail('a client that has stopped still waits to be woken');
      };
    },
  });
  wake: (sign: WakeupSign) => void = () => undefined;

  async line(number: number): Promise<Line> {
    return this.expectation.until(`request ${number}`, 2_000, () => this.lines[number - 1]);
  }

  async sees(...expected: string[]): Promise<void> {
    await this.expectation.until(expected.join(', '), 2_000, () =>
      this.seen.join() === expected.join() ? true : undefined,
    );
  }

  /** Moves the clock on once the client has set its pause, which it does a few microtasks after a line ends. */
  async afterPause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.clock.advance(ms);
  }

  private note(what: string): void {
    this.seen.push(what);
    this.expectation.changed();
  }

  private fetch(init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      const encoder = new TextEncoder();
      let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start: (given) => {
          controller = given;
        },
      });
      const signal = init.signal;
      signal?.addEventListener('abort', () => {
        reject(signal.reason);
        controller?.error(signal.reason);
      });
      this.lines.push({
        headers: new Headers(init.headers),
        answer: (status) => resolve(new Response(body, { status })),
        write: (text) => controller?.enqueue(encoder.encode(text)),
        end: () => controller?.close(),
        aborted: () => signal?.aborted ?? false,
      });
      this.expectation.changed();
    });
  }
}

const message = (name: string, data: unknown, id = 'b-1') =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

async function live(): Promise<Rig> {
  const rig = new Rig();
  rig.client.start();
  const line = await rig.line(1);
  line.answer(200);
  line.write(message('snapshot', snapshot(), 'b-7'));
  await rig.sees('connecting', 'snapshot', 'live');
  return rig;
}

describe('the live stream', () => {
  it('is live only once the first message is in', async () => {
    const rig = new Rig();
    rig.client.start();
    (await rig.line(1)).answer(200);
    await rig.sees('connecting');
    (await rig.line(1)).write(message('snapshot', snapshot()));
    await rig.sees('connecting', 'snapshot', 'live');
  });

  it('is lost when the hub ends it, and connects again after a pause, saying what it saw last', async () => {
    const rig = await live();
    rig.lines[0]?.end();
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
    await rig.afterPause(1_000);
    const again = await rig.line(2);
    expect(again.headers.get('last-event-id')).toBe('b-7');
    again.answer(200);
    again.write(message('snapshot', snapshot()));
    await rig.sees('connecting', 'snapshot', 'live', 'lost', 'snapshot', 'live');
  });

  it('waits longer after each failure', async () => {
    const rig = await live();
    rig.lines[0]?.end();
    await rig.afterPause(1_000);
    (await rig.line(2)).answer(503);
    await rig.afterPause(1_999);
    expect(rig.lines).toHaveLength(2);
    rig.clock.advance(1);
    await rig.line(3);
  });

  it('hangs up on a line that has gone silent, as behind a pulled cable', async () => {
    const rig = await live();
    rig.clock.advance(SILENT_AFTER_MS - 1);
    expect(rig.lines[0]?.aborted()).toBe(false);
    rig.clock.advance(1);
    expect(rig.lines[0]?.aborted()).toBe(true);
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
  });

  it('takes a ping for a sign of life', async () => {
    const rig = await live();
    rig.clock.advance(SILENT_AFTER_MS - 1);
    rig.lines[0]?.write(`: ping\n\n${message('figures', figures())}`);
    await rig.sees('connecting', 'snapshot', 'live', 'figures');
    rig.clock.advance(SILENT_AFTER_MS - 1);
    expect(rig.lines[0]?.aborted()).toBe(false);
  });

  it('says when the hub refuses, and asks again all the same', async () => {
    const rig = new Rig();
    rig.client.start();
    (await rig.line(1)).answer(404);
    await rig.sees('connecting', 'refused');
    await rig.afterPause(1_000);
    await rig.line(2);
  });

  it('passes over messages of a newer hub', async () => {
    const rig = await live();
    rig.lines[0]?.write(message('weather', { rain: true }) + message('figures', figures()));
    await rig.sees('connecting', 'snapshot', 'live', 'figures');
  });

  it('starts anew after a message that is no JSON', async () => {
    const rig = await live();
    rig.lines[0]?.write('event: figures\ndata: {\n\n');
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
    await rig.afterPause(1_000);
    await rig.line(2);
  });

  it('stops for good', async () => {
    const rig = await live();
    rig.client.stop();
    expect(rig.lines[0]?.aborted()).toBe(true);
    await rig.afterPause(60_000);
    expect(rig.lines).toHaveLength(1);
    expect(rig.seen).toEqual(['connecting', 'snapshot', 'live']);
  });
});

describe('a line after sleep or another network', () => {
  it('is live again with the first sign of life when nothing was missed, and tells the time', async () => {
    const rig = await live();
    rig.lines[0]?.end();
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
    await rig.afterPause(1_000);
    const line = await rig.line(2);
    expect(line.headers.get('last-event-id')).toBe('b-7');
    line.answer(200);
    line.write(': ping 2026-07-07T01:30:00.250Z\n\n');
    await rig.sees('connecting', 'snapshot', 'live', 'lost', 'live');
    expect(rig.times).toEqual([Date.UTC(2026, 6, 7, 1, 30, 0, 250)]);
  });

  it.each(['awake', 'network'] as const)('connects at once instead of waiting on, when %s', async (sign) => {
    const rig = await live();
    rig.lines[0]?.end();
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
    await rig.afterPause(0);
    rig.wake(sign);
    await rig.line(2);
    rig.wake('awake');
    await rig.afterPause(1_000);
    expect(rig.lines).toHaveLength(2);
  });

  it('is renewed at once when the machine slept, by either of its clocks, and left alone when it did not', async () => {
    const rig = await live();
    rig.clock.advance(DOUBTED_AFTER_MS);
    rig.wake('awake');
    expect(rig.lines[0]?.aborted()).toBe(false);
    rig.clock.jumpWall(3_600_000);
    rig.wake('awake');
    expect(rig.lines[0]?.aborted()).toBe(true);
    expect((await rig.line(2)).headers.get('last-event-id')).toBe('b-7');
  });

  it('is renewed at once on another network, and only once', async () => {
    const rig = await live();
    rig.wake('network');
    (await rig.line(2)).answer(503);
    await rig.afterPause(999);
    expect(rig.lines).toHaveLength(2);
    await rig.afterPause(1);
    await rig.line(3);
  });

  it('begins with a snapshot after a message it could not read, which would only come again', async () => {
    const rig = await live();
    rig.lines[0]?.write('id: b-8\nevent: figures\ndata: {\n\n');
    await rig.sees('connecting', 'snapshot', 'live', 'lost');
    await rig.afterPause(1_000);
    expect((await rig.line(2)).headers.get('last-event-id')).toBeNull();
  });
});
