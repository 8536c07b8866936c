import { join } from 'node:path';
import Type from 'typebox';
import { type BoxSettings, boxSettings } from '#contract/boxSettings.js';
import { Codec } from '#contract/schema.js';
import { BoxId, CounterId, OfficeId } from '#contract/values.js';
import type { Logger } from '#platform/logger.js';
import type { BoxMemory, Place } from '../ports/boxMemory.js';
import { DurableFile } from './durableFile.js';

const keptPlace = Codec.of(
  Type.Object({
    box: BoxId,
    office: OfficeId,
    counter: Type.Optional(CounterId),
    /** The office the box was set up with when the hub told it this one. */
    given: OfficeId,
  }),
);

export interface FileMemoryOptions {
  readonly folder: string;
  readonly box: string;
  /** The office the box was set up with. Set up anew for another, it forgets what the hub told it before. */
  readonly office: string;
  readonly logger: Logger;
}

/**
 * The memory of a box in two small files, each with the version before as a second one: after a half-written or
 * damaged file the last sound version is in force, and the damage is logged.
 */
export class FileMemory implements BoxMemory {
  private readonly settingsFile;
  private readonly placeFile;

  constructor(private readonly options: FileMemoryOptions) {
    this.settingsFile = new DurableFile(join(options.folder, 'settings.json'), (content) =>
      boxSettings.check(content),
    );
    this.placeFile = new DurableFile(join(options.folder, 'place.json'), (content) =>
      keptPlace.check(content),
    );
  }

  settings(): BoxSettings | undefined {
    return this.read(this.settingsFile);
  }

  keepSettings(settings: BoxSettings): void {
    this.settingsFile.write(settings);
  }

  place(): Place | undefined {
    const kept = this.read(this.placeFile);
    if (kept === undefined || kept.box !== this.options.box || kept.given !== this.options.office)
      return undefined;
    return { office: kept.office, counter: kept.counter };
  }

  keepPlace({ office, counter }: Place): void {
    this.placeFile.write({
      box: this.options.box,
      office,
      ...(counter === undefined ? {} : { counter }),
      given: this.options.office,
    });
  }

  private read<T>(file: DurableFile<T>): T | undefined {
    const { value, fault } = file.read();
    if (fault !== undefined)
      this.options.logger.warn(
        { fault, inForce: value === undefined ? 'the defaults' : 'the version before' },
        'memory',
      );
    return value;
  }
}
