// Which language the chat's own words are in: what the person chose, or what the line last answered in.
// Must not know what was said.

import { useRef, useState } from 'preact/hooks';
import type { SiteLanguage } from './site.ts';
import { fetchWords, type Words } from './words.ts';

export type Speaking = {
  readonly words: Words;
  readonly language: string;
  /** The person has chosen; answers on their way in another language change nothing until one comes in this. */
  choose(language: SiteLanguage): void;
  /** The line has answered in this language. */
  follow(code: string | null): void;
};

/** `first` are the words in the page's language. */
export function useLanguage(first: Words, languages: readonly SiteLanguage[]): Speaking {
  const [spoken, setSpoken] = useState({ words: first, language: document.documentElement.lang });
  const wanted = useRef(spoken.language);
  const chosen = useRef<string | null>(null);

  async function turnTo({ code, direction }: SiteLanguage) {
    if (wanted.current === code) return;
    wanted.current = code;
    const words = await fetchWords(code);
    if (!words || wanted.current !== code) return;
    document.documentElement.lang = code;
    document.documentElement.dir = direction;
    setSpoken({ words, language: code });
  }

  return {
    ...spoken,
    choose(language) {
      chosen.current = language.code;
      void turnTo(language);
    },
    follow(code) {
      if (chosen.current !== null && chosen.current !== code) return;
      chosen.current = null;
      const language = languages.find((each) => each.code === code);
      if (language) void turnTo(language);
    },
  };
}
