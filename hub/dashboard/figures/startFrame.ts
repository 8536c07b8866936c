import { systemClock } from '#platform/clock.js';
import { HubClient } from '../api/hubClient.js';
import { FrameModel } from './frameModel.js';

/** The frame of the page in this browser's window, speaking to the hub the page came from. */
export function startFrame(page: Window): FrameModel {
  const frame = new FrameModel({
    hub: new HubClient({
      fetch: page.fetch.bind(page),
      clock: systemClock,
      base: new URL('api/v1/', page.document.baseURI).href,
    }),
    clock: systemClock,
    page,
  });
  frame.start();
  return frame;
}
