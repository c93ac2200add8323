// Hears what an utterance is about, in whatever language of the line it is written. Must not know how it is learned.

import type { Line } from '../model/line.ts';
import { NOTHING_HEARD, openTopics, type TopicHeard } from './topics/hear-topics.ts';
import { type HeldOut, heldOutOf } from './topics/held-out.ts';
import { keyOf, type Lessons, lessonsOf } from './topics/lessons.ts';
import { type Misheard, mishearings } from './topics/misheard.ts';
import { packTopics, unpackTopics, VERSION } from './topics/pack.ts';
import { type Learned, learnTopics } from './topics/train.ts';

export type TopicListener = {
  /** `words` are as `wordsOf` gives them. */
  hear(words: readonly string[]): TopicHeard;
  /** Opens the pack, or learns, now instead of when first needed. */
  warm(): void;
};

/** Names what a line's understanding is learned from, and how: the key under which a pack is kept. */
export function topicsKey(line: Line): string {
  return keyOf(lessonsOf(line), VERSION);
}

/**
 * Learns to hear the line's topics: seconds for five languages, with a pause every few milliseconds. The result is the
 * pack for `createTriage`; it is empty for a line without phrases. The same texts give the same bytes. Beside it: what the
 * model made of each held-back text before it had learned it.
 */
export function* trainTopics(line: Line): Generator<void, { pack: Uint8Array; trials: readonly HeldOut[] }> {
  const found = yield* learnTopics(lessonsOf(line));
  return found === null
    ? { pack: new Uint8Array(), trials: [] }
    : { pack: packTopics(found.learned), trials: heldOutOf(found.learned, found.trials) };
}

/** What a pack says of itself: thresholds, and what the held-back phrases showed. Null when it cannot be read. */
export function describeTopics(pack: Uint8Array): Pick<Learned, 'thresholds' | 'measured' | 'mix'> | null {
  const learned = unpackTopics(pack);
  if (learned === null) return null;
  const { thresholds, measured, mix } = learned;
  return { thresholds, measured, mix };
}

/** Phrases that mean something else to the model than to the operator who wrote them; none when the pack cannot be read. */
export function misheardPhrases(line: Line, pack: Uint8Array): readonly Misheard[] {
  const learned = unpackTopics(pack);
  return learned === null ? [] : mishearings(learned, lessonsOf(line));
}

/**
 * A listener for the line. Without a pack it learns when it is first needed. A pack of somewhat older content serves: new
 * phrases of known topics are heard, a new topic is not.
 */
export function listenForTopics(line: Line, pack?: () => Uint8Array | undefined): TopicListener {
  let hear: ((words: readonly string[]) => TopicHeard) | null = null;
  const open = (): ((words: readonly string[]) => TopicHeard) => {
    const lessons = lessonsOf(line);
    const bytes = pack?.();
    const learned = (bytes && unpackTopics(bytes)) ?? learnNow(lessons);
    return learned === null || lessons.phrases.length === 0
      ? () => NOTHING_HEARD
      : openTopics(learned, lessons);
  };
  const listener = () => {
    hear ??= open();
    return hear;
  };
  return { hear: (words) => listener()(words), warm: () => void listener() };
}

function learnNow(lessons: Lessons): Learned | null {
  const learning = learnTopics(lessons);
  for (;;) {
    const { done, value } = learning.next();
    if (done === true) return value?.learned ?? null;
  }
}
