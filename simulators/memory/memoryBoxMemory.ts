import type { BoxSettings } from '#contract/boxSettings.js';
import { CodedError } from '#platform/errors.js';
import type { BoxMemory, Place } from '../../device/ports/boxMemory.js';

/** A box's memory that lasts as long as the object; its disk can be filled. */
export class MemoryBoxMemory implements BoxMemory {
  full = false;
  private keptSettings: BoxSettings | undefined;
  private keptPlace: Place | undefined;

  settings(): BoxSettings | undefined {
    return this.keptSettings;
  }

  keepSettings(settings: BoxSettings): void {
    this.refuseWhenFull();
    this.keptSettings = settings;
  }

  place(): Place | undefined {
    return this.keptPlace;
  }

  keepPlace(place: Place): void {
    this.refuseWhenFull();
    this.keptPlace = place;
  }

  private refuseWhenFull(): void {
    if (this.full) throw new CodedError('memory/cannot-store', 'the disk is full');
  }
}
