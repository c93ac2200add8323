// Remembers what was found for a word or a character, up to a bound, because the same come again. Must not know what is
// looked for.

/** The same as `look`, asked once for each text; when more than `most` are remembered all are forgotten. */
export function remember<Found>(look: (text: string) => Found, most: number): (text: string) => Found {
  const known = new Map<string, Found>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = look(text);
      if (known.size >= most) known.clear();
      known.set(text, found);
    }
    return found;
  };
}
