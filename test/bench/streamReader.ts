import { get, type IncomingMessage } from 'node:http';

/** Reads an office's live stream as a supervisor's page does, with as little in between as possible. */
export class StreamReader {
  private constructor(private readonly response: IncomingMessage) {}

  /** Resolves when the stream has begun. `seen` gets each message with the moment it was read. */
  static open(
    http: string,
    office: string,
    seen: (event: string, data: unknown) => void,
  ): Promise<StreamReader> {
    return new Promise((resolve, reject) => {
      const request = get(`${http}/api/v1/stream?office=${office}`, (response) => {
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
      });
      request.once('error', reject);
    });
  }

  close(): void {
    this.response.destroy();
  }
}
