import type { BoxStore } from '../store/boxStore.js';
import type { GroupWriter } from '../store/groupWriter.js';
import type { PlaceStore } from '../store/placeStore.js';

export interface WhereaboutsOptions {
  readonly boxes: BoxStore;
  readonly places: PlaceStore;
  readonly writer: GroupWriter;
}

/**
 * Under which office's topics each box speaks and listens. A box that was moved while it was away comes back under
 * its old office and has to be told of the new one (B5), so this may differ from where it stands.
 */
export class Whereabouts {
  private readonly heard = new Map<string, string>();

  constructor(private readonly options: WhereaboutsOptions) {}

  /** The office under which the box listens: where it was heard last, before that its own. */
  listensAt(box: string): string | undefined {
    return this.lastHeardAt(box) ?? this.ownOffice(box);
  }

  ownOffice(box: string): string | undefined {
    return this.options.places.placeOf(box)?.office;
  }

  /** The box spoke under this office just now. */
  speaksAt(box: string, office: string): void {
    if (this.lastHeardAt(box) === office) return;
    this.heard.set(box, office);
    const { boxes, writer } = this.options;
    writer.add({
      run: () => boxes.setHeardOffice(box, office),
      committed: () => undefined,
      failed: () => undefined,
    });
  }

  /**
   * Whether a status under this office says anything about the box. Brokers keep the last status of each topic, so
   * a box that moved may have left one behind: of its going only the topics tell where it was heard last, of its
   * coming also those of its own office.
   */
  believes(box: string, office: string, status: 'online' | 'offline' | 'lost'): boolean {
    const last = this.lastHeardAt(box);
    return last === undefined || last === office || (status === 'online' && office === this.ownOffice(box));
  }

  private lastHeardAt(box: string): string | undefined {
    const known = this.heard.get(box);
    if (known !== undefined) return known;
    const stored = this.options.boxes.byId(box)?.heardOffice ?? undefined;
    if (stored !== undefined) this.heard.set(box, stored);
    return stored;
  }
}
