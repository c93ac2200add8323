// Writes Cyrillic text in Latin letters the way people do on phones, so that the model learns to call it "other".
// Must not know models.

import type { Chance } from './chance.ts';

type Table = Readonly<Record<string, readonly string[]>>;

/** Each letter with the spellings in use. */
const SHARED: Table = {
  а: ['a'],
  б: ['b'],
  в: ['v', 'v', 'w'],
  д: ['d'],
  ж: ['zh', 'j'],
  з: ['z'],
  й: ['i', 'y', 'j'],
  к: ['k'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ф: ['f'],
  х: ['kh', 'h', 'x'],
  ц: ['ts', 'c'],
  ч: ['ch'],
  ш: ['sh'],
  щ: ['shch', 'sch', 'sh'],
  ь: ['', '', "'"],
  ю: ['yu', 'iu', 'ju'],
  я: ['ya', 'ia', 'ja'],
};
const TABLES: Readonly<Record<'uk' | 'ru', Table>> = {
  uk: {
    ...SHARED,
    г: ['h', 'g'],
    ґ: ['g'],
    е: ['e'],
    є: ['ye', 'ie', 'je'],
    и: ['y', 'i'],
    і: ['i'],
    ї: ['yi', 'i', 'ji'],
  },
  ru: {
    ...SHARED,
    г: ['g'],
    е: ['e', 'e', 'ye'],
    ё: ['e', 'yo'],
    и: ['i'],
    ъ: [''],
    ы: ['y', 'i'],
    э: ['e'],
  },
};

/** The sentence in Latin letters, in one person's habit: the same letter is spelled the same way throughout. */
export function romanise(letters: string, language: 'uk' | 'ru', chance: Chance): string {
  const habit = new Map<string, string>();
  let out = '';
  for (const letter of letters) {
    const spellings = TABLES[language][letter];
    if (spellings === undefined) {
      out += letter;
      continue;
    }
    const chosen = habit.get(letter) ?? chance.pick(spellings);
    habit.set(letter, chosen);
    out += chosen;
  }
  return out;
}
