// How people say things, per language. Must not know how they are matched.

import type { Slots } from './dialog.ts';
import type { Need, Status } from './directory.ts';
import type { LanguageCode } from './language.ts';
import type { TopicCode } from './topic.ts';

export const INTENTS = [
  'menu',
  'back',
  'language',
  'person',
  'mydata',
  'delete',
  'stop',
  'restart',
  'help',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What the words of a language tell about who and when: "I" and "my brother", "was" and "now". */
export const CLUES = [
  'own',
  'others',
  'now',
  'past',
  'origin',
  'staying',
  'asking',
  'concerning',
  'joining',
  'speaking',
  'learning',
  'people',
  'trading',
] as const;
export type Clue = (typeof CLUES)[number];

export type Phrases = {
  readonly language: LanguageCode;
  readonly topics: ReadonlyMap<TopicCode, readonly string[]>;
  readonly intents: ReadonlyMap<Intent, readonly string[]>;
  readonly dangers: ReadonlyMap<TopicCode, readonly string[]>;
  /** Look-alikes that must not be taken for danger: `kill two birds`. */
  readonly harmless: readonly string[];
  /** Everyday sentences outside the line's topics. */
  readonly none: readonly string[];
  /** Neighbours that the line does not serve, by any name: `tourist-visa` → `i want to visit paris`. */
  readonly stubs?: ReadonlyMap<string, readonly string[]>;
  readonly greetings: readonly string[];
  /** Words that name the same thing in every language: `loan` → `loan~`, `borrow~`; elsewhere `кредит~`. */
  readonly concepts?: ReadonlyMap<string, readonly string[]>;
  /** How people name their papers: `asylum-seeker` → `i am waiting for asylum`. */
  readonly statuses?: ReadonlyMap<Status, readonly string[]>;
  /** How people ask for a narrower choice: `free` → `without paying`. */
  readonly needs?: ReadonlyMap<Need, readonly string[]>;
  /** Words that stand for each other in patterns: `hits` → `hit`, `slap~`, `black eye`. */
  readonly words?: ReadonlyMap<string, readonly string[]>;
  /** One line for many wordings, by danger, intent or `harmless`: `<partner> <hits> <me>`. */
  readonly patterns?: ReadonlyMap<string, readonly string[]>;
  /** Words that tell who and when, so that a brother's town or an old status is not taken for hers. */
  readonly clues?: ReadonlyMap<Clue, readonly string[]>;
  /** How people say how far their business is: `running` → `i already have a shop`. */
  readonly stages?: ReadonlyMap<NonNullable<Slots['stage']>, readonly string[]>;
};
