import { Codec } from '#contract/schema.js';
import { LampReport } from '#contract/signals.js';
import type { StreamMessages } from '#contract/views.js';
import { silentLogger } from '#platform/logger.js';
import { patlite } from '../../hub/lamp/adapters/patliteReport.js';
import { Lamp } from '../../hub/lamp/lamp.js';
import { PatliteFirmware } from '../../simulators/light/patliteFirmware.js';
import { LightRig } from './lightRig.js';

/** A hub that says what a test has it say, and keeps what lamps report. */
export class LampHub {
  readonly reports: Array<{ lamp: string; report: LampReport }> = [];
  /** Requests for the stream so far. */
  asked: URL[] = [];
  /** Answer to reports: undefined for none at all. */
  status: number | undefined = 200;
  /** Answer to requests for the stream. */
  streamStatus = 200;
  private line: ReadableStreamDefaultController<Uint8Array> | undefined;
  private readonly encoder = new TextEncoder();

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    if (init?.method === 'POST') return this.report(url, String(init.body), init.signal ?? undefined);
    this.asked.push(url);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.line = controller;
      },
    });
    init?.signal?.addEventListener('abort', () => this.cut(init.signal?.reason));
    return new Response(body, { status: this.streamStatus });
  };

  say<N extends keyof StreamMessages>(name: N, data: StreamMessages[N]): void {
    this.write(`id: b-1\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  ping(): void {
    this.write(': ping\n\n');
  }

  /** The line breaks; whoever listens is told. */
  cut(reason: unknown = new Error('connection reset')): void {
    try {
      this.line?.error(reason);
    } catch {
      // It was closed already.
    }
    this.line = undefined;
  }

  private write(text: string): void {
    this.line?.enqueue(this.encoder.encode(text));
  }

  private report(
    { pathname }: URL,
    body: string,
    signal: AbortSignal | undefined,
  ): Promise<Response> | Response {
    const { status } = this;
    if (status === undefined)
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const lamp = /^\/api\/v1\/lamps\/([^/]+)\/report$/.exec(pathname)?.[1] ?? '';
    if (status === 200) this.reports.push({ lamp, report: Codec.of(LampReport).check(JSON.parse(body)) });
    return new Response(JSON.stringify({ detail: 'as the test has it' }), { status });
  }
}

/** The lamp program on a simulated Patlite and a scripted hub, on a clock of its own. */
export class LampRig extends LightRig {
  readonly hub = new LampHub();
  readonly lamp: Lamp;

  constructor(bell = false) {
    super(patlite(5), new PatliteFirmware());
    this.lamp = new Lamp({
      hub: 'http://hub',
      office: 'east',
      lamp: 'desk-1',
      bell,
      light: this.light,
      fetch: this.hub.fetch,
      clock: this.clock,
      random: () => 0,
      logger: silentLogger,
    });
  }

  get reported(): string[] {
    return this.hub.reports.map(({ report }) => `${report.state} ${report.shows}`);
  }
}
