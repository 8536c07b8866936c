import { type ClientRequest, get } from 'node:http';
import type { EventLine } from '../../device/screenPage/screenLink.js';

type Heard = (event: { readonly data?: string }) => void;

/** An `EventSource` for Node that never reconnects; every callback goes through `run`, as through a page's event loop. */
export class NodeEventLine implements EventLine {
  private readonly listeners = new Map<string, Heard[]>();
  private readonly request: ClientRequest;
  private text = '';
  private closed = false;

  constructor(
    address: string,
    private readonly run: (task: () => void) => void,
  ) {
    const fail = () => this.run(() => this.tell('error', {}));
    this.request = get(address, { agent: false }, (response) => {
      if (response.statusCode !== 200) fail();
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => this.run(() => this.read(chunk)));
      response.on('close', fail);
      response.on('error', () => undefined);
    });
    this.request.on('error', fail);
  }

  addEventListener(name: string, listener: Heard): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
    this.request.destroy();
  }

  private read(chunk: string): void {
    const messages = (this.text + chunk).split('\n\n');
    this.text = messages.pop() ?? '';
    for (const message of messages) {
      const [, name = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
      this.tell(name, { data });
    }
  }

  private tell(name: string, event: { readonly data?: string }): void {
    if (this.closed) return;
    for (const listener of this.listeners.get(name) ?? []) listener(event);
  }
}
