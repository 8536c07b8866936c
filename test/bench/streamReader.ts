import { get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';

/** Who reads a stream, where a hub asks, and which authority it trusts (PEM). */
export interface StreamTrust {
  readonly ca: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads an office's live stream as a supervisor's page does, with as little in between as possible. */
export class StreamReader {
  private constructor(private readonly response: IncomingMessage) {}

  /** Resolves when the stream has begun. `seen` gets each message with the moment it was read. */
  static open(
    http: string,
    office: string,
    seen: (event: string, data: unknown) => void,
    trust?: StreamTrust,
  ): Promise<StreamReader> {
    return new Promise((resolve, reject) => {
      const address = `${http}/api/v1/stream?office=${office}`;
      const take = (response: IncomingMessage): void => {
        if (response.statusCode !== 200) {
          reject(new Error(`the stream answered ${response.statusCode}`));
          return;
        }
        let rest = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const blocks = (rest + text).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) {
            const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/m.exec(block) ?? [];
            if (event !== '') seen(event, JSON.parse(data));
          }
        });
        response.on('error', () => undefined);
        resolve(new StreamReader(response));
      };
      const request = trust === undefined ? get(address, take) : getSecurely(address, { ...trust }, take);
      request.once('error', reject);
    });
  }

  close(): void {
    this.response.destroy();
  }
}
