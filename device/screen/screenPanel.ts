import type { ServerResponse } from 'node:http';
import type { VoiceLanguage } from '#contract/values.js';
import type { Clock, Timer } from '#platform/clock.js';
import { messageOf } from '#platform/errors.js';
import type { Logger } from '#platform/logger.js';
import type { Panel, PanelListener, Scene } from '../ports/panel.js';
import type { Utterance } from '../ports/voice.js';
import { readPageFiles } from './pageFiles.js';
import { Pages } from './pages.js';
import type { DecodedChoice } from './reports.js';
import { ScreenServer } from './screenServer.js';
import { Show } from './show.js';

/** A page that was open when the box's program ended comes back within this; only then is it missed. */
const START_GRACE_MS = 1_500;
/** Pause between two attempts to get the port. */
const RETRY_MS = 2_000;

export interface ScreenPanelOptions {
  /** On 127.0.0.1; 0 picks a free port. */
  readonly port: number;
  /** Folder of the built page. */
  readonly pages: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A rating panel on a touch screen: a page in the box's own browser. The newest page that was opened is the panel.
 * Beyond the port's guarantees: a page that hangs is lost after 1.5 s, a taken port is tried again until it is free,
 * and what a citizen chose on the screen ends with the window.
 *
 * `start` rejects with `CodedError` `screen/pages-missing`.
 */
export class ScreenPanel implements Panel {
  private readonly stage: Show;
  private listener: PanelListener | undefined;
  private server: ScreenServer | undefined;
  private pages: Pages | undefined;
  private grace: Timer | undefined;
  private retry: Timer | undefined;
  private reported: 'nothing' | 'ready' | 'lost' = 'nothing';

  constructor(private readonly options: ScreenPanelOptions) {
    this.stage = new Show(options.clock, () => this.pages?.tell());
  }

  /** Where the page is to be opened; the port is known once `start` has resolved. */
  get address(): string {
    return `http://127.0.0.1:${this.server?.port ?? this.options.port}/`;
  }

  async start(listener: PanelListener): Promise<void> {
    const { port, pages, clock, logger } = this.options;
    const { files, build } = await readPageFiles(pages);
    this.listener = listener;
    this.pages = new Pages({
      clock,
      build,
      state: () => this.stage.state(),
      ready: (held) => {
        this.reported = 'ready';
        this.listener?.ready(held);
      },
      edge: (edge) => this.listener?.edge(edge),
      lost: (detail) => this.lose(detail),
    });
    this.server = new ScreenServer({ port, files, desk: this.desk(this.pages), clock, logger });
    this.grace = clock.after(START_GRACE_MS, () => this.miss());
    await this.listen(this.server);
  }

  show(scene: Scene): void {
    this.stage.show(scene);
  }

  /** Shows the words of what is spoken (EN 301 549 5.1), heard or not. */
  caption(utterance: Utterance): void {
    this.stage.say(utterance);
  }

  /** The languages to choose from, the default first; an empty list changes nothing. */
  offer(languages: readonly VoiceLanguage[]): void {
    this.stage.offer(languages);
  }

  async stop(): Promise<void> {
    this.listener = undefined;
    this.grace?.cancel();
    this.retry?.cancel();
    this.stage.stop();
    const { pages, server } = this;
    this.pages = undefined;
    this.server = undefined;
    this.reported = 'nothing';
    await pages?.farewell();
    await server?.close();
  }

  private desk(pages: Pages) {
    return {
      opened: (response: ServerResponse) => pages.admit(response),
      reported: (report: Parameters<Pages['reported']>[0]) => pages.reported(report),
      chose: ({ page, ...choices }: DecodedChoice) => {
        pages.expectPanel(page);
        this.stage.choose(choices);
        if (choices.language !== undefined) this.listener?.chose(choices.language);
      },
    };
  }

  private async listen(server: ScreenServer): Promise<void> {
    const { clock, logger } = this.options;
    try {
      await server.listen();
      logger.info({ address: this.address }, 'the screen can be opened');
    } catch (error) {
      if (this.server !== server) return;
      this.lose(messageOf(error));
      this.retry = clock.after(RETRY_MS, () => void this.listen(server));
    }
  }

  private miss(): void {
    if (this.reported === 'nothing') this.lose('no page is open on the screen');
  }

  /** One `lost` between two `ready`. */
  private lose(detail: string): void {
    if (this.reported === 'lost' || this.listener === undefined) return;
    this.reported = 'lost';
    this.options.logger.warn({ detail }, 'screen lost');
    this.listener.lost(detail);
  }
}
