// Remembers what was found for a word, up to a bound, because the same words come again. Must not know what is looked for.

/** The same as `look`, asked once for each word; when more than `most` are remembered all are forgotten. */
export function remember<Found>(look: (word: string) => Found, most: number): (word: string) => Found {
  const known = new Map<string, Found>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = look(word);
      if (known.size >= most) known.clear();
      known.set(word, found);
    }
    return found;
  };
}
