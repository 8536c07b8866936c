import { systemClock } from '#platform/clock.js';
import type { PageParts } from '../session/openPage.js';
import { FrameModel } from './frameModel.js';

/** The frame of the page in this browser's window, speaking to the hub the page came from. */
export function startFrame({ window, hub, session }: PageParts): FrameModel {
  const frame = new FrameModel({ hub, clock: systemClock, page: window, scope: session.scope });
  frame.start();
  return frame;
}
