import { ServiceGroup } from '#platform/service.js';
import type { OutboundPart } from './outboundTarget.js';

/** Tells others of alarms, each at its own pace: none waits for another, and nothing of the hub waits for any. */
export class Outbound extends ServiceGroup implements OutboundPart {
  constructor(private readonly parts: readonly OutboundPart[]) {
    super('outbound', parts);
  }

  /** Names of those who are told, as their progress is stored. */
  get targets(): readonly string[] {
    return this.parts.map(({ name }) => name.replace(/^outbound /, ''));
  }

  /** An alarm, or a box, may have changed; call it after the commit. */
  poke(): void {
    for (const part of this.parts) part.poke();
  }
}
