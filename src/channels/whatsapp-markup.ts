// Makes text literal for WhatsApp, which reads *, _, ~ and ` as markup and documents no way to escape them: signs that would pair
// become look-alikes of the same length. Must not know parts or how they are sent.

/** Each drawn nearly the same, none of them markup. */
const ALIKE: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
const SIGNS = ['*', '_', '~', '`'] as const;
/** An address keeps its signs, or it would lead elsewhere; those at its end do not belong to it. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63}){1,5}\/[^\s<>"]*/gu;
const WORD = /[\p{L}\p{N}]/u;

/** The text as it is, where WhatsApp would not read it otherwise; numbers and addresses always are. */
export function literal(text: string): string {
  if (!/[*_~`]/.test(text)) return text;
  const kept = addressesIn(text);
  // UTF-16 units, so that positions are those of the text.
  const signs = text.split('');
  let from = 0;
  for (const line of text.split('\n')) {
    for (const sign of SIGNS) replacePairs(signs, from, from + line.length, sign, kept);
    from += line.length + 1;
  }
  // Three backticks reach over lines.
  if (text.split('```').length > 2) replaceAll(signs, 0, signs.length, '`', kept);
  return signs.join('');
}

type Range = { readonly start: number; readonly end: number };

function replacePairs(
  signs: string[],
  start: number,
  end: number,
  sign: string,
  kept: readonly Range[],
): void {
  let opener = -1;
  let closer = -1;
  for (let at = start; at < end; at += 1) {
    if (signs[at] !== sign || isKept(at, kept)) continue;
    if (opener === -1 && opens(signs, at, end)) opener = at;
    else if (opener !== -1 && at > opener + 1 && closes(signs, at, start, end)) closer = at;
    // A run in the middle of digits loses signs too.
    if (at + 2 < end && signs[at + 1] === sign && signs[at + 2] === sign) {
      if (opener === -1) opener = at;
      closer = Math.max(closer, at + 2);
    }
  }
  if (closer !== -1) replaceAll(signs, opener, closer + 1, sign, kept);
}

function opens(signs: readonly string[], at: number, end: number): boolean {
  const [before = '', after = ' '] = [signs[at - 1], at + 1 < end ? signs[at + 1] : ' '];
  return !WORD.test(before) && /\S/.test(after);
}

function closes(signs: readonly string[], at: number, start: number, end: number): boolean {
  const before = at > start ? (signs[at - 1] ?? ' ') : ' ';
  const after = at + 1 < end ? (signs[at + 1] ?? '') : '';
  return /\S/.test(before) && !WORD.test(after);
}

function replaceAll(signs: string[], start: number, end: number, sign: string, kept: readonly Range[]): void {
  for (let at = start; at < end; at += 1) {
    if (signs[at] === sign && !isKept(at, kept)) signs[at] = ALIKE[sign] ?? sign;
  }
}

function addressesIn(text: string): readonly Range[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.replace(/[*_~`.,;:!?)\]]+$/, '').length,
  }));
}

function isKept(at: number, kept: readonly Range[]): boolean {
  return kept.some(({ start, end }) => at >= start && at < end);
}
