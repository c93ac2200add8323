// The door of triage: one utterance in, its meaning out, in the order of docs: normalise, language, urgent, intent,
// choice, topic. Must not know dialogs, channels, or what is answered.

import type { SlotName, Slots } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { LanguageGuess, Meaning } from '../model/meaning.ts';
import { isDanger, isFinance, type TopicCode } from '../model/topic.ts';
import { choiceWordsOf, type Offered, pickLoosely, pickPlainly } from './choice.ts';
import { clausesOf } from './clauses.ts';
import { decide } from './decide.ts';
import { compileEars } from './ears.ts';
import { isGreeting } from './greeting.ts';
import { hearSlots } from './heard.ts';
import { hearPlace, isPlaceOnly } from './heard-place.ts';
import { type HeardIntent, hearIntent } from './intent.ts';
import { normalise, wordsOf } from './normalise.ts';
import { explain } from './reasons.ts';
import { listenForTopics, type TopicHeard } from './topic.ts';
import { type Danger, hearDanger, soundsHarmless } from './urgent.ts';

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
/** The topic model may raise a doubtful danger, never a sure one. */
const DANGER_BY_MODEL = 0.5;

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

  return {
    understand({ text, language, offered = [], slot }) {
      const normal = normalise(text);
      const words = wordsOf(normal);
      const guess = ears.language(text);
      const greeting = isGreeting(ears.greetings, normal);
      const plain = pickPlainly(normal, offered);
      const said = hearDangers(words, guess);
      const quiet = greeting || isPlaceOnly(ears.places, words);
      const topic = quiet ? topics.hear('', null, []) : hearTopic(normal, guess, language);
      const harmless = () => [...ears.byLanguage.values()].some((ear) => soundsHarmless(ear.dangers, words));
      const danger =
        said !== null
          ? { topic: said.topic, sure: said.sure, confidence: said.share }
          : topic.danger !== null && topic.danger.confidence >= DANGER_BY_MODEL && !harmless()
            ? { ...topic.danger, sure: false }
            : null;
      const intent = hearIntents(words);
      const loose = pickLoosely(normal, offered, choiceWords);
      const found = decide({ plain, danger, intent, loose, topic });
      const main = found.kind === 'urgent' || found.kind === 'topic' ? found.topic : null;
      const clauses = quiet || found.kind === 'choice' ? [] : otherTopics(text, words, said, main);
      const heardClauses = clauses.map((clause) => hearTopic(clause, guess, language));
      const second = secondTopic(heardClauses, main, found.kind === 'urgent');
      const slots = slotsOf(words, slot === 'country' || slot === 'place');
      const money = [main, second, ...confident(heardClauses)].some(
        (code) => code !== null && isFinance(code),
      );
      return {
        ...found,
        ...(second === null ? {} : { second }),
        alternatives: topic.topics,
        language: guess,
        heard: money ? { ...slots, money: 'yes' } : slots,
        greeting,
        reasons: explain({
          words: words.length,
          guess,
          plain,
          said,
          danger,
          intent,
          loose,
          topic,
          found,
          slots,
        }),
      };
    },
    warm: () => topics.warm(codes),
  };
}

const rank = (danger: Danger): number => Number(danger.sure) + danger.share;

/** The message's clauses; after a danger in a message of one clause, what is left when its words are taken out. */
function otherTopics(
  text: string,
  words: readonly string[],
  said: Danger | null,
  main: TopicCode | null,
): readonly string[] {
  if (main === null) return [];
  const clauses = clausesOf(text);
  if (clauses.length > 1) return clauses;
  if (said === null) return [];
  const from = said.at[0]!;
  const to = said.at.at(-1)!;
  const rest = [words.slice(0, from), words.slice(to + 1)].filter((part) => part.length >= 2);
  return rest.map((part) => part.join(' '));
}

/** After a danger a likely topic is worth keeping; beside a topic only one that would be answered. */
function secondTopic(
  heard: readonly TopicHeard[],
  main: TopicCode | null,
  afterDanger: boolean,
): TopicCode | null {
  let best: { topic: TopicCode; confidence: number } | null = null;
  for (const { topics, thresholds, outside } of heard) {
    const first = topics.find(({ topic }) => !isDanger(topic));
    const needed = afterDanger ? thresholds.offer : thresholds.answer;
    if (first === undefined || outside || first.topic === main || first.confidence < needed) continue;
    if (topics[0]?.topic !== first.topic && !afterDanger) continue;
    if (best === null || first.confidence > best.confidence) best = first;
  }
  return best?.topic ?? null;
}

function confident(heard: readonly TopicHeard[]): readonly TopicCode[] {
  return heard.flatMap(({ topics, thresholds }) => {
    const first = topics[0];
    return first !== undefined && first.confidence >= thresholds.offer ? [first.topic] : [];
  });
}
