import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { ContractError } from '#contract/errors.js';
import { WINDOW_MS } from '#contract/limits.js';
import { Codec } from '#contract/schema.js';
import { BoxId, CounterId, Level, OfficeId, WindowLength } from '#contract/values.js';
import { Words } from '#contract/views.js';
import { CodedError, messageOf } from '#platform/errors.js';
import type { Site } from './store/siteStore.js';

const SiteFile = Type.Object({
  offices: Type.Array(
    Type.Object({
      id: OfficeId,
      name: Words,
      /** Levels that raise an alarm; 不滿意 and 非常不滿意 unless told otherwise (A1). */
      alarmLevels: Type.Optional(Type.Array(Level, { maxItems: 5, uniqueItems: true })),
      counters: Type.Array(
        Type.Object({
          id: CounterId,
          name: Words,
          priority: Type.Optional(Type.Boolean()),
          windowMs: Type.Optional(WindowLength),
          box: Type.Optional(BoxId),
        }),
        { maxItems: 200 },
      ),
    }),
    { minItems: 1, maxItems: 500 },
  ),
});
const siteFile = Codec.of(SiteFile);

/** Reads the site file: offices, counters, and the box of each. Throws `CodedError` `site/…` naming what is wrong. */
export function readSite(path: string): Site {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CodedError('site/unreadable', `the site file ${path} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return checkSite(content, path);
}

/** Throws `CodedError` `site/invalid` or `site/duplicate`. */
export function checkSite(content: unknown, origin: string): Site {
  try {
    const site = complete(siteFile.check(content));
    refuseDuplicates(site, origin);
    return site;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new CodedError('site/invalid', `${origin}: ${error.message}`, { cause: error });
  }
}

function complete({ offices }: Static<typeof SiteFile>): Site {
  return {
    offices: offices.map((office) => ({
      ...office,
      alarmLevels: (office.alarmLevels ?? [1, 2]) as Site['offices'][number]['alarmLevels'],
      counters: office.counters.map((counter) => ({
        priority: false,
        windowMs: WINDOW_MS.default,
        ...counter,
      })),
    })),
  };
}

function refuseDuplicates({ offices }: Site, origin: string): void {
  const seen = new Set<string>();
  const claim = (what: string): void => {
    if (seen.has(what)) throw new CodedError('site/duplicate', `${origin}: ${what} is declared twice`);
    seen.add(what);
  };
  for (const office of offices) {
    claim(`office ${office.id}`);
    for (const { id, box } of office.counters) {
      claim(`counter ${office.id}/${id}`);
      if (box !== undefined) claim(`box ${box}`);
    }
  }
}
