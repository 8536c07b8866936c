import { KEYS, type Key, type KeyEdge, type Panel, type PanelListener, type Scene } from './ports/panel.js';

type State = { readonly kind: 'unknown' | 'ready' } | { readonly kind: 'lost'; readonly detail: string };

/**
 * A panel that may be lit before the box that will use it is there: `wait` starts it and nobody is told of keys; `start` then
 * tells how it is at that moment. Without `wait` it is the panel itself.
 */
export class WaitingPanel implements Panel {
  private listener: PanelListener | undefined;
  private begun = false;
  private state: State = { kind: 'unknown' };
  private impairment: string | undefined;
  private readonly held = new Set<Key>();

  constructor(private readonly panel: Panel) {}

  /** Lights it for nobody. */
  async wait(scene: Scene): Promise<void> {
    await this.begin();
    this.panel.show(scene);
  }

  async start(listener: PanelListener): Promise<void> {
    this.listener = listener;
    if (!this.begun) return this.begin();
    const { state, impairment } = this;
    if (state.kind === 'lost') listener.lost(state.detail);
    if (state.kind !== 'ready') return;
    listener.ready(KEYS.filter((key) => this.held.has(key)));
    if (impairment !== undefined) listener.impaired(impairment);
  }

  show(scene: Scene): void {
    this.panel.show(scene);
  }

  async stop(): Promise<void> {
    this.listener = undefined;
    this.begun = false;
    this.state = { kind: 'unknown' };
    await this.panel.stop();
  }

  private async begin(): Promise<void> {
    this.begun = true;
    await this.panel.start({
      ready: (held) => this.ready(held),
      edge: (edge) => this.edge(edge),
      chose: (language) => this.listener?.chose(language),
      lost: (detail) => {
        this.state = { kind: 'lost', detail };
        this.listener?.lost(detail);
      },
      impaired: (detail) => {
        this.impairment = detail;
        this.listener?.impaired(detail);
      },
    });
  }

  private ready(held: readonly Key[]): void {
    this.state = { kind: 'ready' };
    this.impairment = undefined;
    this.held.clear();
    for (const key of held) this.held.add(key);
    this.listener?.ready(held);
  }

  private edge(edge: KeyEdge): void {
    if (edge.down) this.held.add(edge.key);
    else this.held.delete(edge.key);
    this.listener?.edge(edge);
  }
}
