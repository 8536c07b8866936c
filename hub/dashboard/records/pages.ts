import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** An answer with the number of the page it is, which is not yet the one asked for while that is on its way. */
export type Paged<T> = T & { readonly page: number };

/** The way through a list that is read page by page with cursors: it remembers those of the pages before this one. */
export class Pages {
  /** Cursors of the pages from the first one to the one shown; the first has none. */
  private readonly trail = signal<ReadonlyArray<string | undefined>>([undefined]);
  /** Of the page to show. */
  readonly cursor: ReadonlySignal<string | undefined> = computed(() => this.trail.value.at(-1));
  /** 1, 2, 3 … */
  readonly number: ReadonlySignal<number> = computed(() => this.trail.value.length);

  first(): void {
    if (this.trail.value.length > 1) this.trail.value = [undefined];
  }

  /** To the page whose cursor the present one ended with. */
  onward(next: string): void {
    this.trail.value = [...this.trail.value, next];
  }

  back(): void {
    if (this.trail.value.length > 1) this.trail.value = this.trail.value.slice(0, -1);
  }
}
