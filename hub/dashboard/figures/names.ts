import type { OfficeView } from '#contract/views.js';
import type { Language } from '#words/language.js';

/** Names for the keys of groups: of an office, or of a counter as "office/counter". */
export class Names {
  /** Within `office`, its counters go by their own names alone; empty for the whole city. */
  constructor(
    private readonly offices: readonly OfficeView[],
    private readonly office: string,
  ) {}

  of(key: string, language: Language): string {
    const slash = key.indexOf('/');
    const office = this.find(slash < 0 ? key : key.slice(0, slash));
    if (office === undefined) return key;
    if (slash < 0) return office.name[language];
    const counter = office.counters.find(({ id }) => id === key.slice(slash + 1));
    if (counter === undefined) return key;
    return this.office === office.id
      ? counter.name[language]
      : `${office.name[language]} ${counter.name[language]}`;
  }

  private find(id: string): OfficeView | undefined {
    return this.offices.find((office) => office.id === id);
  }
}
