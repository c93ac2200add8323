// Says for one utterance what every listener heard, one line each, for operators. Must not repeat the person's words.

import type { Slots } from '../model/dialog.ts';
import type { LanguageGuess, Meaning } from '../model/meaning.ts';
import type { Listened } from './decide.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import type { Danger } from './urgent.ts';

export type Hearing = Listened & {
  readonly words: number;
  readonly guess: LanguageGuess | null;
  /** The danger that a phrase said, as against one that the topic model suspects. */
  readonly said: Danger | null;
  /** How the signs of danger and of a command were weighed. */
  readonly alarm: () => string;
  readonly command: () => string;
  readonly slots: Slots;
  readonly found: Pick<Meaning, 'kind' | 'decision' | 'confidence'>;
};

/** The likeliest label of all may be none of the topics. */
function aside({ neighbour, outside, intent }: TopicHeard): string {
  if (neighbour !== null) return `neighbour ${neighbour} likeliest; `;
  if (outside) return 'outside likeliest; ';
  return intent === null ? '' : `intent ${intent.intent} likeliest; `;
}

const share = (value: number): string => value.toFixed(2);

/** `urgent: safe.violence, sure, phrase "he hits me" 1.00`; eight lines in the order of listening. */
export function explain(hearing: Hearing): readonly string[] {
  const { words, guess, said, danger, plain, intent, suspected, loose, topic, slots, found } = hearing;
  const [alarm, command] = [hearing.alarm(), hearing.command()];
  const picked = plain ?? loose;
  const best = topic.topics.slice(0, 3).map(({ topic: code, confidence }) => `${code} ${share(confidence)}`);
  return [
    `normalise: ${words} words`,
    guess === null ? 'language: not told' : `language: ${guess.code} ${share(guess.confidence)}`,
    danger === null
      ? `urgent: nothing; alarm ${alarm}`
      : `urgent: ${danger.topic}, ${danger.sure ? 'sure' : 'doubtful'}, ${said === null ? 'by its signs' : `phrase "${said.phrase}"`} ${share(danger.confidence)}; alarm ${alarm}`,
    intent === null
      ? `intent: ${suspected === null ? 'none' : `${suspected.intent}, by its signs ${share(suspected.confidence)}`}; ${command}`
      : `intent: ${intent.intent}, phrase "${intent.phrase}" ${share(intent.confidence)}; ${command}`,
    picked === null ? 'choice: none' : `choice: ${picked.option} by ${picked.by} ${share(picked.confidence)}`,
    topic.nearest === null
      ? 'topic: no word known'
      : `topic: ${aside(topic)}${best.join(', ')}, nearest phrase "${topic.nearest.phrase}" (${topic.nearest.language}) ${share(topic.nearest.cosine)}, answers from ${share(topic.thresholds.answer)}, offers from ${share(topic.thresholds.offer)}`,
    `heard: ${
      Object.entries(slots)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ') || 'nothing'
    }`,
    `decision: ${found.decision} (${found.kind}) ${share(found.confidence)}`,
  ];
}
