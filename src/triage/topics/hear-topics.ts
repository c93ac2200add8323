// Guesses topics, danger and intent in a text with what was learned. Must not know lines or files.

import type { LanguageCode } from '../../model/language.ts';
import type { TopicGuess } from '../../model/meaning.ts';
import type { Intent } from '../../model/phrase.ts';
import { isDanger } from '../../model/topic.ts';
import { confidenceOf } from './confidence.ts';
import { calmly, echoed, withEcho } from './echo.ts';
import { intentOf, isOutside, isTopic } from './labels.ts';
import { type Leanings, NO_LEANINGS, openLeanings } from './leanings.ts';
import type { Lessons } from './lessons.ts';
import { openListeners } from './opinions.ts';
import { largest, signsOf, signsOfAny } from './signs.ts';
import type { Thresholds } from './thresholds.ts';
import { type Learned, textsOf } from './train.ts';

export type TopicHeard = {
  /** Topics only, best first, at most five. */
  readonly topics: readonly TopicGuess[];
  /** The likeliest danger, and how sure it is that there is any. */
  readonly danger: TopicGuess | null;
  /** The best label of all, when it is an intent. */
  readonly intent: { readonly intent: Intent; readonly confidence: number } | null;
  /** Out of scope is likelier than any topic. */
  readonly outside: boolean;
  /** The neighbour that the line does not serve, when it is likeliest. */
  readonly neighbour: string | null;
  readonly thresholds: Thresholds;
  readonly leanings: Leanings;
  /** The operator's phrase that is nearest, and its cosine; null when no word is known. */
  readonly nearest: {
    readonly phrase: string;
    readonly language: LanguageCode;
    readonly cosine: number;
  } | null;
};

/** What is heard where no word is known, or none should be. */
export const NOTHING_HEARD: TopicHeard = {
  topics: [],
  danger: null,
  intent: null,
  outside: true,
  neighbour: null,
  thresholds: { answer: 1, offer: 1, danger: 1 },
  leanings: NO_LEANINGS,
  nearest: null,
};

const MOST = 5;
/** The place of their opinion. */
const ARTICLES = 2;
/** A phrase less like the utterance cannot be the same words. */
const WORD_FOR_WORD = 0.9;

/** A function from normalised words to what is heard in them: some tens of microseconds. */
export function openTopics(
  { labels, known, weights, mix, confidence, alarm, thresholds }: Learned,
  lessons: Lessons,
): (words: readonly string[]) => TopicHeard {
  const heard = lessons.phrases.filter(({ label }) => labels.includes(label));
  // Where there are phrases enough, what the line says of itself adds nothing to them, and need not be looked at.
  const told = mix[ARTICLES]! > 0 ? lessons.articles : [];
  const { phrases, articles, alikes } = textsOf(labels, { ...lessons, phrases: heard, articles: told });
  const listeners = openListeners(labels, known, weights, phrases, articles, alikes, lessons.concepts);
  const outside = labels.map(isOutside);
  const dangers = labels.map(isDanger);
  const topical = labels.map(isTopic);
  const leaningsOf = openLeanings(labels);
  const written = new Set(heard.map(({ text }) => text));
  return (words) => {
    const asked = listeners.ask(words);
    // Nothing is strange in what an operator wrote word for word, even since the pack was learned.
    const opinions =
      asked.likeness > WORD_FOR_WORD && written.has(words.join(' ')) ? { ...asked, unseen: 0 } : asked;
    if (opinions.known === 0) return NOTHING_HEARD;
    const { chances: all, echo } = echoed(mix, opinions);
    const chances = calmly(all, dangers);
    const likeliest = largest(chances);
    const best = labels[likeliest]!;
    const ranked = mostOf(chances, topical, MOST);
    const sure = (at: number) =>
      withEcho(confidenceOf(confidence, signsOf(opinions, chances, outside, at)), at, opinions, echo);
    const first = ranked.length === 0 ? 0 : sure(ranked[0]!);
    // What the first leaves is shared by the others as the chances say, none before the one that is better.
    const rest = 1 - (chances[ranked[0]!] ?? 0);
    let least = first;
    const topics = ranked.map((at, rank) => {
      if (rank > 0) least = Math.min(least, ((1 - first) * chances[at]!) / Math.max(rest, 1e-6));
      return { topic: labels[at]!, confidence: least };
    });
    const [danger] = mostOf(chances, dangers, 1);
    const intent = intentOf(best);
    const { text, language } = heard[opinions.phrase]!;
    return {
      topics,
      danger:
        danger === undefined
          ? null
          : {
              topic: labels[danger]!,
              confidence: confidenceOf(alarm, signsOfAny(opinions, all, dangers)),
            },
      intent: intent === null ? null : { intent, confidence: sure(likeliest) },
      outside: isOutside(best),
      neighbour: best.startsWith('~') ? best.slice(1) : null,
      thresholds,
      leanings: leaningsOf(all, opinions),
      nearest: { phrase: text, language, cosine: opinions.likeness },
    };
  };
}

/** Positions of the largest of the marked values, at most `amount`, the largest first. */
function mostOf(values: Float32Array, marked: readonly boolean[], amount: number): readonly number[] {
  const most: number[] = [];
  for (let at = 0; at < values.length; at++) {
    if (!marked[at]) continue;
    const value = values[at]!;
    if (most.length === amount) {
      if (value <= values[most[amount - 1]!]!) continue;
      most.pop();
    }
    let place = most.push(at) - 1;
    for (; place > 0 && values[most[place - 1]!]! < value; place--) most[place] = most[place - 1]!;
    most[place] = at;
  }
  return most;
}
