// One language of a line, ready to speak: texts by key, names by code, dates and lists as that language writes them.
// Must not know channels.

import type { Direction, LanguageCode, Texts } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { TextRef, Value } from '../model/message.ts';
import { isolate, isolateTokens, withoutDoubles } from './bidi.ts';
import { cleanText, cleanValue } from './clean-text.ts';
import { dateIn, languageIn, listIn } from './intl.ts';
import { servedLanguage, type Translate } from './translate.ts';

export type Voice = {
  readonly line: Line;
  readonly language: LanguageCode;
  readonly direction: Direction;
  readonly translate: Translate;
};

/** Texts within texts go no deeper than this; a text that names itself would never end. */
const DEEPEST = 4;

/** The voice for a person's language, or the nearest that the line speaks. */
export function voiceIn(line: Line, translate: Translate, wanted: LanguageCode): Voice {
  const language = servedLanguage(line, wanted);
  const direction = line.languages.find(({ code }) => code === language)?.direction ?? 'ltr';
  return { line, language, direction, translate };
}

/** A text with its values in place, isolated where they run the other way; empty when the line has no such text. */
export function sayText(voice: Voice, ref: TextRef, depth = 0): string {
  if (depth > DEEPEST) return '';
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(ref.values ?? {})) {
    values[name] =
      typeof value === 'number' ? value : isolate(sayValue(voice, value, depth), voice.direction);
  }
  const text = voice.translate(ref.key, values, voice.language);
  return isolateTokens(withoutDoubles(cleanText(text)), voice.direction);
}

/** Short form for texts of the card and render namespaces, whose values are already in words and isolated. */
export function say(voice: Voice, key: string, values: Readonly<Record<string, string>> = {}): string {
  return isolateTokens(
    withoutDoubles(cleanText(voice.translate(key, values, voice.language))),
    voice.direction,
  );
}

/** A value in words, not isolated. Unknown codes are shown as they are: better than nothing. */
export function sayValue(voice: Voice, value: Value, depth = 0): string {
  const { line, language } = voice;
  if (typeof value === 'string') return cleanValue(value);
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  if ('topic' in value) return nameIn(voice, line.topics.get(value.topic)?.name) || value.topic;
  if ('group' in value) {
    return nameIn(voice, line.groups.find(({ code }) => code === value.group)?.name) || value.group;
  }
  if ('place' in value) return placeName(voice, value.place);
  if ('language' in value) return cleanValue(languageIn(language, value.language, line.languages));
  if ('status' in value) return say(voice, `common:status.${value.status}`) || value.status;
  if ('need' in value) return say(voice, `common:need.${value.need}`) || value.need;
  if ('date' in value) return dateIn(language, cleanValue(value.date));
  if ('text' in value) return sayText(voice, value.text, depth + 1);
  return value satisfies never;
}

export function placeName(voice: Voice, place: string): string {
  const known = nameIn(voice, voice.line.places.get(place)?.name);
  return (
    known || (place === 'europe' && say(voice, 'render:europe')) || place.slice(place.lastIndexOf('/') + 1)
  );
}

/** An operator's text in the person's language, else in the line's fallback, its source language, or any. */
export function nameIn({ line, language }: Voice, texts: Texts | undefined): string {
  if (!texts) return '';
  const source = line.languages[0]?.code ?? line.fallback;
  const text = texts[language] ?? texts[line.fallback] ?? texts[source] ?? Object.values(texts)[0];
  return cleanValue(text ?? '');
}

export function sayList(voice: Voice, items: readonly string[]): string {
  return listIn(
    voice.language,
    items.map((item) => isolate(item, voice.direction)),
  );
}
