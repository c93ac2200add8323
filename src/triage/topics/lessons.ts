// Gathers what the topic model learns from: the phrases of all languages, and the line's own texts about its topics.
// Must not know how it learns.

import type { LanguageCode } from '../../model/language.ts';
import type { Line, LocaleTexts } from '../../model/line.ts';
import type { TopicCode } from '../../model/topic.ts';
import { normalise } from '../normalise.ts';
import { type Concepts, compileConcepts } from './concepts.ts';
import { type Label, NONE } from './labels.ts';

/** A phrase as a person would write it, normalised. */
export type Phrase = {
  readonly label: Label;
  readonly language: LanguageCode;
  readonly text: string;
  /** Its position among the phrases of its label and language. */
  readonly position: number;
};

/** A text of the line itself: a topic's description, its short answer, a service. Normalised. */
export type Article = { readonly topics: readonly TopicCode[]; readonly text: string };

/** A service for everything says nothing about one topic. */
const MOST_TOPICS = 6;

/** All phrases of the line's languages; empty ones are passed over. */
function phrasesOf(line: Line): readonly Phrase[] {
  const all: Phrase[] = [];
  for (const [language, phrases] of line.phrases) {
    const add = (label: Label, texts: readonly string[]) =>
      texts.forEach((text, position) => {
        const normal = normalise(text);
        if (normal !== '') all.push({ label, language, text: normal, position });
      });
    for (const [topic, texts] of phrases.topics) add(topic, texts);
    for (const [topic, texts] of phrases.dangers) add(topic, texts);
    for (const [intent, texts] of phrases.intents) add(`!${intent}`, texts);
    for (const [name, texts] of phrases.stubs ?? []) add(`~${name}`, texts);
    add(NONE, phrases.none);
  }
  return all;
}

/** Look-alikes of danger: no danger, but many of them are a topic that nobody has named. Normalised. */
function alikesOf(line: Line): readonly string[] {
  return [...line.phrases.values()].flatMap(({ harmless }) => harmless.map(normalise).filter(Boolean));
}

/** Texts of topics and services in all languages of the line. */
function articlesOf(line: Line): readonly Article[] {
  const articles: Article[] = [];
  const add = (topics: readonly TopicCode[], ...texts: readonly (string | undefined)[]) => {
    const text = normalise(texts.filter(Boolean).join(' . '));
    if (text !== '' && topics.length > 0) articles.push({ topics, text });
  };
  for (const { code } of line.languages) {
    const notes = line.locales.get(code)?.['topic-notes'];
    for (const topic of line.topics.values()) {
      add([topic.code], topic.name[code], topic.description[code]);
      add([topic.code], noteOf(notes, topic.code));
    }
    for (const { topics, name, offers, whoFor } of line.services.values())
      if (topics.length <= MOST_TOPICS) add(topics, name[code], offers[code], whoFor[code]);
  }
  return articles;
}

/** The short answer of a topic: `{ "biz": { "start": "…" } }`. */
function noteOf(notes: LocaleTexts | undefined, topic: TopicCode): string | undefined {
  let found: string | LocaleTexts | undefined = notes;
  for (const part of topic.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** All that is learned from. */
export type Lessons = {
  readonly phrases: readonly Phrase[];
  readonly articles: readonly Article[];
  readonly alikes: readonly string[];
  readonly concepts: Concepts;
};

const gathered = new WeakMap<Line, Lessons>();

/** The lessons of a line, gathered once. */
export function lessonsOf(line: Line): Lessons {
  let lessons = gathered.get(line);
  if (lessons === undefined) {
    const phrases = phrasesOf(line);
    const known = new Set(phrases.flatMap(({ text }) => text.split(' ')));
    const concepts = compileConcepts(line.phrases.values(), known);
    lessons = { phrases, articles: articlesOf(line), alikes: alikesOf(line), concepts };
    gathered.set(line, lessons);
  }
  return lessons;
}

/** 16 hexadecimal digits that change whenever what is learned from changes. */
export function keyOf({ phrases, articles, alikes, concepts }: Lessons, version: string): string {
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  const take = (text: string) => {
    for (let at = 0; at <= text.length; at++) {
      const unit = at === text.length ? 0x1ffff : text.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ unit, 0x5bd1e995) ^ (two >>> 13);
    }
  };
  take(version);
  take(concepts.key);
  for (const text of alikes) take(text);
  for (const { label, language, text } of phrases) for (const part of [label, language, text]) take(part);
  for (const { topics, text } of articles) for (const part of [...topics, text]) take(part);
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
