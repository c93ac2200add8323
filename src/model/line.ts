// A line: one immutable, checked snapshot of everything an operator wrote. Must not know files.

import type { Dialog } from './dialog.ts';
import type { Opening, Organisation, Phone, Service } from './directory.ts';
import type { Language, LanguageCode, Texts } from './language.ts';
import type { Phrases } from './phrase.ts';
import type { Place, PlaceId } from './place.ts';
import type { Safety } from './safety.ts';
import type { Topic, TopicCode, TopicGroup } from './topic.ts';

/** A desk that a conversation is handed to. Until advisers have an inbox: whom to call or visit. */
export type Team = {
  readonly name: string;
  readonly title: Texts;
  /** Services that do the hand-off, best first; the one covering the person's place is shown. */
  readonly services: readonly string[];
  readonly languages: readonly LanguageCode[];
  readonly hours: readonly Opening[];
};

/** Days after a check until an answer softens; twice that and it is withheld. */
export type Freshness = { readonly safety: number; readonly amounts: number; readonly others: number };

export type Brand = {
  readonly name: string;
  readonly tagline: Texts;
  /** CSS colours `#rrggbb`. */
  readonly colour: string;
  /** Who answers for the data, named in the privacy notice; until given, the notice says it in general words. */
  readonly controller?: string;
  readonly contact?: string;
};

/** All texts of one language: `<namespace>` → nested keys, as i18next JSON v4. */
export type Locale = { readonly [namespace: string]: LocaleTexts };
export type LocaleTexts = { readonly [key: string]: string | LocaleTexts };

export type Line = {
  readonly name: string;
  readonly place: PlaceId;
  readonly brand: Brand;
  /** In the order they are offered; the first is the source language. */
  readonly languages: readonly Language[];
  readonly fallback: LanguageCode;
  readonly places: ReadonlyMap<PlaceId, Place>;
  readonly groups: readonly TopicGroup[];
  readonly topics: ReadonlyMap<TopicCode, Topic>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly services: ReadonlyMap<string, Service>;
  readonly dialogs: ReadonlyMap<string, Dialog>;
  readonly locales: ReadonlyMap<LanguageCode, Locale>;
  readonly phrases: ReadonlyMap<LanguageCode, Phrases>;
  readonly safety: Safety;
  readonly teams: ReadonlyMap<string, Team>;
  readonly freshness: Freshness;
  readonly retentionHours: number;
  /** Phones that a person can call when nothing else fits; shown with "a person, please". */
  readonly helpPhones: readonly Phone[];
  /** SHA-256 of all files, so that caches and states can tell which content they saw. */
  readonly hash: string;
};
