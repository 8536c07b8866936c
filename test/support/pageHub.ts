import { ManualClock } from '#platform/clock.js';
import { HubClient } from '../../hub/dashboard/api/hubClient.js';
import { FrameModel } from '../../hub/dashboard/figures/frameModel.js';
import { Person } from '../../hub/dashboard/records/person.js';
import { NOW } from './views.js';

export interface PageAsk {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Say = (ask: PageAsk) => unknown;

/** What a model of a page needs of a browser and a hub, without either: answers are given by path, or held back. */
export class PageHub {
  readonly clock = new ManualClock(NOW);
  readonly asks: PageAsk[] = [];
  readonly answers = new Map<string, Say>();
  readonly hub = new HubClient({
    clock: this.clock,
    base: 'http://hub/api/v1/',
    fetch: (url, init) => this.fetch(String(url), init ?? {}),
  });
  readonly page = fakePage();
  readonly frame: FrameModel;
  readonly person = new Person(fakeMemory());

  constructor(search = '?office=east') {
    this.page.location.href = `http://hub/page.html${search}`;
    this.page.location.search = search;
    this.frame = new FrameModel({
      hub: this.hub,
      clock: this.clock,
      page: this.page as unknown as Pick<Window, 'location' | 'history'>,
    });
  }

  /** What was asked for at a path, in order. */
  of(path: string): readonly PageAsk[] {
    return this.asks.filter((ask) => ask.path === path);
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace('/api/v1', '');
    const ask: PageAsk = {
      method: init.method ?? 'GET',
      path,
      query: Object.fromEntries(searchParams),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    };
    this.asks.push(ask);
    const said = await Promise.race([this.answers.get(path)?.(ask), aborted(init.signal)]);
    if (said === undefined) throw new TypeError('nobody there');
    if (said instanceof Response) return said;
    return new Response(JSON.stringify(said));
  }
}

const aborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

/** The hub's no, by its stable code. */
export const refusal = (status: number, code: string): Response =>
  new Response(JSON.stringify({ code, detail: code }), { status });

/** Lets every answer that is on its way arrive. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function fakePage() {
  const location = { href: '', search: '' };
  const go = (_state: unknown, _title: string, to: string | URL): void => {
    location.href = String(to);
    location.search = new URL(location.href).search;
  };
  return { location, history: { replaceState: go, pushState: go }, addEventListener: () => undefined };
}

function fakeMemory() {
  const kept = new Map<string, string>();
  return {
    get: (name: string) => kept.get(name),
    set: (name: string, text: string) => void kept.set(name, text),
  };
}
