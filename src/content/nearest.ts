// Finds the name somebody probably meant. Must not know what the names stand for.

/** The closest of `names`, or null when none is close: at most a third of the letters differ. */
export function nearest(word: string, names: Iterable<string>): string | null {
  const sought = word.toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const allowed = Math.max(1, Math.floor(Math.max(word.length, name.length) / 3));
    if (Math.abs(name.length - word.length) > allowed) continue;
    const steps = editSteps(sought, name.toLowerCase());
    if (steps <= allowed && steps < least) {
      best = name;
      least = steps;
    }
  }
  return best;
}

/** `Did you mean "x"?`, or else `otherwise`. */
export function didYouMean(word: string, names: Iterable<string>, otherwise: string): string {
  const found = nearest(word, names);
  return found === null ? otherwise : `Did you mean "${found}"?`;
}

/** The names for a hint; when they are more than `most`, only how many. */
export function listed(names: Iterable<string>, most = 12): string {
  const all = [...names];
  return all.length > most ? `${all.length} names, none of them near; check the spelling` : all.join(', ');
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
function editSteps(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, replace);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        steps = Math.min(steps, before[j - 2]! + 1);
      }
      row.push(steps);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
