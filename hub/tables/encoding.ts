import { CodedError } from '#platform/errors.js';

const HOW =
  'save it again as CSV in UTF-8 (LibreOffice: 另存新檔 › Text CSV › 字元集 Unicode (UTF-8); Excel: CSV UTF-8)';

/** Passes on pieces of a text that is UTF-8, and throws `import/wrong-encoding` naming what it is instead. */
export async function* onlyUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const piece of pieces) {
    if (first) refuseOtherMarks(piece);
    if (piece.includes(0)) throw wrong('UTF-16 or no text at all (it holds zero bytes)');
    if (!decodes(decoder, piece)) throw wrong(guess(piece));
    first = false;
    yield piece;
  }
  if (!decodes(decoder)) throw wrong('UTF-8 cut off in the middle of a character');
}

function refuseOtherMarks(piece: Uint8Array): void {
  const [first, second] = piece;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) throw wrong('UTF-16');
}

function decodes(decoder: TextDecoder, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** A piece may begin within a character. */
const guess = (piece: Uint8Array): string =>
  looksLikeBig5(piece) || looksLikeBig5(piece.subarray(1)) ? 'Big5, as far as one can tell' : 'not UTF-8';

/** Whether every byte beyond ASCII is half of a character of Big5; the last one may be cut. */
function looksLikeBig5(piece: Uint8Array): boolean {
  for (let at = 0; at < piece.length; at++) {
    const lead = piece[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = piece[++at] ?? 0x40;
    const fits = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
    if (lead < 0xa1 || lead > 0xf9 || !fits) return false;
  }
  return true;
}

const wrong = (found: string): CodedError =>
  new CodedError('import/wrong-encoding', `the text is ${found}; expected UTF-8: ${HOW}`);
