// Corrects the chances by what is known beside them: a phrase heard word for word, a danger that others listen for.
// Must not know topics.

import { chancesOf, type Mix } from './mix.ts';
import type { Opinions } from './opinions.ts';
import { largest } from './signs.ts';

/** Likeness (cosine, less what is unseen) from which a phrase is heard in part, and in full. */
const FROM = 0.8;
const FULL = 0.97;
/** The same words may still mean something else. */
const SUREST = 0.97;

/** How much the nearest phrase is the utterance, 0 to 1. */
function echoOf({ likeness, unseen }: Opinions): number {
  return Math.min(1, Math.max(0, (likeness * (1 - unseen) - FROM) / (FULL - FROM)));
}

/** The chances of all labels, drawn to the label of a phrase that is nearly the utterance. */
export function echoed(
  mix: Mix,
  opinions: Opinions,
): { readonly chances: Float32Array; readonly echo: number } {
  const chances = chancesOf(mix, opinions.scores);
  const echo = echoOf(opinions);
  if (echo > 0) {
    const said = largest(opinions.scores[1]);
    for (let at = 0; at < chances.length; at++)
      chances[at] = (1 - echo) * chances[at]! + (at === said ? echo : 0);
  }
  return { chances, echo };
}

/** The same for a confidence in the label at `at`. */
export function withEcho(confidence: number, at: number, { scores }: Opinions, echo: number): number {
  return largest(scores[1]) === at ? Math.max(confidence, SUREST * echo) : confidence * (1 - echo);
}

/** What is left of the chance of a danger as a topic: dangers are heard by other listeners first, and here rarely missed by them. */
const CALM = 0.22;

/** The chances for choosing a topic, with less for the marked labels. */
export function calmly(chances: Float32Array, marked: readonly boolean[]): Float32Array {
  const calm = new Float32Array(chances.length);
  let total = 0;
  for (let at = 0; at < calm.length; at++) {
    calm[at] = marked[at] ? CALM * chances[at]! : chances[at]!;
    total += calm[at]!;
  }
  for (let at = 0; at < calm.length; at++) calm[at]! /= total || 1;
  return calm;
}
