// Remembers what was found for a word or a character, up to a bound, because the same come again. Must not know what is
// looked for.

/** More than one town's messages use in a day. */
const MOST = 5000;

/** Longer words are hardly said twice. */
const LONGEST = 40;
const DIGIT = /\p{Nd}/u;

/**
 * The same as `look`, asked once for each text; when so many are remembered all are forgotten. What holds a digit is looked
 * for each time: it may be somebody's number.
 */
export function remember<Found>(look: (text: string) => Found): (text: string) => Found {
  const known = new Map<string, Found>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = look(text);
      if (text.length > LONGEST || DIGIT.test(text)) return found;
      if (known.size >= MOST) known.clear();
      known.set(text, found);
    }
    return found;
  };
}
