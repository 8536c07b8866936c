import { describe, expect, it } from 'vitest';
import { ManualClock } from '#platform/clock.js';
import { RetrySchedule } from '#platform/retrySchedule.js';
import { SILENT_AFTER_MS, StreamClient } from '../../../../hub/dashboard/live/streamClient.js';
import { Expectation } from '../../../support/expectation.js';
import { figures, snapshot } from '../../../support/views.js';

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
  private readonly expectation = new Expectation();
  readonly client = new StreamClient({
    url: 'http://hub/stream',
    clock: this.clock,
    retry: new RetrySchedule(RETRY),
    fetch: (_url, init) => this.fetch(init ?? {}),
    listener: {
      link: (state) => this.note(state),
      message: (message) => this.note(message.name),
    },
  });

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
