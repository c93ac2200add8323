// The chat's own words in the language of the moment. Must not know which languages there are.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type Words = Readonly<Record<string, string>>;

export const WordsContext = createContext<Words>({});

/** The way to a word by its key; a missing one shows its key, so that it is noticed. */
export function useWords(): (key: string) => string {
  const words = useContext(WordsContext);
  return (key) => words[key] ?? key;
}

/** The words of another language, or null when there are none or the line cannot be reached. */
export async function fetchWords(code: string): Promise<Words | null> {
  try {
    const answer = await fetch(`/widget/strings/${encodeURIComponent(code)}.json`, { credentials: 'omit' });
    return answer.ok ? ((await answer.json()) as Words) : null;
  } catch {
    return null;
  }
}
