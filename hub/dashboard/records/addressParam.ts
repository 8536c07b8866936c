import { signal } from '@preact/signals';

/**
 * One thing a page shows at a time, named in the page's address: going to another is a step in the browser's history, so
 * that back and forward, a reload and a bookmark find it again. Empty for none.
 */
export class AddressParam {
  readonly value = signal('');

  constructor(
    private readonly page: Pick<Window, 'location' | 'history' | 'addEventListener'>,
    private readonly name: string,
  ) {
    this.read();
    page.addEventListener('popstate', () => this.read());
  }

  go(value: string): void {
    if (value === this.value.peek()) return;
    this.page.history.pushState(null, '', this.href(value));
    this.value.value = value;
  }

  /** The page's address with that value, for links. */
  href(value: string): string {
    const address = new URL(this.page.location.href);
    if (value === '') address.searchParams.delete(this.name);
    else address.searchParams.set(this.name, value);
    return address.href;
  }

  private read(): void {
    this.value.value = new URL(this.page.location.href).searchParams.get(this.name) ?? '';
  }
}
