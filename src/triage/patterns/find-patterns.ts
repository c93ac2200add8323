// Finds the patterns that an utterance says, in time linear in its words. Must not know what they mean.

import type { Begun, BookPattern, PatternBook } from './pattern-book.ts';

/** Words that may stand between two places of a pattern, and between all of them when they come in another order. */
const BETWEEN = 4;
const SCATTERED = 4;
/** Occurrences looked at per pattern; a story that says a thing more often says nothing new. */
const MOST_STARTS = 40;

export type PatternMatch = {
  readonly pattern: BookPattern;
  /** Positions of the words that fill its places, ascending. */
  readonly at: readonly number[];
  readonly inOrder: boolean;
  /** Most words between two neighbouring places. */
  readonly gap: number;
  /** A word is a form only but for a slip. */
  readonly slipped: boolean;
};

type Span = { readonly start: number; readonly end: number; readonly slipped: boolean };

/** What each word begins, and where each slot is filled, by slot; spans ascend. */
export type Filled = {
  readonly begun: readonly Begun[];
  readonly spans: ReadonlyMap<number, readonly Span[]>;
};

export function fillSlots(book: PatternBook, words: readonly string[]): Filled {
  const filled = new Map<number, Span[]>();
  const fill = (slots: readonly number[], span: Span) => {
    for (const slot of slots) {
      const spans = filled.get(slot);
      if (spans === undefined) filled.set(slot, [span]);
      else if (spans.at(-1)!.start !== span.start || spans.at(-1)!.end !== span.end) spans.push(span);
    }
  };
  const begun = words.map(book.begun);
  begun.forEach(({ alone, slipped, wordings }, start) => {
    if (alone.length > 0) fill(alone, { start, end: start + 1, slipped });
    for (const { forms, slots } of wordings) {
      const said = slippedIn(forms, begun, start);
      if (said !== null) fill(slots, { start, end: start + forms.length, slipped: slipped || said });
    }
  });
  return { begun, spans: filled };
}

/** Whether one of the forms after the first is said only but for a slip; null when they are not all said. */
function slippedIn(forms: readonly number[], begun: readonly Begun[], start: number): boolean | null {
  let slipped = false;
  for (let at = 1; at < forms.length; at++) {
    const found = begun[start + at]?.forms.get(forms[at]!);
    if (found === undefined) return null;
    slipped ||= found;
  }
  return slipped;
}

/** The tightest match of each pattern that is said. */
export function findPatterns(book: PatternBook, { spans: filled }: Filled): readonly PatternMatch[] {
  const matches: PatternMatch[] = [];
  for (const rarest of filled.keys())
    for (const pattern of book.byRarest[rarest]!) {
      const spans = spansOf(pattern, filled);
      if (spans === null) continue;
      const match = inOrder(spans) ?? scattered(spans);
      if (match !== null) matches.push({ pattern, ...match });
    }
  return matches;
}

/** What fills each slot; null where one is empty. */
function spansOf({ slots }: BookPattern, filled: Filled['spans']): readonly (readonly Span[])[] | null {
  const all: (readonly Span[])[] = [];
  for (const slot of slots) {
    const spans = filled.get(slot);
    if (spans === undefined) return null;
    all.push(spans);
  }
  return all;
}

type Place = Omit<PatternMatch, 'pattern'>;

/** The first span that starts at `from` or later. */
function firstFrom(spans: readonly Span[], from: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The positions that the spans cover, in their order. */
function positions(chosen: readonly Span[]): number[] {
  const at: number[] = [];
  for (const { start, end } of chosen) for (let each = start; each < end; each++) at.push(each);
  return at;
}

function inOrder(spans: readonly (readonly Span[])[]): Place | null {
  let best: { chosen: readonly Span[]; gap: number } | null = null;
  for (const first of spread(spans[0]!)) {
    const chosen = [first];
    let gap = 0;
    for (const next of spans.slice(1)) {
      const last = chosen.at(-1)!;
      const span = next[firstFrom(next, last.end)];
      if (span === undefined || span.start - last.end > BETWEEN) break;
      gap = Math.max(gap, span.start - last.end);
      chosen.push(span);
    }
    if (chosen.length < spans.length || (best !== null && best.gap <= gap)) continue;
    best = { chosen, gap };
    if (gap === 0) break;
  }
  if (best === null) return null;
  const { chosen, gap } = best;
  return { at: positions(chosen), inOrder: true, gap, slipped: chosen.some(({ slipped }) => slipped) };
}

/** All places filled near each other, in any order: German and Ukrainian put the verb where they like. */
function scattered(spans: readonly (readonly Span[])[]): Place | null {
  if (spans.length < 2) return null;
  let best: Place | null = null;
  const rarest = spans.reduce((fewest, next) => (next.length < fewest.length ? next : fewest));
  for (const anchor of spread(rarest)) {
    const chosen: Span[] = [];
    for (const each of spans) {
      const taken = (span: Span | undefined) =>
        span === undefined || chosen.some(({ start, end }) => span.start < end && start < span.end);
      const after = firstFrom(each, anchor.start);
      const near = [each[after], each[after - 1], each[after + 1], each[after - 2]]
        .filter((span) => !taken(span))
        .sort((one, other) => Math.abs(one!.start - anchor.start) - Math.abs(other!.start - anchor.start))[0];
      if (near === undefined) break;
      chosen.push(near);
    }
    if (chosen.length < spans.length) continue;
    const at = positions(chosen).sort((one, other) => one - other);
    const gap = at.at(-1)! - at[0]! + 1 - at.length;
    if (gap <= SCATTERED && (best === null || gap < best.gap))
      best = { at, inOrder: false, gap, slipped: chosen.some(({ slipped }) => slipped) };
  }
  return best;
}

/** All of them, or as many spread over the whole story. */
function spread(spans: readonly Span[]): readonly Span[] {
  if (spans.length <= MOST_STARTS) return spans;
  return [...spans.slice(0, MOST_STARTS / 2), ...spans.slice(-MOST_STARTS / 2)];
}
