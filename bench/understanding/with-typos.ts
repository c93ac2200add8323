// Spoils words as thumbs do: in 30 % of the words of four letters or more one letter is lost, doubled, swapped with the next
// or taken for another of the same text. The same text is always spoilt the same way.

const SHARE = 0.3;
const SHORTEST = 4;

function* chances(text: string): Generator<number, never> {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield (state >>> 8) / 0x1000000;
  }
}

export function withTypos(text: string): string {
  const chance = chances(text);
  const next = () => chance.next().value;
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter));
  return text
    .split(' ')
    .map((word) => {
      const all = [...word];
      if (all.length < SHORTEST || next() >= SHARE) return word;
      const at = 1 + Math.floor(next() * (all.length - 2));
      const kind = Math.floor(next() * 4);
      if (kind === 0) all.splice(at, 1);
      else if (kind === 1) all.splice(at, 0, all[at]!);
      else if (kind === 2) all.splice(at, 2, all[at + 1]!, all[at]!);
      else all[at] = letters[Math.floor(next() * letters.length)]!;
      return all.join('');
    })
    .join(' ');
}
