/** When an alarm could be seen and heard on a page, ms on the page's own clock. */
export interface Sight {
  readonly paintedAt: number;
  readonly soundAt: number;
  /** What the banner carries as `data-alarm`. */
  readonly alarm: string;
}

declare global {
  interface Window {
    /** Resolves with the next alarm whose banner is painted and whose chime is scheduled after the call. */
    nextAlarm?: () => Promise<Sight>;
  }
}

/**
 * Runs in the page, before any script of it. Sound: the moment the page hands the first note to an audio context that
 * runs. Sight: the first task after the frame that has a banner not seen before, when that frame has been painted.
 */
export function installProbe(): void {
  const seen = new Set<string>();
  let wanted: Partial<Sight> | undefined;
  let resolve: (sight: Sight) => void = () => undefined;
  const note = (part: Partial<Sight>): void => {
    if (wanted === undefined) return;
    wanted = { ...part, ...wanted };
    const { paintedAt, soundAt, alarm } = wanted;
    if (paintedAt === undefined || soundAt === undefined || alarm === undefined) return;
    wanted = undefined;
    resolve({ paintedAt, soundAt, alarm });
  };
  window.nextAlarm = () =>
    new Promise((done) => {
      wanted = {};
      resolve = done;
    });

  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when?: number): void {
    if (this.context.state === 'running') note({ soundAt: performance.now() });
    start.call(this, when);
  };

  const look = (): void => {
    for (const banner of document.querySelectorAll<HTMLElement>('article.alarm[data-alarm]')) {
      const alarm = banner.dataset.alarm ?? '';
      if (seen.has(alarm)) continue;
      seen.add(alarm);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => note({ paintedAt: performance.now(), alarm });
        port2.postMessage(undefined);
      });
    }
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-alarm'],
  });
}
