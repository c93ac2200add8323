// Hears which of the line's languages a person names when she wants to change it. Must not know that she wants to.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import { normalise } from './normalise.ts';

type Name = { readonly code: LanguageCode; readonly names: (word: string) => boolean };
export type LanguageNames = readonly Name[];

const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const ARABIC = /^\p{Script=Arabic}+$/u;

/** Every language of the line as each of its languages calls it, by the names that `Intl` knows. */
export function compileLanguageNames(line: Line): LanguageNames {
  const codes = line.languages.map(({ code }) => code);
  return line.languages.flatMap(({ code, name }) => {
    const names = codes.map((inLanguage) => nameIn(inLanguage, code));
    return [...new Set([name, ...names].map(normalise))]
      .filter((each) => each !== '' && !each.includes(' '))
      .map((each) => ({ code, names: matcher(each) }));
  });
}

/** The one language named, or null: for none, for several, and where it may be the language she does not speak. */
export function wishedLanguage(
  names: LanguageNames,
  words: readonly string[],
  not: ReadonlySet<string>,
): LanguageCode | null {
  if (words.some((word) => not.has(word))) return null;
  const named = names.filter((name) => words.some((word) => name.names(word)));
  const codes = new Set(named.map(({ code }) => code));
  return codes.size === 1 ? [...codes][0]! : null;
}

function nameIn(inLanguage: LanguageCode, code: LanguageCode): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'none' }).of(code) ?? '';
  } catch {
    return '';
  }
}

/** `українською`, `بالعربي`, `auf Deutsch`: cases change the end of a word, Arabic also its beginning. */
function matcher(name: string): (word: string) => boolean {
  if (ARABIC.test(name)) {
    const stem = name.replace(/^ال/u, '').replace(/ه$/u, '');
    return (word) => {
      const at = word.indexOf(stem);
      return at >= 0 && at <= 3 && /^ه?$/u.test(word.slice(at + stem.length));
    };
  }
  if (CYRILLIC.test(name) && name.length > 5) {
    const stem = name.slice(0, -1);
    return (word) => word.startsWith(stem) && word.length - stem.length <= 3;
  }
  return (word) =>
    word === name || /^(?:e|es|en|er|em)$/u.test(word.startsWith(name) ? word.slice(name.length) : '-');
}
