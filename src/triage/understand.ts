// The door of triage: one utterance in, its meaning out, in the order of docs: normalise, language, urgent, intent,
// choice, topic. Must not know dialogs, channels, or what is answered.

import type { SlotName, Slots } from '../model/dialog.ts';
import type { LanguageCode, LanguageEvidence } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Meaning } from '../model/meaning.ts';
import { isFinance } from '../model/topic.ts';
import { choiceWordsOf, type Offered, pickLoosely, pickPlainly } from './choice.ts';
import { clausesOf } from './clauses.ts';
import { decide, type HeardDanger } from './decide.ts';
import { compileEars } from './ears.ts';
import { isGreeting } from './greeting.ts';
import { isPlaceOnly } from './heard-place.ts';
import {
  dangerSaid,
  dangerSuspected,
  intentSaid,
  intentSuspected,
  lookAlikes,
  plainlyNoDanger,
  slotsSaid,
  withoutLookAlikes,
} from './in-every-language.ts';
import { hearLanguage, hearSpoken } from './language.ts';
import { splitPack } from './lesson.ts';
import { around, likely, secondTopic, strongest, unsureIf, withoutDangers } from './mixed.ts';
import { normalise, wordsOf } from './normalise.ts';
import { explain } from './reasons.ts';
import { listenForTopics } from './topic.ts';
import { NOTHING_HEARD } from './topics/hear-topics.ts';
import type { Danger } from './urgent.ts';
import { wishedLanguage } from './wished-language.ts';

export type Utterance = {
  readonly text: string;
  /** The conversation's language, if it has one. */
  readonly language?: LanguageCode;
  /** What earlier messages said about the language, while it is not settled. */
  readonly evidence?: LanguageEvidence;
  /** The choices just offered, in their order, with the labels the person saw. */
  readonly offered?: readonly Offered[];
  /** The slot that the line has just asked for. */
  readonly slot?: SlotName | 'language';
};

export type Triage = {
  /** Never throws; at most 50 ms for any input, once topics are open. */
  understand(utterance: Utterance): Meaning;
  /** Opens or learns the topics now, instead of when first needed. */
  warm(): void;
};

/** From here on a language is believed that the line does not have: its words are heard by those it shares with others. */
const CERTAIN = 0.8;

/**
 * Makes the understanding of one line. Phrases are compiled at once. Topics come from `pack` (see `learnLine`); without
 * one they are learned when first needed, which takes seconds.
 */
export function createTriage(line: Line, pack?: Uint8Array): Triage {
  const codes = line.languages.map(({ code }) => code);
  const packs = splitPack(pack);
  const ears = compileEars(line, packs.signals);
  const topics = listenForTopics(line, packs.topics);
  const choiceWords = codes.map((code) => choiceWordsOf(line.locales.get(code)));

  const wished = (words: readonly string[]) => {
    const code = wishedLanguage(ears.languageNames, words, ears.not);
    return code === null ? {} : { wished: code };
  };

  return {
    understand({ text, evidence, offered = [], slot }) {
      const normal = normalise(text);
      const words = wordsOf(normal);
      const guess = hearLanguage(text);
      const foreign = guess !== null && guess.confidence >= CERTAIN && !codes.includes(guess.code);
      const greeting = isGreeting(ears.greetings, normal);
      const plain = pickPlainly(normal, offered);
      const reading = ears.danger.read(words);
      const alikes = lookAlikes(ears, reading);
      const said = dangerSaid(ears, reading, alikes);
      const quiet = greeting || isPlaceOnly(ears.places, words);
      const whole = quiet ? NOTHING_HEARD : topics.hear(words.join(' '));
      const parts = quiet || plain !== null ? [] : clausesOf(text);
      const clauses = parts.length < 2 ? [] : parts.map((part) => topics.hear(part));
      const topic = strongest(whole, clauses);
      const serious = withoutLookAlikes(words, alikes);
      const alike = serious.length < words.length;
      const wary = alike ? [topics.hear(serious.join(' '))] : [whole, ...clauses];
      const heardDanger = said === null ? dangerSuspected(ears, reading, serious, wary) : dangerOf(said);
      const intent = intentSaid(ears, reading);
      const picked = pickLoosely(normal, offered, choiceWords);
      // A whole ordinal, "the second one please", answers what was asked; only a danger that was said outweighs it.
      const answered = said === null && picked?.by === 'ordinal' && picked.beside === undefined;
      const danger = answered || plainlyNoDanger(heardDanger, intent, picked) ? null : heardDanger;
      // "tax number in germany" is a question that names a country, not the choice of a country.
      const asks = picked?.beside !== undefined && likely([topics.hear(picked.beside)]).length > 0;
      const loose = asks ? null : picked;
      const suspected = intentSuspected(ears, reading, whole);
      const decided = decide({
        plain,
        danger,
        intent,
        loose,
        suspected,
        topic: unsureIf(foreign, alike ? withoutDangers(topic) : topic),
      });
      const found =
        decided.kind === 'intent' && decided.intent === 'language'
          ? { ...decided, ...wished(words) }
          : decided;
      const main = found.kind === 'urgent' || found.kind === 'topic' ? found.topic : null;
      const rest = said === null || clauses.length > 0 ? [] : around(words, said);
      const others = main === null ? [] : [...clauses, ...rest.map((part) => topics.hear(part))];
      const second = secondTopic(others, main, found.kind === 'urgent');
      const money = [main, second, ...likely(clauses)].some((code) => code !== null && isFinance(code));
      const { slots, speaks } = slotsSaid(ears, text, slot === 'country' || slot === 'place');
      const heard: Slots = money ? { ...slots, money: 'yes' } : slots;
      const hearing = {
        words: words.length,
        guess,
        plain,
        said,
        danger,
        intent,
        loose,
        suspected,
        topic,
        found,
        slots: heard,
      };
      return {
        ...found,
        ...(second === null ? {} : { second }),
        alternatives: topic.topics,
        language: guess,
        spoken: hearSpoken(text, evidence ?? null, codes),
        heard,
        ...(speaks === null ? {} : { speaks }),
        greeting,
        reasons: explain(hearing),
      };
    },
    warm() {
      topics.warm();
      ears.danger.warm();
    },
  };
}

const dangerOf = (said: Danger): HeardDanger => ({
  topic: said.topic,
  sure: said.sure,
  confidence: said.share,
});
