import type { Figures, HiddenBecause } from '#contract/figures.js';
import type { Group } from '#contract/statistics.js';
import { total } from './measures/share.js';

/** Under so many answers a clerk's group is hidden (S6). */
export const LEAST_SHOWN = 10;

/** Under so many answers it shows counts and interval only (S6). */
export const LEAST_RATED = 30;

export interface ClerkGroup {
  readonly keys: readonly string[];
  readonly figures: Figures;
}

/**
 * What may be shown of groups that hold the ratings of one clerk each (S6), in the order given. Hidden are groups under
 * 10 answers, groups whose answers are all alike, and as many of the smallest others as it takes until no subtraction of
 * shown groups from their sum leaves what would have to be hidden itself: at least two groups stay hidden together, and
 * their answers together are enough and not all alike. Groups with two keys keep that promise in each of their rows and
 * columns too, whose sums another question answers. A hidden group carries its keys, the reason and nothing else.
 */
export function hideClerks(groups: readonly ClerkGroup[]): Group[] {
  const hidden = new Map<ClerkGroup, HiddenBecause>();
  for (const group of groups) {
    const reason = reasonToHide(group.figures.levels);
    if (reason !== undefined) hidden.set(group, reason);
  }
  cover(linesOf(groups), hidden);
  return groups.map((group) => shown(group, hidden.get(group)));
}

function reasonToHide(levels: readonly number[]): 'too-few' | 'all-alike' | undefined {
  const answers = total(levels);
  if (answers < LEAST_SHOWN) return 'too-few';
  return levels.includes(answers) ? 'all-alike' : undefined;
}

function shown({ keys, figures }: ClerkGroup, because: HiddenBecause | undefined): Group {
  if (because !== undefined) return { keys: [...keys], hidden: because };
  const few = total(figures.levels) < LEAST_RATED;
  return { keys: [...keys], figures, ...(few ? { countsOnly: true } : {}) };
}

/** The whole listing, and of two keys every set of groups that share one; each from the fewest answers to the most. */
function linesOf(groups: readonly ClerkGroup[]): ReadonlyArray<readonly ClerkGroup[]> {
  const bySize = [...groups].sort((a, b) => total(a.figures.levels) - total(b.figures.levels));
  const lines = new Map<string, ClerkGroup[]>();
  for (const group of bySize) {
    for (const name of ['', ...(group.keys.length > 1 ? group.keys.map((key, at) => `${at} ${key}`) : [])]) {
      const line = lines.get(name) ?? [];
      line.push(group);
      lines.set(name, line);
    }
  }
  return [...lines.values()];
}

/** Hides more until every line is covered; what is hidden for one line may ask for more in another. */
function cover(lines: ReadonlyArray<readonly ClerkGroup[]>, hidden: Map<ClerkGroup, HiddenBecause>): void {
  const before = hidden.size;
  for (const line of lines) {
    for (let next = mustHide(line, hidden); next !== undefined; next = mustHide(line, hidden)) {
      hidden.set(next, 'would-reveal');
    }
  }
  if (hidden.size > before) cover(lines, hidden);
}

/** The smallest group still shown, where those hidden of a line do not cover one another. */
function mustHide(
  line: readonly ClerkGroup[],
  hidden: ReadonlyMap<ClerkGroup, HiddenBecause>,
): ClerkGroup | undefined {
  const members = line.filter((group) => hidden.has(group));
  if (members.length === 0) return undefined;
  const sum = [0, 1, 2, 3, 4].map((at) => total(members.map(({ figures }) => figures.levels[at] ?? 0)));
  if (members.length > 1 && reasonToHide(sum) === undefined) return undefined;
  return line.find((group) => !hidden.has(group));
}
