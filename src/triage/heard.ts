// Hears what a person says of herself in passing: papers, stage, needs. Must not know who asks for it.

import type { Slots } from '../model/dialog.ts';
import type { Need, Status } from '../model/directory.ts';
import type { Phrases } from '../model/phrase.ts';
import type { ClueBook } from './clues.ts';
import type { LightWords } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { isAskedAbout, isDenied, isOver, isOwn, type Part, type Telling, type Told } from './parts.ts';
import type { Match, Wording, Wordings } from './phrase-match.ts';

const SAID = 0.84;
/** One word alone stands for papers only as it is written: "refugee", not "refugees". */
const SAID_ALONE = 0.95;
/** Wordings that one phrase with lists may stand for. */
const MOST_WORDINGS = 400;
/** Words between which one is said of the other. */
const REACH = 2;
const LIST = /^<([^<>]*)>$/u;

type Stage = NonNullable<Slots['stage']>;
/** What a phrase of this listener says. */
export type HeardPhrase =
  | { readonly says: 'status'; readonly value: Status }
  | { readonly says: 'need'; readonly value: Need }
  | { readonly says: 'stage'; readonly value: Stage };
type Saying<Slot> = Match<Extract<HeardPhrase, { says: Slot }>>;

/** The phrases of one language, in normalised words. */
export type HeardWordings = {
  readonly light: LightWords;
  readonly statuses: readonly Wording<Status>[];
  readonly needs: readonly Wording<Need>[];
  readonly stages: readonly Wording<Stage>[];
};

export function heardWordings(phrases: Phrases, light: LightWords): HeardWordings {
  const wordings = <Label>(
    groups: ReadonlyMap<Label, readonly string[]> | undefined,
  ): readonly Wording<Label>[] =>
    [...(groups ?? [])].flatMap(([label, texts]) =>
      texts.flatMap((text) => wordingsOf(text, phrases.words).map((words) => ({ label, words }))),
    );
  const statuses = wordings(phrases.statuses);
  return {
    light,
    statuses: [...statuses, ...shortened(statuses, light)],
    needs: wordings(phrases.needs),
    stages: wordings(phrases.stages),
  };
}

/** The phrases to listen for. */
export function heardPhrases({
  light: { small, not },
  statuses,
  needs,
  stages,
}: HeardWordings): Wordings<HeardPhrase> {
  return {
    light: small,
    not,
    least: SAID,
    wordings: [
      ...statuses.map(({ label, words }) => ({ label: { says: 'status' as const, value: label }, words })),
      ...needs.map(({ label, words }) => ({ label: { says: 'need' as const, value: label }, words })),
      ...stages.map(({ label, words }) => ({ label: { says: 'stage' as const, value: label }, words })),
    ],
  };
}

/** `my <shop> runs` with every word of the list. */
function wordingsOf(text: string, lists: Phrases['words']): readonly (readonly string[])[] {
  let wordings: (readonly string[])[] = [[]];
  for (const word of text.split(' ')) {
    const list = word.match(LIST)?.[1];
    const choices = list === undefined ? [word] : (lists?.get(list) ?? []);
    wordings = wordings
      .flatMap((before) => choices.map((choice) => [...before, ...wordsOf(normalise(choice))]))
      .slice(0, MOST_WORDINGS);
  }
  return wordings;
}

/** "I have a blue card" says "blue card" too, where two words of weight are left. */
function shortened(
  statuses: readonly Wording<Status>[],
  { small, not }: LightWords,
): readonly Wording<Status>[] {
  return statuses.flatMap(({ label, words }) => {
    const heavy = words.filter((word) => !small.has(word) || not.has(word));
    return heavy.length >= 2 && heavy.length < words.length ? [{ label, words: heavy }] : [];
  });
}

type Found = Match<{ readonly says: string }>;

/** Whether a phrase that was found says something of this kind. */
export const isHeard = ({ label }: Found): boolean =>
  label.says === 'status' || label.says === 'need' || label.says === 'stage';

/** The slots that the message fills; a status or stage only when one alone is said. `find` gives the phrases in some words. */
export function hearSlots(
  find: (words: readonly string[]) => readonly Found[],
  told: Told,
  isPlace: (word: string) => boolean,
): Pick<Slots, 'status' | 'needs' | 'stage'> {
  const found = told.parts.map(({ words }) => find(words).filter(isClose));
  if (found.every((matches) => matches.length === 0)) return {};
  const of = <Slot extends HeardPhrase['says']>(slot: Slot) =>
    found.map((matches) => matches.filter((match): match is Saying<Slot> => match.label.says === slot));
  const status = clearest(said(of('status'), told, isPlace));
  const stage = clearest(said(of('stage'), told, null));
  const wished = [...new Set(wishedIn(of('need'), told))].sort();
  return {
    ...(status === null ? {} : { status }),
    ...(stage === null ? {} : { stage }),
    ...(wished.length === 0 ? {} : { needs: wished.join(',') }),
  };
}

