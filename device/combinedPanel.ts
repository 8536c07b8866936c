import { KEYS, type Key, type KeyEdge, type Panel, type PanelListener, type Scene } from './ports/panel.js';

export interface NamedPanel {
  /** For whoever reads that it is lost, e.g. `screen`. */
  readonly name: string;
  readonly panel: Panel;
}

interface Part extends NamedPanel {
  state: 'unknown' | 'ready' | 'lost';
  detail: string;
  held: Set<Key>;
}

/**
 * Several panels as one: all show the same, each is accepted, and a key is down while it is down on any. It works
 * while one of them does, and is `impaired` while another is lost.
 */
export class CombinedPanel implements Panel {
  private readonly parts: readonly Part[];
  private listener: PanelListener | undefined;
  private ready = false;
  private impairment: string | undefined;

  constructor(panels: readonly NamedPanel[]) {
    this.parts = panels.map((panel) => ({ ...panel, state: 'unknown', detail: '', held: new Set() }));
  }

  async start(listener: PanelListener): Promise<void> {
    this.listener = listener;
    for (const part of this.parts) {
      await part.panel.start({
        ready: (held) => this.partReady(part, held),
        edge: (edge) => this.partEdge(part, edge),
        chose: (language) => this.listener?.chose(language),
        lost: (detail) => this.partLost(part, detail),
        impaired: (detail) => this.partImpaired(part, detail),
      });
    }
  }

  show(scene: Scene): void {
    for (const { panel } of this.parts) panel.show(scene);
  }

  async stop(): Promise<void> {
    this.listener = undefined;
    for (const part of this.parts) {
      await part.panel.stop();
      Object.assign(part, { state: 'unknown', detail: '', held: new Set() } satisfies Partial<Part>);
    }
    this.ready = false;
    this.impairment = undefined;
  }

  /** Keys found down were not pressed now, so they are told as held and not as edges (W9). */
  private partReady(part: Part, held: readonly Key[]): void {
    const news = !this.ready || held.some((key) => !this.isDown(key));
    Object.assign(part, { state: 'ready', detail: '', held: new Set(held) } satisfies Partial<Part>);
    this.ready = true;
    if (news) this.listener?.ready(KEYS.filter((key) => this.isDown(key)));
    this.tellImpairment();
  }

  private partEdge(part: Part, { key, down }: KeyEdge): void {
    const before = this.isDown(key);
    if (down) part.held.add(key);
    else part.held.delete(key);
    if (this.isDown(key) !== before) this.listener?.edge({ key, down });
  }

  private partLost(part: Part, detail: string): void {
    const held = [...part.held];
    Object.assign(part, { state: 'lost', detail, held: new Set() } satisfies Partial<Part>);
    if (this.parts.some(({ state }) => state === 'ready')) {
      for (const key of held) if (!this.isDown(key)) this.listener?.edge({ key, down: false });
      return this.tellImpairment();
    }
    this.ready = false;
    this.impairment = undefined;
    if (this.parts.every(({ state }) => state === 'lost')) this.listener?.lost(this.faults().join('; '));
  }

  private partImpaired(part: Part, detail: string | undefined): void {
    part.detail = detail ?? '';
    this.tellImpairment();
  }

  private tellImpairment(): void {
    const faults = this.faults();
    const impairment = faults.length === 0 ? undefined : faults.join('; ');
    if (!this.ready || impairment === this.impairment) return;
    this.impairment = impairment;
    this.listener?.impaired(impairment);
  }

  private faults(): string[] {
    return this.parts.flatMap(({ name, detail }) => (detail === '' ? [] : [`${name}: ${detail}`]));
  }

  private isDown(key: Key): boolean {
    return this.parts.some(({ held }) => held.has(key));
  }
}
