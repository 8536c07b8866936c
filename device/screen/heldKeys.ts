import { KEYS, type Key, type KeyEdge } from '../ports/panel.js';

/** The keys of the page that is the panel, as last reported. */
export class HeldKeys {
  private down = new Set<Key>();

  /** In the order of `KEYS`. */
  get held(): readonly Key[] {
    return KEYS.filter((key) => this.down.has(key));
  }

  /** Another page, or the same one anew: nothing moved, these are down. */
  begin(held: readonly Key[]): void {
    this.down = new Set(held);
  }

  /** The edges that lead from what was known to `held`, first those reported, then whatever a lost report left out. */
  follow(edges: readonly KeyEdge[], held: readonly Key[]): KeyEdge[] {
    const repair = KEYS.map((key) => ({ key, down: held.includes(key) }));
    return [...edges, ...repair].filter(({ key, down }) => this.move(key, down));
  }

  /** Whether it moved. */
  private move(key: Key, down: boolean): boolean {
    if (this.down.has(key) === down) return false;
    if (down) this.down.add(key);
    else this.down.delete(key);
    return true;
  }
}