/** The phrase's words stand close together. */
function isClose({ at, phrase, heavy, negated }: Found): boolean {
  const slack = heavy <= 1 ? 0 : 2;
  return negated && at.at(-1)! - at[0]! < phrase.length + slack;
}

type Said<Value> = {
  readonly value: Value;
  readonly at: ReadonlySet<number>;
  readonly part: number;
  readonly now: boolean;
};

type Valued<Value> = Match<{ readonly value: Value }>;

/** What was said of herself and holds today. With `isPlace`, one word alone must stand for itself: it is papers. */
function said<Value>(
  found: readonly (readonly Valued<Value>[])[],
  { clues, parts, tellings }: Told,
  isPlace: ((word: string) => boolean) | null,
): readonly Said<Value>[] {
  return parts.flatMap((part, number) => {
    const telling = tellings[number]!;
    return found[number]!.filter(
      (match) =>
        isPlace === null || match.phrase.length > 1 || standsAlone(clues, part, telling, match, isPlace),
    ).flatMap((match) => {
      const at = new Set(match.at);
      const denied = !match.phrase.some((word) => clues.not.has(word)) && isDenied(clues, part.words, at);
      if (denied || isOver(telling, at) || !isOwn(clues, part, telling, at)) return [];
      if (isPlace !== null && isAskedAbout(telling, at)) return [];
      return [{ value: match.label.value, at, part: number, now: telling.at.has('now') }];
    });
  });
}

function wishedIn(
  found: readonly (readonly Valued<Need>[])[],
  { clues, parts, tellings }: Told,
): readonly Need[] {
  return found.flatMap((matches, number) => {
    const spans = tellings[number]!.at;
    const trading = spans.get('trading') ?? [];
    const own = spans.get('own') ?? [];
    return matches
      .filter(({ label: { value }, phrase, at }) => {
        const [first, last] = [at[0]!, at.at(-1)!];
        // "Sell online", "an online shop": the business is, not the advice that is looked for.
        const ofBusiness = trading.some(({ start, end }) => start - last <= REACH && first - end <= REACH);
        if (value === 'online' && ofBusiness) return false;
        // "When can we open now": a shop of their own.
        if (value === 'open-now' && own.some(({ end }) => end <= first && first - end <= REACH)) return false;
        return (
          phrase.some((word) => clues.not.has(word)) || !isDenied(clues, parts[number]!.words, new Set(at))
        );
      })
      .map(({ label }) => label.value);
  });
}

/** "student, Lyon", "still a refugee": before it only small words, and no noun that it belongs to after it. */
function standsAlone(
  clues: ClueBook,
  { words }: Part,
  { at }: Telling,
  match: Match<unknown>,
  isPlace: (word: string) => boolean,
): boolean {
  if (match.share < SAID_ALONE) return false;
  const here = match.at[0]!;
  const known = new Set<number>();
  for (const clue of ['own', 'now', 'past', 'staying', 'origin', 'joining'] as const)
    for (const { start, end } of at.get(clue) ?? [])
      for (let each = start; each < end; each++) known.add(each);
  const plain = (position: number) =>
    clues.small.has(words[position]!) || clues.not.has(words[position]!) || known.has(position);
  for (let before = 0; before < here; before++) if (!plain(before)) return false;
  return here === words.length - 1 || plain(here + 1) || isPlace(words[here + 1]!);
}

/** The one thing said: what a longer phrase explains is not meant by itself, and "now" outweighs what was. */
function clearest<Value>(all: readonly Said<Value>[]): Value | null {
  const whole = all.filter(
    (one) =>
      !all.some(
        (other) =>
          other.part === one.part &&
          other.value !== one.value &&
          other.at.size > one.at.size &&
          [...one.at].every((at) => other.at.has(at)),
      ),
  );
  const valuesOf = (list: readonly Said<Value>[]) => [...new Set(list.map(({ value }) => value))];
  const values = valuesOf(whole);
  if (values.length === 1) return values[0]!;
  const today = valuesOf(whole.filter(({ now }) => now));
  return today.length === 1 ? today[0]! : null;
}
