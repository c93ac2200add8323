// What the script tag says: site, language, colour, exit. Must not know the chat.

import { onColour, readColour } from '../look/palette.ts';
import { safeExit } from '../quick-exit.ts';

export type LauncherWords = {
  readonly direction: 'ltr' | 'rtl';
  readonly open: string;
  readonly close: string;
  readonly unread: string;
  readonly title: string;
  readonly loading: string;
  readonly failed: string;
  readonly page: string;
};

/** The launcher's words in every language, put in by the build, so that nothing is fetched before opening. */
declare const LAUNCHER_WORDS: Readonly<Record<string, LauncherWords>>;

export type Setting = {
  /** Origin of the line, e.g. `https://line.example.org`. */
  readonly host: string;
  /** Address of the chat page, without fragment. */
  readonly page: string;
  readonly language: string;
  readonly words: LauncherWords;
  readonly exit: string;
  readonly colour: string;
  readonly onColour: string;
  /** Opens the shadow root for tests. */
  readonly test: boolean;
};

const NEUTRAL = 'https://www.wikipedia.org/';

function chooseLanguage(wanted: string | undefined): string {
  const asked =
    wanted && wanted !== 'auto' ? [wanted] : [document.documentElement.lang, ...navigator.languages];
  for (const code of asked) {
    const known = [code, code.split('-')[0] ?? ''].find((each) => Object.hasOwn(LAUNCHER_WORDS, each));
    if (known) return known;
  }
  return Object.keys(LAUNCHER_WORDS)[0] ?? '';
}

/** Reads `data-site`, `data-lang`, `data-topic`, `data-exit`, `data-colour` and `data-test` of the script tag. */
export function readSetting(tag: HTMLScriptElement): Setting {
  const { site, lang, topic, exit, colour, test } = tag.dataset;
  const host = new URL(tag.src).origin;
  const language = chooseLanguage(lang);
  const page = new URL('/chat', host);
  page.searchParams.set('site', site ?? '');
  page.searchParams.set('lang', language);
  if (topic) page.searchParams.set('topic', topic);
  const brand = readColour(colour);
  return {
    host,
    page: page.href,
    language,
    words: LAUNCHER_WORDS[language]!,
    exit: safeExit(exit) ?? NEUTRAL,
    colour: brand,
    onColour: onColour(brand),
    test: test !== undefined,
  };
}
