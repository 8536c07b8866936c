import { join } from 'node:path';
import unix from 'unix-dgram';
import { onTestFinished } from 'vitest';
import { EventQueue } from './eventQueue.js';
import { temporaryFolder } from './temporary.js';

/** The service manager's end: a real datagram socket, and what was sent to it. */
export class NotifyReceiver {
  readonly messages = new EventQueue<string>();

  private constructor(
    /** As it stands in `NOTIFY_SOCKET`. */
    readonly address: string,
  ) {
    const socket = unix.createSocket('unix_dgram', (bytes) => this.messages.push(bytes.toString()));
    onTestFinished(() => socket.close());
    socket.bind(address);
  }

  static inFolder(): NotifyReceiver {
    return new NotifyReceiver(join(temporaryFolder(), 'notify'));
  }

  next(): Promise<string> {
    return this.messages.next('a word to the service manager');
  }
}
