// The door of triage: one utterance in, its meaning out, in the order of docs: normalise, language, urgent, intent,
// choice, topic. Must not know dialogs, channels, or what is answered.

import type { SlotName, Slots } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { LanguageGuess, Meaning } from '../model/meaning.ts';
import { isFinance, type TopicCode } from '../model/topic.ts';
import { choiceWordsOf, type Offered, pickLoosely, pickPlainly } from './choice.ts';
import { clausesOf } from './clauses.ts';
import { decide, type HeardDanger } from './decide.ts';
import { compileEars } from './ears.ts';
import { isGreeting } from './greeting.ts';
import { hearSlots } from './heard.ts';
import { hearPlace, isPlaceOnly } from './heard-place.ts';
import { type HeardIntent, hearIntent } from './intent.ts';
import { around, likely, secondTopic, strongest, withoutDangers } from './mixed.ts';
import { normalise, wordsOf } from './normalise.ts';
import { explain } from './reasons.ts';
import { listenForTopics, NOTHING_HEARD, type TopicHeard } from './topic.ts';
import { type Danger, hearDanger, soundsHarmless, tellsOf } from './urgent.ts';

export type Utterance = {
  readonly text: string;
  /** The conversation's language, if it has one. */
  readonly language?: LanguageCode;
  /** The choices just offered, in their order, with the labels the person saw. */
  readonly offered?: readonly Offered[];
  /** The slot that the line has just asked for. */
  readonly slot?: SlotName | 'language';
};

export type Triage = {
  /** Never throws; at most some milliseconds for any input, after the language's first use. */
  understand(utterance: Utterance): Meaning;
  /** Trains all languages of the line now, instead of each when first needed. */
  warm(): void;
};

/** A guess at least this sure chooses the words that are listened to. */
const LANGUAGE_SURE = 0.6;
const LANGUAGE_CERTAIN = 0.8;

/** Makes the understanding of one line. Phrases are compiled at once; topic models are trained when first needed. */
export function createTriage(line: Line): Triage {
  const codes = line.languages.map(({ code }) => code);
  const ears = compileEars(line);
  const topics = listenForTopics(line);
  const choiceWords = codes.map((code) => choiceWordsOf(line.locales.get(code)));

  function hearDangers(words: readonly string[], guess: LanguageGuess | null): Danger | null {
    let best: Danger | null = null;
    for (const [code, ear] of ears.byLanguage) {
      const danger = hearDanger(ear.dangers, words);
      // Half a phrase of another language is chance; a whole one is not.
      const foreign = guess !== null && guess.code !== code && guess.confidence >= LANGUAGE_CERTAIN;
      if (danger === null || (foreign && !danger.sure)) continue;
      if (best === null || rank(danger) > rank(best)) best = danger;
    }
    return best;
  }

  function hearIntents(words: readonly string[]): HeardIntent | null {
    let best: HeardIntent | null = null;
    for (const ear of ears.byLanguage.values()) {
      const intent = hearIntent(ear.intents, words);
      if (intent !== null && (best === null || intent.confidence > best.confidence)) best = intent;
    }
    return best;
  }

  function hearTopic(
    normal: string,
    guess: LanguageGuess | null,
    spoken: LanguageCode | undefined,
  ): TopicHeard {
    const heard = guess !== null && guess.confidence >= LANGUAGE_SURE ? guess : null;
    const own = heard === null ? (spoken ?? null) : codes.includes(heard.code) ? heard.code : null;
    const alone = heard !== null && own !== null && heard.confidence >= LANGUAGE_CERTAIN;
    return topics.hear(normal, own, alone ? [] : codes);
  }

  function slotsOf(words: readonly string[], asked: boolean): Slots {
    const slots: Slots = { ...hearPlace(ears.places, words, asked) };
    for (const ear of ears.byLanguage.values()) {
      const heard = hearSlots(ear.heard, words);
      for (const [name, value] of Object.entries(heard))
        if (!(name in slots)) Object.assign(slots, { [name]: value });
    }
    return slots;
  }

  /** The topic model may raise a doubtful danger that no phrase names, never a sure one. */
  function suspected(heard: readonly TopicHeard[], words: readonly string[]): HeardDanger | null {
    for (const { danger, thresholds } of heard)
      if (danger !== null && danger.confidence >= thresholds.danger && tells(danger.topic, words))
        return { ...danger, sure: false };
    return null;
  }

  function tells(topic: TopicCode, words: readonly string[]): boolean {
    return [...ears.byLanguage.values()].some((ear) => tellsOf(ear.dangers, topic, words));
  }

  function harmless(words: readonly string[]): boolean {
    return [...ears.byLanguage.values()].some((ear) => soundsHarmless(ear.dangers, words));
  }

  return {
    understand({ text, language, offered = [], slot }) {
      const normal = normalise(text);
      const words = wordsOf(normal);
      const guess = ears.language(text);
      const greeting = isGreeting(ears.greetings, normal);
      const plain = pickPlainly(normal, offered);
      const said = hearDangers(words, guess);
      const quiet = greeting || isPlaceOnly(ears.places, words);
      const whole = quiet ? NOTHING_HEARD : hearTopic(words.join(' '), guess, language);
      const parts = quiet || plain !== null ? [] : clausesOf(text);
      const clauses = parts.length < 2 ? [] : parts.map((part) => hearTopic(part, guess, language));
      const topic = strongest(whole, clauses);
      const alike = harmless(words);
      const suspicion = alike ? null : suspected([whole, ...clauses], words);
      const danger = said === null ? suspicion : dangerOf(said);
      const intent = hearIntents(words);
      const picked = pickLoosely(normal, offered, choiceWords);
      // "tax number in germany" is a question that names a country, not the choice of a country.
      const asks =
        picked?.beside !== undefined && likely([hearTopic(picked.beside, guess, language)]).length > 0;
      const loose = asks ? null : picked;
      const found = decide({ plain, danger, intent, loose, topic: alike ? withoutDangers(topic) : topic });
      const main = found.kind === 'urgent' || found.kind === 'topic' ? found.topic : null;
      const rest = said === null || clauses.length > 0 ? [] : around(words, said);
      const others =
        main === null ? [] : [...clauses, ...rest.map((part) => hearTopic(part, guess, language))];
      const second = secondTopic(others, main, found.kind === 'urgent');
      const money = [main, second, ...likely(clauses)].some((code) => code !== null && isFinance(code));
      const slots = slotsOf(words, slot === 'country' || slot === 'place');
      const heard: Slots = money ? { ...slots, money: 'yes' } : slots;
      const hearing = {
        words: words.length,
        guess,
        plain,
        said,
        danger,
        intent,
        loose,
        topic,
        found,
        slots: heard,
      };
      return {
        ...found,
        ...(second === null ? {} : { second }),
        alternatives: topic.topics,
        language: guess,
        heard,
        greeting,
        reasons: explain(hearing),
      };
    },
    warm: () => topics.warm(codes),
  };
}

const rank = (danger: Danger): number => Number(danger.sure) + danger.share;

const dangerOf = (said: Danger): HeardDanger => ({
  topic: said.topic,
  sure: said.sure,
  confidence: said.share,
});
