// Learns from held-back phrases when danger is meant and when a command is, from the signs that listeners give which have
// learned from no phrase of their family. Must not know lines' files.

import type { Line } from '../../model/line.ts';
import type { Phrases } from '../../model/phrase.ts';
import { isDanger } from '../../model/topic.ts';
import { patternBookOf } from '../danger-ear.ts';
import { compileEars, type Ears } from '../ears.ts';
import { dangerHeard, intentHeard, read } from '../in-every-language.ts';
import { normalise, wordsOf } from '../normalise.ts';
import { learnSignals } from '../patterns/learn-signals.ts';
import { packSignals } from '../patterns/pack-signals.ts';
import { learnConfidence } from '../topics/confidence.ts';
import type { HeldOut } from '../topics/held-out.ts';
import { intentOf, isOutside } from '../topics/labels.ts';
import { dangerSignsOf } from './danger-signs.ts';
import { likeliestIntent } from './intent-signs.ts';
import { type Held, type Verdict, verdictOf } from './verdict.ts';

export type Verdicts = { readonly danger: Verdict; readonly intent: Verdict };

/**
 * What a verdict may cost on held-back phrases. A gentle question in vain costs a moment, a missed danger may cost a life,
 * and the look-alikes of the lists were written to fool: of those that others wrote, a third as many are taken. A menu shown
 * in vain is soon left again.
 */
const DANGER_COSTS = { alike: 0.13, topic: 0.08, outside: 0.1, intent: 0.02 };
const INTENT_COSTS = { alike: 0.04, topic: 0.02, outside: 0.07, danger: 0.03 };
/** Topics are so many that every second one teaches as well. */
const EVERY = 2;

/** From so many held-back phrases on one fold is enough to learn a few weights from. */
const MANY = 4000;

/** Null where too little was learned for anything to be held back, as in a line of few phrases. */
export function* learnVerdicts(line: Line, heldOut: readonly HeldOut[]): Generator<void, Verdicts | null> {
  const signs = yield* signsOfHeldOut(line, heldOut);
  return signs === null ? null : verdictsOf(signs);
}

export type SignsHeldOut = { readonly dangers: readonly Held[]; readonly intents: readonly Held[] };

export function verdictsOf(signs: SignsHeldOut): Verdicts | null {
  const danger = learnConfidence(
    signs.dangers.map(({ signs: row, meant }) => ({ signs: row, right: meant })),
  );
  const intent = learnConfidence(
    signs.intents.map(({ signs: row, meant }) => ({ signs: row, right: meant })),
  );
  if (danger === null || intent === null) return null;
  return {
    danger: verdictOf(danger, signs.dangers, DANGER_COSTS),
    intent: verdictOf(intent, signs.intents, INTENT_COSTS),
  };
}

/** The signs of each held-back text, by listeners that have learned from none of its fold. */
export function* signsOfHeldOut(
  line: Line,
  heldOut: readonly HeldOut[],
): Generator<void, SignsHeldOut | null> {
  const dangers: Held[] = [];
  const intents: Held[] = [];
  const folds = [...new Set(heldOut.map((each) => each.fold))];
  for (const fold of heldOut.length > MANY ? folds.slice(0, 1) : folds) {
    const held = heldOut.filter((each) => each.fold === fold);
    const ears = yield* earsWithout(line, new Set(held.map(({ text }) => text)));
    if (ears === null) return null;
    for (const [at, { label, text, leanings }] of held.entries()) {
      if (at % 10 === 0) yield;
      // What is said of the line itself is said in the words of commands: "i want to talk to a person".
      if (label?.startsWith('meta.')) continue;
      const kind = kindOf(label);
      if (kind === 'topic' && at % EVERY !== 0) continue;
      const words = wordsOf(text);
      const reading = read(ears, words);
      dangers.push({
        signs: dangerSignsOf(dangerHeard(ears, reading, leanings)),
        meant: kind === 'danger',
        kind,
      });
      const likeliest = likeliestIntent(intentHeard(ears, reading, leanings));
      if (likeliest !== null)
        intents.push({ signs: likeliest.signs, meant: label === `!${likeliest.intent}`, kind });
    }
  }
  return { dangers, intents };
}

function kindOf(label: HeldOut['label']): string {
  if (label === null) return 'alike';
  if (isDanger(label)) return 'danger';
  if (intentOf(label) !== null) return 'intent';
  return isOutside(label) ? 'outside' : 'topic';
}

/** The line's ears as if the held-back texts had never been written; null where nothing general can be learned. */
function* earsWithout(line: Line, held: ReadonlySet<string>): Generator<void, Ears | null> {
  const kept = (texts: readonly string[]) => texts.filter((text) => !held.has(normalise(text)));
  const groups = <Key>(all: ReadonlyMap<Key, readonly string[]>) =>
    new Map([...all].map(([key, texts]) => [key, kept(texts)] as const));
  const phrases = new Map(
    [...line.phrases].map(([code, each]): readonly [string, Phrases] => [
      code,
      {
        ...each,
        topics: groups(each.topics),
        intents: groups(each.intents),
        dangers: groups(each.dangers),
        harmless: kept(each.harmless),
        none: kept(each.none),
      },
    ]),
  );
  yield;
  const all = [...phrases.values()];
  const learned = yield* learnSignals(all, patternBookOf(all));
  if (learned === null) return null;
  const pack = packSignals(learned);
  return compileEars({ ...line, phrases }, () => pack);
}
