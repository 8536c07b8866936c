import type { Level } from '#contract/values.js';
import type { KeyEdge, PanelListener } from '../../device/ports/panel.js';
import { Expectation } from './expectation.js';

export type PanelEvent =
  | { readonly kind: 'ready'; readonly held: readonly Level[] }
  | { readonly kind: 'lost'; readonly detail: string }
  | ({ readonly kind: 'edge' } & KeyEdge);

/** A box's view of its panel: notes all that is reported, and refuses an edge outside `ready` … `lost`. */
export class PanelWitness implements PanelListener {
  readonly events: PanelEvent[] = [];
  private readonly expectation = new Expectation();
  private works = false;

  ready(held: readonly Level[]): void {
    this.works = true;
    this.note({ kind: 'ready', held });
  }

  edge({ level, down }: KeyEdge): void {
    if (!this.works) throw new Error(`edge of key ${level} while the panel is not ready`);
    this.note({ kind: 'edge', level, down });
  }

  lost(detail: string): void {
    this.works = false;
    this.note({ kind: 'lost', detail });
  }

  get edges(): Array<[Level, boolean]> {
    return this.events.flatMap((event) =>
      event.kind === 'edge' ? [[event.level, event.down] as [Level, boolean]] : [],
    );
  }

  /** Waits for the next event of a kind beyond the first `after` events. */
  next<K extends PanelEvent['kind']>(
    kind: K,
    ms: number,
    after = this.events.length,
  ): Promise<Extract<PanelEvent, { kind: K }>> {
    const wanted = (event: PanelEvent): event is Extract<PanelEvent, { kind: K }> => event.kind === kind;
    return this.expectation.until(`panel reports ${kind}`, ms, () => this.events.slice(after).find(wanted));
  }

  /** Waits until as many edges were reported in all. */
  edgeCount(count: number, ms = 1_000): Promise<Array<[Level, boolean]>> {
    return this.expectation.until(`${count} edges`, ms, () =>
      this.edges.length >= count ? this.edges : undefined,
    );
  }

  private note(event: PanelEvent): void {
    this.events.push(event);
    this.expectation.changed();
  }
}
