import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#platform/clock.js';
import { LossyProxy, type Weather } from '../../simulators/faults/lossyProxy.js';
import { seededRandom } from '../../simulators/random.js';
import { eventually } from '../support/eventually.js';

const cleanUp: Array<() => Promise<void> | void> = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** A connection through the proxy, and what has arrived at each end of it. */
interface Pair {
  readonly proxy: LossyProxy;
  readonly near: Socket;
  readonly far: Socket;
  readonly atNear: () => Buffer;
  readonly atFar: () => Buffer;
}

function collect(socket: Socket): () => Buffer {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  return () => Buffer.concat(chunks);
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function pair(seed = 1): Promise<Pair> {
  const server = createServer({ allowHalfOpen: true });
  const port = await listening(server);
  const proxy = new LossyProxy({
    target: { host: '127.0.0.1', port },
    host: '127.0.0.1',
    clock: systemClock,
    random: seededRandom(seed),
  });
  const accepted = once(server, 'connection');
  const near = connect({ port: await proxy.start(), host: '127.0.0.1', allowHalfOpen: true });
  const atNear = collect(near);
  const [far] = (await accepted) as [Socket];
  cleanUp.push(() => {
    near.destroy();
    far.destroy();
    return proxy.stop();
  });
  return { proxy, near, far, atNear, atFar: collect(far) };
}

/** In peace or not: to one that has just read everything, a reset may look like an end. */
const closed = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('close', resolve).once('end', resolve));

const weather: fc.Arbitrary<Weather> = fc.record({
  delayedShare: fc.constantFrom(0, 0.3, 1),
  delayMs: fc.integer({ min: 0, max: 4 }),
  bytesPerSecond: fc.constantFrom(Number.POSITIVE_INFINITY, 4_000_000),
});
const writes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { maxLength: 12 });

describe('the lossy proxy', () => {
  it('brings the bytes of both directions unchanged and in order, and then their end', async () => {
    await fc.assert(
      fc.asyncProperty(weather, writes, writes, fc.nat(), async (kind, up, down, seed) => {
        const { proxy, near, far, atNear, atFar } = await pair(seed);
        proxy.turn(kind);
        const over = Promise.all([once(near, 'end'), once(far, 'end')]);
        for (const bytes of up) near.write(bytes);
        for (const bytes of down) far.write(bytes);
        near.end();
        far.end();
        await over;
        expect(atFar().equals(Buffer.concat(up))).toBe(true);
        expect(atNear().equals(Buffer.concat(down))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('of a connection that is cut a beginning arrives, never a part after a gap', async () => {
    await fc.assert(
      fc.asyncProperty(weather, writes, fc.integer({ min: 0, max: 6 }), async (kind, up, afterMs) => {
        const { proxy, near, far, atFar } = await pair();
        proxy.turn(kind);
        const over = Promise.all([closed(near), closed(far)]);
        for (const bytes of up) near.write(bytes);
        await new Promise<void>((resolve) => void systemClock.after(afterMs, resolve));
        proxy.reset();
        await over;
        const [sent, arrived] = [Buffer.concat(up), atFar()];
        expect(arrived.equals(sent.subarray(0, arrived.length))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is silent one way while the other goes on, keeps the end to itself, and then delivers what it held', async () => {
    const { proxy, near, far, atNear, atFar } = await pair();
    const ended: string[] = [];
    far.on('end', () => ended.push('far'));
    proxy.block('up');
    near.write('question');
    near.end();
    far.write('answer');
    await eventually('the answer', 2_000, () => atNear().toString() === 'answer' || undefined);
    expect(atFar().toString()).toBe('');
    expect(ended).toEqual([]);
    proxy.unblock();
    await eventually('the question', 2_000, () => atFar().toString() === 'question' || undefined);
    await eventually('its end', 2_000, () => ended.length === 1 || undefined);
  });

  it('holds a reset back too, so that the other side believes a dead connection open', async () => {
    const { proxy, near, far } = await pair();
    let over = false;
    far.on('close', () => {
      over = true;
    });
    proxy.block('up', 'down');
    near.resetAndDestroy();
    await closed(near);
    far.write('is anybody there');
    await new Promise<void>((resolve) => void systemClock.after(30, resolve));
    expect(over).toBe(false);
    proxy.unblock();
    await eventually('the reset', 2_000, () => over || undefined);
  });

  it('dials nobody while the way there is blocked', async () => {
    const server = createServer();
    let connections = 0;
    server.on('connection', (socket) => {
      connections++;
      socket.on('error', () => undefined);
    });
    const port = await listening(server);
    const proxy = new LossyProxy({
      target: { host: '127.0.0.1', port },
      host: '127.0.0.1',
      clock: systemClock,
      random: seededRandom(1),
    });
    const address = await proxy.start();
    cleanUp.push(() => proxy.stop());
    proxy.block('up');
    const near = connect(address, '127.0.0.1');
    near.on('error', () => undefined);
    await once(near, 'connect');
    expect(connections).toBe(0);
    proxy.unblock();
    await eventually('the connection', 2_000, () => connections === 1 || undefined);
  });
});
