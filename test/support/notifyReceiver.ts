import { join } from 'node:path';
import { DgramSocket } from 'node-unix-socket';
import { onTestFinished } from 'vitest';
import { EventQueue } from './eventQueue.js';
import { temporaryFolder } from './temporary.js';

/** The service manager's end: a real datagram socket, and what was sent to it. */
export class NotifyReceiver {
  readonly messages = new EventQueue<string>();

  private constructor(
    /** As it stands in `NOTIFY_SOCKET`. */
    readonly address: string,
    path: string,
  ) {
    const socket = new DgramSocket();
    onTestFinished(() => socket.close());
    socket.on('data', (data: Buffer) => this.messages.push(data.toString()));
    socket.bind(path);
  }

  static inFolder(): NotifyReceiver {
    const path = join(temporaryFolder(), 'notify');
    return new NotifyReceiver(path, path);
  }

  /** In the abstract namespace, which has no file. */
  static abstract(): NotifyReceiver {
    const name = `rating-${process.pid}-notify`;
    return new NotifyReceiver(`@${name}`, `\0${name}`);
  }

  next(): Promise<string> {
    return this.messages.next('a word to the service manager');
  }
}
