import { signal } from '@preact/signals';
import type { Memory } from '../ui/memory.js';

/** As the contract's `Reference`: 1–64 characters without control characters. */
const NAME = /^\P{Cc}{1,64}$/u;

/** What was typed as a name, without the blanks around it; nothing where it is no name. */
export function nameOf(typed: string): string | undefined {
  const name = typed.trim();
  return NAME.test(name) ? name : undefined;
}

/**
 * Who sits before the page: the name under which things are done and looked at. It is that of whoever is signed in; where
 * nobody needs to, this browser remembers what was typed.
 */
export class Person {
  readonly name = signal('');

  constructor(
    private readonly memory: Memory,
    readonly signedIn?: string,
  ) {
    this.name.value = signedIn ?? memory.get('supervisor') ?? '';
  }

  call(name: string): void {
    if (this.signedIn !== undefined) return;
    this.name.value = name;
    this.memory.set('supervisor', name);
  }
}
