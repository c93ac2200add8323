// What the server wrote into the page about this line: name, colours, languages, ways to reach it. Must not know how it looks.

import { readColour } from '../look/palette.ts';
import { safeExit } from '../quick-exit.ts';
import { safeHref } from './rich-text.ts';

export type SiteLanguage = {
  readonly code: string;
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
};

export type Contact = { readonly label: string; readonly href: string };

export type Site = {
  readonly site: string;
  readonly name: string;
  readonly tagline: Readonly<Record<string, string>>;
  readonly colour: string;
  readonly languages: readonly SiteLanguage[];
  readonly exit: string;
  readonly contacts: readonly Contact[];
};

/** Parses a data block of the page; an unfilled or broken one is empty. */
export function readBlock(id: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(document.getElementById(id)?.textContent ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const listOf = <T>(value: unknown) => (Array.isArray(value) ? (value as readonly T[]) : []);

/** The site of this page. */
export function readSite(): Site {
  const block = readBlock('site');
  return {
    site: String(block.site ?? ''),
    name: typeof block.name === 'string' && block.name !== '' ? block.name : document.title,
    tagline: typeof block.tagline === 'object' ? (block.tagline as Site['tagline']) : {},
    colour: readColour(block.colour),
    languages: listOf<SiteLanguage>(block.languages),
    exit: safeExit(block.exit as string | undefined) ?? 'https://www.wikipedia.org/',
    contacts: listOf<Contact>(block.contacts).filter(({ href }) => safeHref(href) !== null),
  };
}
