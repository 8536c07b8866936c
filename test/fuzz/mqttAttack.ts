import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Dice } from './dice.js';
import { encoded, giant, greeting, type Knowledge, publish, stranger } from './mqttPackets.js';

const PING = Buffer.from([0xc0, 0x00]);
const PONG = Buffer.from([0xd0, 0x00]);
/** Of a burst nothing is read after the packet for which the hub hangs up. */
const BURST = 10;
/** A hub that answers nothing for so long is stuck. */
const PATIENCE_MS = 20_000;

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** However it went. */
const closed = (socket: Socket): Promise<void> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', () => resolve()));

/** Resolves when the hub has worked through what was sent, or has hung up; rejects when it does neither. */
function worked(socket: Socket): Promise<void> {
  if (socket.destroyed || !socket.readable) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the broker neither answers nor hangs up')), PATIENCE_MS);
    let tail = Buffer.alloc(0);
    const done = (): void => {
      clearTimeout(timer);
      socket.off('data', hear);
      socket.off('close', done);
      resolve();
    };
    const hear = (data: Buffer): void => {
      tail = Buffer.concat([tail, data]).subarray(-2_048);
      if (tail.includes(PONG)) done();
    };
    socket.on('data', hear);
    socket.once('close', done);
    socket.write(PING);
  });
}

/** A known box that was taken over. Returns how many packets it sent. */
export async function maliciousBox(
  port: number,
  box: string,
  dice: Dice,
  knowledge: () => Knowledge,
  packets: number,
): Promise<number> {
  let sent = 0;
  while (sent < packets) {
    const socket = await open(port);
    socket.write(encoded(greeting(box)));
    await worked(socket);
    while (sent < packets && !socket.destroyed) {
      const burst = Math.min(BURST, packets - sent);
      for (let n = 0; n < burst; n++)
        socket.write(encoded(publish(box, dice, knowledge(), 1 + ((sent + n) % 65_535))));
      sent += burst;
      await worked(socket);
    }
    socket.destroy();
  }
  return sent;
}

/** Clients that nobody knows: each sends some packets, and is gone. Returns how many they sent. */
export async function strangers(port: number, dice: Dice, packets: number): Promise<number> {
  let sent = 0;
  while (sent < packets) {
    const socket = await open(port);
    const some = dice.between(1, 12);
    for (let n = 0; n < some && !socket.destroyed; n++)
      socket.write(dice.chance(0.03) ? giant(dice) : stranger(dice));
    sent += some;
    socket.end();
    const timer = setTimeout(() => socket.destroy(), 50);
    await closed(socket);
    clearTimeout(timer);
  }
  return sent;
}
