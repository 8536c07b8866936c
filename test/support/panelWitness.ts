import type { VoiceLanguage } from '#contract/values.js';
import type { Key, KeyEdge, PanelListener } from '../../device/ports/panel.js';
import { Expectation } from './expectation.js';

export type PanelEvent =
  | { readonly kind: 'ready'; readonly held: readonly Key[] }
  | { readonly kind: 'lost'; readonly detail: string }
  | ({ readonly kind: 'edge' } & KeyEdge)
  | { readonly kind: 'chose'; readonly language: VoiceLanguage }
  | { readonly kind: 'impaired'; readonly detail: string | undefined };

/** A box's view of its panel: notes all that is reported, and refuses an edge outside `ready` … `lost`. */
export class PanelWitness implements PanelListener {
  readonly events: PanelEvent[] = [];
  private readonly expectation = new Expectation();
  private works = false;

  ready(held: readonly Key[]): void {
    this.works = true;
    this.note({ kind: 'ready', held });
  }

  edge({ key, down }: KeyEdge): void {
    this.refuseWhileLost(`edge of key ${key}`);
    this.note({ kind: 'edge', key, down });
  }

  chose(language: VoiceLanguage): void {
    this.refuseWhileLost('a chosen language');
    this.note({ kind: 'chose', language });
  }

  impaired(detail: string | undefined): void {
    this.refuseWhileLost('an impairment');
    this.note({ kind: 'impaired', detail });
  }

  lost(detail: string): void {
    this.works = false;
    this.note({ kind: 'lost', detail });
  }

  get edges(): Array<[Key, boolean]> {
    return this.events.flatMap((event) =>
      event.kind === 'edge' ? [[event.key, event.down] as [Key, boolean]] : [],
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
  edgeCount(count: number, ms = 1_000): Promise<Array<[Key, boolean]>> {
    return this.expectation.until(`${count} edges`, ms, () =>
      this.edges.length >= count ? this.edges : undefined,
    );
  }

  private refuseWhileLost(what: string): void {
    if (!this.works) throw new Error(`${what} while the panel is not ready`);
  }

  private note(event: PanelEvent): void {
    this.events.push(event);
    this.expectation.changed();
  }
}
