import type { VoiceLanguage } from '#contract/values.js';
import { KEYS, type Key, type Panel, type PanelListener, type Scene } from '../../device/ports/panel.js';

const DARK: Scene = { kind: 'dark' };

/**
 * A panel without hardware, for tests and simulated offices. Reports at once, within the call that caused it.
 * Keys can be moved while it is unplugged or hung; they are then found held when it recovers.
 */
export class MemoryPanel implements Panel {
  private readonly down = new Set<Key>();
  private readonly watchers = new Set<(scene: Scene) => void>();
  private listener: PanelListener | undefined;
  private wanted: Scene = DARK;
  private shown: Scene = DARK;
  private plugged = true;
  private hung = false;

  /** What its lamps show; dark while unplugged, unchanged while hung. */
  get scene(): Scene {
    return this.shown;
  }

  get held(): readonly Key[] {
    return KEYS.filter((key) => this.down.has(key));
  }

  start(listener: PanelListener): void {
    this.listener = listener;
    if (this.works) this.recover();
    else listener.lost(this.plugged ? 'hung' : 'unplugged');
  }

  show(scene: Scene): void {
    this.wanted = scene;
    if (this.works && this.listener !== undefined) this.render(scene);
  }

  stop(): void {
    this.listener = undefined;
    if (this.works) this.render(DARK);
  }

  /** Closes or opens a key's contact. */
  key(key: Key, down: boolean): void {
    if (this.down.has(key) === down) return;
    if (down) this.down.add(key);
    else this.down.delete(key);
    if (this.works) this.listener?.edge({ key, down });
  }

  /** A citizen chooses a language by name. */
  choose(language: VoiceLanguage): void {
    if (this.works) this.listener?.chose(language);
  }

  unplug(): void {
    this.change(() => {
      this.plugged = false;
      this.hung = false;
    }, 'unplugged');
    this.render(DARK);
  }

  plug(): void {
    this.change(() => {
      this.plugged = true;
    });
  }

  hang(): void {
    this.change(() => {
      this.hung = this.plugged;
    }, 'hung');
  }

  unhang(): void {
    this.change(() => {
      this.hung = false;
    });
  }

  /** Calls back with each scene shown until the returned function is called. */
  watch(watcher: (scene: Scene) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  private get works(): boolean {
    return this.plugged && !this.hung;
  }

  private change(act: () => void, fault = ''): void {
    const before = this.works;
    act();
    if (before && !this.works) this.listener?.lost(fault);
    if (!before && this.works) this.recover();
  }

  private recover(): void {
    if (this.listener === undefined) return;
    this.render(this.wanted);
    this.listener.ready(this.held);
  }

  private render(scene: Scene): void {
    this.shown = scene;
    for (const watcher of this.watchers) watcher(scene);
  }
}
