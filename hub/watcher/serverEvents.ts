/** One item of a server-sent event stream (WHATWG HTML §9.2). A comment keeps a quiet line alive and tells the time. */
export type ServerItem =
  | { readonly kind: 'event'; readonly name: string; readonly data: string; readonly id: string | undefined }
  | { readonly kind: 'comment'; readonly text: string };

/**
 * Takes a stream of server-sent events apart, whatever pieces it arrives in. The browser's own `EventSource`
 * hides comments, and without them a dead line cannot be told from a quiet one.
 */
export class ServerEventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];
  private id: string | undefined;

  /** Returns what became complete with this piece. */
  push(piece: string): ServerItem[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerItem[] {
    if (line === '') return this.complete();
    if (line.startsWith(':')) return [{ kind: 'comment', text: line.slice(1).trim() }];
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.id = value;
    return [];
  }

  private complete(): ServerItem[] {
    const { name, data, id } = this;
    this.name = '';
    this.data = [];
    if (data.length === 0) return [];
    return [{ kind: 'event', name: name === '' ? 'message' : name, data: data.join('\n'), id }];
  }
}
