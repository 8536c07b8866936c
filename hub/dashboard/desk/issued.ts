import type { IssuanceView, WindowView } from '#contract/views.js';

/** A document with the window it belongs to. */
export interface IssuedDocument {
  readonly issuance: IssuanceView;
  readonly window: WindowView;
}

/** Documents of some windows, the last issued first. */
export function issuedDocuments(windows: readonly WindowView[]): readonly IssuedDocument[] {
  return windows
    .flatMap((window) => window.issuances.map((issuance) => ({ issuance, window })))
    .sort((a, b) => b.issuance.issuedAt.localeCompare(a.issuance.issuedAt));
}

/** The newest known state of the window that covers an issuance; the box may have moved it to another (W3). */
export function windowOf(issuance: string, windows: readonly WindowView[]): WindowView | undefined {
  return windows.find((window) => window.issuances.some(({ id }) => id === issuance));
}
