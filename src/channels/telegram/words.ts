// The few sentences and command names that only Telegram needs, from locales/<language>/telegram.json. Must not know when
// they are used.

import type { Line, LocaleTexts } from '../../model/line.ts';

export const COMMANDS = ['start', 'menu', 'language', 'delete', 'help'] as const;
export type Command = (typeof COMMANDS)[number];

export type Words = {
  readonly commands: readonly { readonly command: Command; readonly description: string }[];
  /** Stands above the location button, and on it; empty when the line has no such text. */
  readonly location: string;
  readonly locationButton: string;
  /** Said in a group before leaving it. */
  readonly group: string;
};

/** In the language asked for, else its base (`pt-br` → `pt`), else the line's own. */
export function wordsIn(line: Line, language: string | undefined): Words {
  const base = language?.toLowerCase().split('-')[0];
  const languages = [language, base, line.fallback, line.languages[0]?.code];
  const known = languages.flatMap((code) => {
    const texts = code === undefined ? undefined : line.locales.get(code)?.['telegram'];
    return typeof texts === 'object' ? [texts] : [];
  });
  const say = (...path: readonly string[]) => {
    for (const texts of known) {
      const text = textAt(texts, path);
      if (text) return text;
    }
    return '';
  };
  return {
    commands: COMMANDS.map((command) => ({ command, description: say('commands', command) })).filter(
      ({ description }) => description !== '',
    ),
    location: say('location'),
    locationButton: say('location-button'),
    group: say('group'),
  };
}

function textAt(texts: LocaleTexts, path: readonly string[]): string | undefined {
  let at: LocaleTexts | string | undefined = texts;
  for (const key of path) at = typeof at === 'object' && Object.hasOwn(at, key) ? at[key] : undefined;
  return typeof at === 'string' ? at : undefined;
}
