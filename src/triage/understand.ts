// The door of triage: one utterance in, its meaning out, in the order of docs: normalise, language, urgent, intent,
// choice, topic. Must not know dialogs, channels, or what is answered.

import type { SlotName, Slots } from '../model/dialog.ts';
import type { LanguageCode, LanguageEvidence } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Meaning } from '../model/meaning.ts';
import { isFinance } from '../model/topic.ts';
import { choiceWordsOf, type Offered, pickLoosely, pickPlainly } from './choice.ts';
import { clausesOf } from './clauses.ts';
import { decide } from './decide.ts';
import { compileEars } from './ears.ts';
import { isGreeting } from './greeting.ts';
import { isPlaceOnly } from './heard-place.ts';
import {
  dangerByTopic,
  dangerHeard,
  intentByTopic,
  intentHeard,
  read,
  slotsSaid,
  withoutLookAlikes,
} from './in-every-language.ts';
import { hearLanguage, hearSpoken } from './language.ts';
import { identify } from './language-model/identify.ts';
import { learnNow, type Packs, splitPack } from './lesson.ts';
import { around, likely, saidSurely, secondTopic, strongest, unsureIf, withoutDangers } from './mixed.ts';
import { normalise, wordsOf } from './normalise.ts';
import { piecesOf } from './pieces.ts';
import { explain } from './reasons.ts';
import { listenForTopics } from './topic.ts';
import { NOTHING_HEARD, type TopicHeard } from './topics/hear-topics.ts';
import { judgeDanger } from './verdicts/judge-danger.ts';
import { judgeIntent } from './verdicts/judge-intent.ts';
import type { Verdicts } from './verdicts/learn-verdicts.ts';
import { unpackVerdicts } from './verdicts/pack-verdicts.ts';
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
/** Longer than any phrase that was learned from: what is said in one sentence of such a story is lost in the whole. */
const STORY = 40;

/**
 * Makes the understanding of one line. Phrases are compiled at once. Topics come from `pack` (see `learnLine`); without
 * one they are learned when first needed, which takes seconds.
 */
export function createTriage(line: Line, pack?: Uint8Array): Triage {
  const codes = line.languages.map(({ code }) => code);
  let packs: Packs | null = null;
  const learned = (): Packs => {
    if (packs === null) {
      const kept = splitPack(pack);
      packs = kept.verdicts === undefined ? splitPack(learnNow(line)) : kept;
    }
    return packs;
  };
  const ears = compileEars(line, () => learned().signals);
  const topics = listenForTopics(line, () => learned().topics);
  let opened: Verdicts | null | undefined;
  const verdicts = (): Verdicts | null => {
    if (opened === undefined) opened = unpackVerdicts(learned().verdicts);
    return opened;
  };
  const choiceWords = codes.map((code) => choiceWordsOf(line.locales.get(code)));

  const wished = (words: readonly string[]) => {
    const code = wishedLanguage(ears.languageNames, words, ears.not);
    return code === null ? {} : { wished: code };
  };

  return {
    understand({ text, evidence, offered = [], slot }) {
      const normal = normalise(text);
      const words = wordsOf(normal);
      const pieces = piecesOf(text, words);
      const identified = identify(text);
      const guess = hearLanguage(identified);
      const foreign = guess !== null && guess.confidence >= CERTAIN && !codes.includes(guess.code);
      const greeting = isGreeting(ears.greetings, words);
      const plain = pickPlainly(normal, offered);
      const reading = read(ears, words);
      const quiet = greeting || isPlaceOnly(ears.places, words);
      const whole = quiet ? NOTHING_HEARD : topics.hear(words);
      const parts = quiet || plain !== null ? [] : clausesOf(pieces);
      const clauses = parts.length < 2 ? [] : parts.map((part) => topics.hear(part));
      const topic = strongest(whole, clauses);
      const wholly = dangerHeard(ears, reading, whole.leanings);
      const heardIn = (part: readonly string[], { leanings }: TopicHeard) =>
        dangerHeard(ears, read(ears, part), leanings);
      const sentences =
        words.length > STORY && clauses.length > 0
          ? parts.map((part, at) => heardIn(part, clauses[at]!))
          : [];
      const alarm = verdicts()?.danger ?? null;
      const atOnce = judgeDanger(alarm, [wholly, ...sentences]);
      // "I want a shop and he hits me": beside a wish that is clear a danger is, to those who weigh the whole, less clear.
      const beside =
        atOnce.danger === null
          ? saidSurely(words, wholly.said).map((part) => heardIn(part, topics.hear(part)))
          : [];
      const judged = beside.length === 0 ? atOnce : judgeDanger(alarm, [wholly, ...sentences, ...beside]);
      const serious = withoutLookAlikes(words, wholly.alikes);
      const alike = serious.length < words.length;
      const byTopic = () =>
        dangerByTopic(ears, serious, alike ? [topics.hear(serious)] : [whole, ...clauses]);
      const heardDanger = judged.danger ?? (verdicts() === null ? byTopic() : null);
      const said = heardDanger === null ? null : atOnce.said;
      const command = judgeIntent(verdicts()?.intent ?? null, intentHeard(ears, reading, whole.leanings));
      const spoken = command.intent?.phrase !== '';
      const intent = spoken ? command.intent : null;
      const picked = pickLoosely(normal, offered, choiceWords);
      // A whole ordinal, "the second one please", answers what was asked; only a danger that was said outweighs it.
      const answered = said === null && picked?.by === 'ordinal' && picked.beside === undefined;
      // A doubtful danger in what is plainly a command or an answer is none: "can we go back one step", "not ok".
      const doubtful = heardDanger !== null && !heardDanger.sure;
      const calm = picked?.by === 'answer' || (command.intent !== null && command.chance > judged.chance);
      const danger = answered || (doubtful && calm) ? null : heardDanger;
      // "tax number in germany" is a question that names a country, not the choice of a country.
      const asks = picked?.beside !== undefined && likely([topics.hear(wordsOf(picked.beside))]).length > 0;
      const loose = asks ? null : picked;
      const suspected = spoken
        ? null
        : (command.intent ?? (verdicts() === null ? intentByTopic(ears, words, whole) : null));
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
      const { slots, speaks } = slotsSaid(ears, reading, pieces, slot === 'country' || slot === 'place');
      const heard: Slots = money ? { ...slots, money: 'yes' } : slots;
      const hearing = {
        words: words.length,
        guess,
        plain,
        said,
        danger,
        alarm: judged.why,
        command: command.why,
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
        spoken: hearSpoken(identified, evidence ?? null, codes),
        heard,
        ...(speaks === null ? {} : { speaks }),
        greeting,
        reasons: () => explain(hearing),
      };
    },
    warm() {
      topics.warm();
      ears.danger.warm();
    },
  };
}
