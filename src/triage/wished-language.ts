// Hears which language a person names: one of the line's that she wants to change to, or any that a helper should speak.
// Must not know what is done about it.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import { LANGUAGE_WORDS } from './language-words.ts';
import { normalise } from './normalise.ts';
import type { Told } from './parts.ts';
import { remember } from './remember.ts';

/** The languages that a word names. */
export type LanguageNames = (word: string) => readonly LanguageCode[];

const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const ARABIC = /^\p{Script=Arabic}+$/u;

/** Every language of the line as each of its languages calls it, by the names that `Intl` knows. */
export function compileLanguageNames(line: Line): LanguageNames {
  return namesOf(
    line.languages.map(({ code }) => code),
    line,
  );
}

/** Languages that people wish for and the identifier does not know; Dari is written and heard as Persian here. */
const MORE = [
  'fa',
  'prs',
  'ps',
  'sw',
  'zh',
  'hi',
  'bn',
  'ta',
  'ka',
  'hy',
  'az',
  'uz',
  'wo',
  'ln',
  'bm',
  'ff',
  'mn',
  'ur',
];
const SAME_AS: Readonly<Record<LanguageCode, LanguageCode>> = { prs: 'fa', tgn: 'ti' };

/** Every language that the line can tell or that people ask for, as the line's languages call it. */
export function compileSpokenNames(line: Line): LanguageNames {
  return namesOf([...new Set([...LANGUAGE_WORDS.map(({ code }) => code), ...MORE])], line);
}

function namesOf(codes: readonly LanguageCode[], line: Line): LanguageNames {
  const books = line.languages.map((language) => namesIn(language.code));
  const names = codes.flatMap((code) => {
    const own = line.languages.find((language) => language.code === code)?.name ?? '';
    return [...new Set([own, ...books.map((book) => book?.of(code) ?? '')].map(normalise))]
      .filter((each) => each !== '' && !each.includes(' '))
      .map((each) => ({ code: SAME_AS[code] ?? code, isNamed: matcher(each) }));
  });
  return remember((word) => [
    ...new Set(names.flatMap(({ code, isNamed }) => (isNamed(word) ? [code] : []))),
  ]);
}

/** Words between a language's name and what makes it a wish: "a lawyer who speaks Tigrinya". */
const NEAR = 4;

/** The one language that a helper should speak, or null: for none, for several, and for one that is to be learned. */
export function spokenLanguage(names: LanguageNames, { clues, parts, tellings }: Told): LanguageCode | null {
  const codes = new Set<LanguageCode>();
  tellings.forEach(({ at }, number) => {
    const { words } = parts[number]!;
    const own = new Set((at.get('own') ?? []).map(({ end }) => end));
    const speaking = (at.get('speaking') ?? []).filter(({ start }) => !own.has(start));
    if (speaking.length === 0 || at.has('learning') || words.some((word) => clues.not.has(word))) return;
    words.forEach((word, position) => {
      const near = speaking.some(
        ({ start, end }) =>
          position >= start - NEAR && position - end < NEAR && (position < start || position >= end),
      );
      if (near) for (const code of names(word)) codes.add(code);
    });
  });
  return codes.size === 1 ? [...codes][0]! : null;
}

/** The one language named, or null: for none, for several, and where it may be the language she does not speak. */
export function wishedLanguage(
  names: LanguageNames,
  words: readonly string[],
  not: ReadonlySet<string>,
): LanguageCode | null {
  if (words.some((word) => not.has(word))) return null;
  const codes = new Set(words.flatMap(names));
  return codes.size === 1 ? [...codes][0]! : null;
}

function namesIn(language: LanguageCode): Intl.DisplayNames | null {
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' });
  } catch {
    return null;
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
