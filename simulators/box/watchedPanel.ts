import type { Panel, PanelListener, Scene } from '../../device/ports/panel.js';

/** Any panel, with word of each scene the box asks it to show. */
export class WatchedPanel implements Panel {
  constructor(
    private readonly panel: Panel,
    private readonly shown: (scene: Scene) => void,
  ) {}

  start(listener: PanelListener): Promise<void> | void {
    return this.panel.start(listener);
  }

  show(scene: Scene): void {
    this.panel.show(scene);
    this.shown(scene);
  }

  stop(): Promise<void> | void {
    return this.panel.stop();
  }
}
