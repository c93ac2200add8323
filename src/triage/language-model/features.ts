// Turns words into rows of a model's table: hashed character n-grams and whole words. Must not know languages.
// The training script uses the same function, so a change here means training again.

const LONGEST = 5;
const BEGIN = 0x02;
const END = 0x03;
const WHOLE = 0x7f;

function row(hash: number, length: number, mask: number): number {
  let mixed = Math.imul(hash ^ (length * 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) & mask;
}

/**
 * Rows, 0 to `rows` − 1, of every n-gram of 1 to 5 UTF-16 units of every word between its marks, and of the word whole.
 * `rows` is a power of two; repeats stay; two n-grams may share a row.
 */
export function rowsOf(letters: string, rows: number): number[] {
  const mask = rows - 1;
  const found: number[] = [];
  for (const word of letters.split(' ')) {
    if (word === '') continue;
    const last = word.length + 1;
    let whole = 0x811c9dc5;
    for (let start = 0; start <= last; start++) {
      let hash = 0x811c9dc5;
      for (let length = 1; length <= LONGEST && start + length - 1 <= last; length++) {
        const at = start + length - 1;
        const unit = at === 0 ? BEGIN : at === last ? END : word.charCodeAt(at - 1);
        hash = Math.imul(hash ^ unit, 0x01000193);
        if (length === 1) {
          if (at === 0 || at === last) continue;
          whole = Math.imul(whole ^ unit, 0x01000193);
        }
        found.push(row(hash, length, mask));
      }
    }
    found.push(row(whole, WHOLE, mask));
  }
  return found;
}
