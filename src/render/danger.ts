// The fixed text of a danger with the numbers that are valid where the person is. Nothing here is put together from
// topics or services. Must not know how a danger was recognised.

import type { Message } from '../model/message.ts';
import { contains, EUROPE } from '../model/place.ts';
import type { SafetyNumber, SafetyText } from '../model/safety.ts';
import { isolate, isolateTokens, leftToRight } from './bidi.ts';
import { cleanText } from './clean-text.ts';
import { telHref } from './find-links.ts';
import { join, linked, type RichText, withLinks } from './rich-text.ts';
import { nameIn, say, sayValue, type Voice, voiceIn } from './voice.ts';

export type Danger = NonNullable<Message['danger']>;

/** What holds when nobody wrote a text or a number: one number serves all of Europe. */
const EMERGENCY = 'safe.emergency';

/** The text in the person's language, else in the fallback or source language; `voice` says in which it came out. */
export function drawDanger(voice: Voice, danger: Danger): { readonly voice: Voice; readonly rich: RichText } {
  const {
    text,
    voice: spoken,
    own,
  } = danger.form === 'numbers' ? { text: '', voice, own: true } : fixedText(voice, danger);
  const numbers = numbersFor(spoken, danger, !own);
  const said = withLinks(isolateTokens(cleanText(text), spoken.direction));
  const lines = join(
    numbers.map((number) => sayNumber(spoken, number)),
    '\n',
  );
  return { voice: spoken, rich: join([said, lines], '\n\n') };
}

type FixedText = { readonly text: string; readonly voice: Voice; readonly own: boolean };

/** `own` is false when there is no text for this very danger in any language. */
function fixedText(voice: Voice, { topic, form }: Danger): FixedText {
  const { line } = voice;
  const codes = new Set([voice.language, line.fallback, ...line.languages.map(({ code }) => code)]);
  // First the danger itself in any language that is likely to be read, then the emergency in one.
  for (const wanted of [topic, EMERGENCY]) {
    for (const code of codes) {
      const texts = line.safety.texts.get(code)?.get(wanted);
      const text = texts && inForm(texts, form);
      if (text) return { text, voice: voiceIn(line, voice.translate, code), own: wanted === topic };
    }
  }
  return { text: '', voice, own: false };
}

function inForm(texts: SafetyText, form: Danger['form']): string {
  switch (form) {
    case 'sure':
      return texts.text;
    case 'doubt':
      return texts.doubt;
    case 'second':
      return texts.second ?? texts.text;
    case 'numbers':
      return '';
    default:
      return form satisfies never;
  }
}

/** Numbers of this danger valid in the country, or everywhere when no country is known; each number once. */
function numbersFor(
  voice: Voice,
  { topic, country }: Danger,
  alsoEmergency: boolean,
): readonly SafetyNumber[] {
  const seen = new Set<string>();
  return voice.line.safety.numbers.filter(({ number, topics, places }) => {
    const valid = places.some((place) => place === EUROPE || (country && contains(place, country)));
    const meant = topics.includes(topic) || (alsoEmergency && topics.includes(EMERGENCY));
    if (!valid || !meant || seen.has(number)) return false;
    seen.add(number);
    return true;
  });
}

function sayNumber(voice: Voice, { name, number }: SafetyNumber): RichText {
  const shown = leftToRight(sayValue(voice, number), voice.direction);
  const text = say(voice, 'render:number', {
    name: isolate(nameIn(voice, name), voice.direction),
    number: shown,
  });
  // Without the wording the number itself must still be there.
  return linked(text || shown, shown, telHref(number));
}
