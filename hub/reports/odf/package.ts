import { strToU8, type Zippable, zipSync } from 'fflate';
import { LANGUAGE_TAGS } from '#words/language.js';
import { packedAt } from '../packedAt.js';
import type { ReportModel } from '../reportModel.js';
import { document, element, escaped } from './xml.js';

export interface OdfFile {
  /** Within the package, e.g. `content.xml`. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

/**
 * An OpenDocument 1.3 package: its type as the first entry and not packed, as the format asks, so that it is recognised
 * by its first bytes; then the manifest and the files. The same files give the same bytes.
 */
export function odfPackage(type: string, files: readonly OdfFile[], madeMs: number): Uint8Array {
  const entries: Zippable = { mimetype: [strToU8(type), { level: 0 }] };
  for (const { path, content } of [...files, manifestOf(type, files)]) entries[path] = strToU8(content);
  return zipSync(entries, { level: 6, mtime: packedAt(madeMs) });
}

function manifestOf(type: string, files: readonly OdfFile[]): OdfFile {
  const entry = (path: string, media: string): string =>
    element('manifest:file-entry', {
      'manifest:full-path': path,
      'manifest:media-type': media,
      ...(path === '/' ? { 'manifest:version': '1.3' } : {}),
    });
  const entries = [entry('/', type), ...files.map((file) => entry(file.path, file.type))].join('');
  return {
    path: 'META-INF/manifest.xml',
    type: 'text/xml',
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entries}</manifest:manifest>`,
  };
}

export function metaFile({ title, office, period, author, madeMs, language }: ReportModel): OdfFile {
  const at = new Date(madeMs).toISOString();
  const meta = [
    `<dc:title>${escaped(`${office} ${title} ${period}`)}</dc:title>`,
    `<meta:initial-creator>${escaped(author)}</meta:initial-creator>`,
    `<dc:creator>${escaped(author)}</dc:creator>`,
    `<meta:creation-date>${at}</meta:creation-date>`,
    `<dc:date>${at}</dc:date>`,
    `<dc:language>${LANGUAGE_TAGS[language]}</dc:language>`,
  ].join('');
  return {
    path: 'meta.xml',
    type: 'text/xml',
    content: document('office:document-meta', `<office:meta>${meta}</office:meta>`),
  };
}

export const FONT = 'Noto Sans TC';

/** The font by name with others of its kind to fall back on; office programs bring their own. */
export const fontFaces = `<office:font-face-decls><style:font-face style:name="${FONT}" svg:font-family="'${FONT}', 'Noto Sans CJK TC', 'Microsoft JhengHei', 'PingFang TC', sans-serif" style:font-family-generic="swiss"/></office:font-face-decls>`;

/** A font size, weight and colour for western and Asian letters alike. */
export function letters(size: number, options: { bold?: boolean; color?: string } = {}): string {
  const weight = options.bold === true ? 'bold' : 'normal';
  return element('style:text-properties', {
    'style:font-name': FONT,
    'style:font-name-asian': FONT,
    'fo:font-size': `${size}pt`,
    'style:font-size-asian': `${size}pt`,
    'fo:font-weight': weight,
    'style:font-weight-asian': weight,
    'fo:color': options.color,
    'fo:language': 'en',
    'fo:country': 'US',
    'style:language-asian': 'zh',
    'style:country-asian': 'TW',
  });
}
