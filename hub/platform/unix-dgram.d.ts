/** What is used of unix-dgram 2.0.7, which brings no types. Its callbacks run within the call. */
declare module 'unix-dgram' {
  import type { EventEmitter } from 'node:events';

  interface Socket extends EventEmitter {
    bind(path: string): void;
    send(bytes: Buffer, offset: number, length: number, path: string, done: (error?: Error) => void): void;
    close(): void;
  }
  const unix: { createSocket(type: 'unix_dgram', received?: (bytes: Buffer) => void): Socket };
  export default unix;
}
