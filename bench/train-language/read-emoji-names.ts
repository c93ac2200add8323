// Reads CLDR's names and keywords of emoji: everyday words in many languages, also in those with hardly any other free
// text. Must not know models.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lettersOf } from '../../src/triage/language-model/letters.ts';

/** Varieties so near to a language of ours that their words would teach doubt about it, and mixed or regional copies. */
const LEFT_OUT = new Set(['und', 'vec', 'lij', 'sc', 'pap', 'pcm', 'ast', 'yue', 'yue-Hans', 'zh-Hant']);
/** The least number of different names for a language to count. */
const FEWEST = 150;

type Annotations = {
  annotations: { annotations?: Record<string, { default?: string[]; tts?: string[] }> };
};

function namesOf(folder: string, locale: string): Set<string> {
  const file = JSON.parse(readFileSync(join(folder, locale, 'annotations.json'), 'utf8')) as Annotations;
  const names = new Set<string>();
  for (const { default: keywords = [], tts = [] } of Object.values(file.annotations.annotations ?? {}))
    for (const name of [...keywords, ...tts]) {
      const letters = name.includes('↑') ? '' : lettersOf(name);
      if (letters.length > 1) names.add(letters);
    }
  return names;
}

/** Names by language code; regional copies are left out, as is what a language borrows from English unchanged. */
export function readEmojiNames(): ReadonlyMap<string, readonly string[]> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('cldr-annotations-full/package.json')), 'annotations');
  const english = namesOf(folder, 'en');
  const found = new Map<string, readonly string[]>();
  for (const locale of readdirSync(folder).sort()) {
    if (LEFT_OUT.has(locale) || /-([A-Z]{2}|\d{3})\b/u.test(locale)) continue;
    const names = [...namesOf(folder, locale)].filter((name) => locale === 'en' || !english.has(name));
    if (names.length >= FEWEST) found.set(locale, names.sort());
  }
  return found;
}
