import { hash } from 'node:crypto';

const MOST_OF_A_BOX = 256;
const MOST_BOXES = 1_000;

/** Remembers the newest texts of each box by their digests; forgets the rest, and all of it at the end of the program. */
export class RecentTexts {
  private readonly boxes = new Map<string, Set<string>>();

  has(box: string, text: string): boolean {
    return this.boxes.get(box)?.has(digest(text)) ?? false;
  }

  add(box: string, text: string): void {
    const texts = this.boxes.get(box) ?? new Set<string>();
    texts.add(digest(text));
    trim(texts, MOST_OF_A_BOX);
    this.boxes.delete(box);
    this.boxes.set(box, texts);
    trim(this.boxes, MOST_BOXES);
  }
}

const digest = (text: string): string => hash('sha256', text, 'base64url');

function trim(entries: Pick<Set<string>, 'size' | 'keys' | 'delete'>, most: number): void {
  if (entries.size <= most) return;
  const [oldest] = entries.keys();
  if (oldest !== undefined) entries.delete(oldest);
}
