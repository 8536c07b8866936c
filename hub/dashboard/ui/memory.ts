/** What this browser remembers between visits: a few short texts. Forgetting is harmless, so nothing throws. */
export interface Memory {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** Remembers in the browser's storage, or not at all where the browser forbids it. */
export function browserMemory(storage: () => Storage = () => localStorage): Memory {
  return {
    get(name) {
      try {
        return storage().getItem(`counter-rating.${name}`) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(name, value) {
      try {
        storage().setItem(`counter-rating.${name}`, value);
      } catch {
        // A browser in private mode or with a full storage asks again next time.
      }
    },
  };
}
