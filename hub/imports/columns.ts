import { CodedError } from '#platform/errors.js';
import type { Phrase } from '#words/language.js';

/** Where each column is, and what its heading says in the file. */
export type Columns<K extends string> = Partial<
  Record<K, { readonly index: number; readonly heading: string }>
>;

export interface ColumnNames<K extends string> {
  readonly names: Readonly<Record<K, Phrase>>;
  readonly required: readonly K[];
  /** Further names by which people call a column. */
  readonly aliases: Readonly<Partial<Record<K, readonly string[]>>>;
}

/** Headings are compared without case, width, spaces, hyphens and underscores. */
export const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');

/**
 * Finds the columns by their headings, in any order. Throws `CodedError` `import/wrong-columns`, naming everything that
 * is missing, unknown or there twice; a mistyped heading is never taken for a column that may be left out.
 */
export function findColumns<K extends string>(
  headings: readonly string[],
  { names, required, aliases }: ColumnNames<K>,
): Columns<K> {
  const byName = new Map<string, K>();
  for (const key of Object.keys(names) as K[])
    for (const name of [names[key].zh, names[key].en, ...(aliases[key] ?? [])]) byName.set(plain(name), key);
  const found: Columns<K> = {};
  const wrong: string[] = [];
  headings.forEach((heading, index) => {
    const key = byName.get(plain(heading));
    if (key === undefined) wrong.push(`「${heading.slice(0, 40)}」 is no known column`);
    else if (found[key] !== undefined) wrong.push(`「${heading.slice(0, 40)}」 is there twice`);
    else found[key] = { index, heading };
  });
  const both = (key: K): string => `${names[key].zh} (${names[key].en})`;
  for (const key of required) if (found[key] === undefined) wrong.push(`${both(key)} is missing`);
  if (wrong.length > 0)
    throw wrongColumns(
      `${wrong.slice(0, 20).join('; ')}. Expected: ${Object.keys(names)
        .map((key) => both(key as K))
        .join(', ')}`,
    );
  return found;
}

export const wrongColumns = (message: string): CodedError =>
  new CodedError('import/wrong-columns', `the headings are not those of such a table: ${message}`);
