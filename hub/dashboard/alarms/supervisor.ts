import { signal } from '@preact/signals';
import type { Memory } from '../ui/memory.js';

/** What a name is wanted for: only to be changed, for an alarm that waits, or for anything else. */
export interface NameRequest {
  readonly purpose: 'change' | 'acknowledge' | 'act';
  readonly act: (name: string) => void;
}

/**
 * Who sits before the page: whoever is signed in. Where nobody needs to, the name is asked for when something is first
 * done in it, and this browser remembers it.
 */
export class Supervisor {
  readonly name = signal<string | undefined>(undefined);
  readonly request = signal<NameRequest | undefined>(undefined);

  constructor(
    private readonly memory: Memory,
    readonly signedIn?: string,
  ) {
    this.name.value = signedIn ?? memory.get('supervisor');
  }

  /** Does something in the supervisor's name, at once or when the name was given. */
  as(purpose: NameRequest['purpose'], act: (name: string) => void): void {
    const name = this.name.value;
    if (name === undefined) this.request.value = { purpose, act };
    else act(name);
  }

  change(): void {
    this.request.value = { purpose: 'change', act: () => undefined };
  }

  /** Answers the request; without a name it is dropped and nothing is done. */
  answer(name: string | undefined): void {
    const request = this.request.value;
    this.request.value = undefined;
    if (name === undefined) return;
    this.name.value = name;
    this.memory.set('supervisor', name);
    request?.act(name);
  }
}
