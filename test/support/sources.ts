import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const ALIASES: Readonly<Record<string, string>> = {
  '#contract/': 'hub/contract/',
  '#platform/': 'hub/platform/',
  '#words/': 'hub/words/',
};

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The source it names, relative to the package; undefined for a package or a Node module. */
  readonly target: string | undefined;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}

export interface Source {
  /** Relative to the package. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** The sources below some folders of the package, with what each imports. */
export function readSources(folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !/\.d\.ts$|vite\.config\.ts$/.test(path))
    .sort()
    .map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  return { path, code, lines: text.split('\n').length - 1, imports: importsOf(path, code) };
}

export function importsOf(path: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void =>
    void found.push({ specifier, target: targetOf(path, specifier), typeOnly });
  for (const [, clause = '', specifier = ''] of code.matchAll(
    /^\s*(?:import|export)\b((?:[^'"`;=()]|\n)*?)\bfrom\s*['"]([^'"]+)['"]/gm,
  )) {
    add(specifier, isTypeOnly(clause));
  }
  for (const [, specifier = ''] of code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)) add(specifier, false);
  for (const [, before = '', specifier = ''] of code.matchAll(
    /(\w+\s+|)\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  )) {
    add(specifier, before.trim() !== 'await');
  }
  return found;
}

function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  return names?.split(',').every((name) => name.trim() === '' || /^\s*type\s/.test(name)) ?? false;
}

function targetOf(path: string, specifier: string): string | undefined {
  const alias = Object.keys(ALIASES).find((prefix) => specifier.startsWith(prefix));
  const base =
    alias !== undefined
      ? specifier.replace(alias, ALIASES[alias] ?? '')
      : specifier.startsWith('.')
        ? normalize(join(dirname(path), specifier))
        : undefined;
  if (base === undefined) return undefined;
  const candidates = [
    base.replace(/\.js$/, '.ts'),
    base.replace(/\.js$/, '.tsx'),
    base.replace(/\.js$/, '.d.ts'),
    base,
  ];
  return candidates.find((candidate) => existsSync(join(ROOT, candidate))) ?? base;
}
