import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { CodedError, messageOf } from '#platform/errors.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

/** The built page, held in memory: what is asked for is looked up by its whole path and never touches the disk. */
export interface PageFiles {
  /** By path, e.g. `/assets/index-abc.js`; `/` is the page itself. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** Changes whenever a file does. */
  readonly build: string;
}

/** Rejects with `CodedError` `screen/pages-missing` when the folder holds no built page. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  try {
    const names = await readdir(folder, { recursive: true });
    const files = new Map<string, PageFile>();
    const hash = createHash('sha256');
    for (const name of names.sort()) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const body = await readFile(join(folder, name));
      hash.update(name).update(body);
      files.set(`/${name.split(sep).join('/')}`, { type, body });
    }
    const page = files.get('/index.html');
    if (page === undefined) throw new Error('it has no index.html');
    return { files: files.set('/', page), build: hash.digest('hex').slice(0, 16) };
  } catch (cause) {
    throw new CodedError(
      'screen/pages-missing',
      `the page of the touch screen is not built in ${folder}: ${messageOf(cause)}`,
      { cause },
    );
  }
}
