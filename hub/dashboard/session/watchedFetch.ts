/** Told of every answer of the hub before whoever asked sees it. */
export interface Witness {
  /** The hub took the request. */
  used(): void;
  /** 401: the hub knows nobody behind the request. */
  nobody(): void;
  /** 403: whoever asked may not, or may not any more. */
  refused(): void;
}

/** The browser's `fetch`, with a witness of what becomes of the session. */
export function watchedFetch(plain: typeof fetch, witness: Witness): typeof fetch {
  return async (input, init) => {
    const response = await plain(input, init);
    if (response.ok) witness.used();
    else if (response.status === 401) witness.nobody();
    else if (response.status === 403) witness.refused();
    return response;
  };
}
