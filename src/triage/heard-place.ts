// Hears in passing which country or city a person is in. Must not know services, or who comes from where.

import type { Line } from '../model/line.ts';
import { countryOf, EUROPE, type Place, type PlaceId } from '../model/place.ts';
import type { ClueBook } from './clues.ts';
import { LANGUAGE_WORDS } from './language-words.ts';
import { normalise } from './normalise.ts';
import { isDenied, isOwn, type Telling, type Told } from './parts.ts';
import { remember } from './remember.ts';

export type HeardPlace = { readonly country?: PlaceId; readonly place?: PlaceId };
export type PlaceBook = {
  readonly names: ReadonlyMap<string, PlaceId>;
  /** Words that begin a name of several words. */
  readonly openings: ReadonlySet<string>;
  /** The place that one word names, in any case; undefined for none. */
  readonly named: (word: string) => PlaceId | undefined;
  readonly kinds: ReadonlyMap<PlaceId, Place['kind']>;
  readonly from: ReadonlySet<string>;
};

const LONGEST_NAME = 5;
/** Most letters of a case ending: `Гамбург` → `Гамбурзі`. */
const LONGEST_ENDING = 2;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const ARABIC = /^\p{Script=Arabic}+$/u;
/** Vowel-rich endings of place: `Almanya'da`, `Berlin'de`, `Paris'te`. */
const TURKISH_ENDING = /^(.{4,}?)(?:y[ae]|n?d[ae]n?|t[ae]n?)$/u;

/** Every name and spelling of the line's places, in all languages, normalised. A name of two places tells neither. */
export function compilePlaces(line: Line): PlaceBook {
  const names = new Map<string, PlaceId>();
  const twice = new Set<string>();
  // `UK` is a name; `NO`, `BE`, `IT` are everyday words of some language.
  const small = new Set(
    LANGUAGE_WORDS.flatMap((row) => normalise(`${row.words} ${row.not} ${row.from}`).split(' ')),
  );
  const kinds = new Map<PlaceId, Place['kind']>();
  for (const place of line.places.values()) {
    if (place.id === EUROPE) continue;
    kinds.set(place.id, place.kind);
    for (const written of [...Object.values(place.name), ...place.also]) {
      const name = normalise(written);
      const known = names.get(name);
      // A city and the country around it of the same name (Luxembourg): the city, which lies in both.
      if (known?.startsWith(`${place.id}/`)) continue;
      if (known !== undefined && known !== place.id && !place.id.startsWith(`${known}/`)) twice.add(name);
      if (name.length >= 3 || (name.length === 2 && !small.has(name))) names.set(name, place.id);
    }
  }
  for (const name of twice) names.delete(name);
  const fronts = new Map<string, string[]>();
  for (const name of names.keys())
    if (CYRILLIC.test(name)) {
      const front = frontOf(name);
      fronts.set(front, [...(fronts.get(front) ?? []), name]);
    }
  const known = remember((word) => nameOf({ names, fronts }, word) ?? null);
  const from = new Set(LANGUAGE_WORDS.flatMap((row) => normalise(row.from).split(' ')).filter(Boolean));
  const several = [...names.keys()].filter((name) => name.includes(' '));
  return {
    names,
    openings: new Set(several.map((name) => name.slice(0, name.indexOf(' ')))),
    named: (word) => known(word) ?? undefined,
    kinds,
    from,
  };
}

/** All but the last letter, which cases change; short names change by adding only. */
function frontOf(name: string): string {
  return name.length >= 6 ? name.slice(0, -1) : name;
}

type Names = Pick<PlaceBook, 'names'> & { readonly fronts: ReadonlyMap<string, readonly string[]> };

function nameOf(book: Names, word: string): PlaceId | undefined {
  const plain = book.names.get(word);
  if (plain !== undefined) return plain;
  if (ARABIC.test(word) && word.length >= 5) {
    const bare = [word.slice(1), word.replace(/^[وف]?[بکلف](?=.{3})/u, '')];
    for (const name of bare) {
      const place = /^[بفولک]/u.test(word) ? book.names.get(name) : undefined;
      if (place !== undefined) return place;
    }
  }
  if (CYRILLIC.test(word)) return byCase(book, word);
  const turkish = word.match(TURKISH_ENDING)?.[1];
  return turkish === undefined ? undefined : book.names.get(turkish);
}

/** `берліні` is Berlin; `австріець` (an Austrian) is not Austria: the ending is too long. */
function byCase(book: Names, word: string): PlaceId | undefined {
  for (let cut = 0; cut <= LONGEST_ENDING; cut++) {
    const candidates = book.fronts.get(word.slice(0, word.length - cut)) ?? [];
    for (const name of candidates) if (name.length > 3 || cut <= 1) return book.names.get(name);
  }
  return undefined;
}

type Named = { readonly id: PlaceId; readonly start: number; readonly end: number };

/** Whether the word names a place of the line. */
export function isPlaceName(book: PlaceBook, word: string): boolean {
  return book.named(word) !== undefined;
}

/** Whether the word names a place of the line, or begins its name. */
export function mayNamePlace(book: PlaceBook, word: string): boolean {
  return book.openings.has(word) || isPlaceName(book, word);
}

/** Every place that the words name, left to right; the longest name counts. */
function placesIn(book: PlaceBook, words: readonly string[]): readonly Named[] {
  const named: Named[] = [];
  for (let start = 0; start < words.length; start++) {
    const longest = book.openings.has(words[start]!) ? LONGEST_NAME : 1;
    for (let length = Math.min(longest, words.length - start); length >= 1; length--) {
      const id =
        length === 1
          ? book.named(words[start]!)
          : book.names.get(words.slice(start, start + length).join(' '));
      if (id === undefined) continue;
      named.push({ id, start, end: start + length });
      start += length - 1;
      break;
    }
  }
  return named;
}

type Stay = { readonly id: PlaceId; readonly origin: boolean; readonly surely: boolean };

/**
 * The place the person is in, `{}` when none or when two contradict each other. "From Ukraine", "my brother is in Spain"
 * and "no longer in France" tell no place that she is in; `asked` (the line has just asked for one) lets "from" be one.
 */
export function hearPlace(book: PlaceBook, { clues, parts, tellings }: Told, asked: boolean): HeardPlace {
  const stays: Stay[] = [];
  const others = new Set<PlaceId>();
  const alone = parts.length === 1 && parts[0]!.words.length === 1;
  parts.forEach((part, number) => {
    const telling = tellings[number]!;
    const named = placesIn(book, part.words);
    for (const place of named) {
      const covered = new Set([place.start]);
      if (!alone && isPeople(telling, place, part.words, clues)) continue;
      if (isDenied(clues, part.words, covered, false)) continue;
      if (!isOwn(clues, part, telling, covered)) {
        others.add(countryOf(place.id));
        continue;
      }
      const origin = isOrigin(book, telling, place, named, part.words);
      const surely = ['now', 'staying'].some((clue) =>
        (telling.at.get(clue as 'now') ?? []).some(({ end }) => end <= place.end && place.start - end <= 3),
      );
      stays.push({ id: place.id, origin, surely });
    }
  });
  const present = stays.filter(({ origin }) => !origin);
  const left = present.length > 0 || !asked ? present : stays;
  const own = left.filter(({ id, surely }) => surely || !others.has(countryOf(id)));
  const sure = own.filter(({ surely }) => surely);
  const all = placeOf(own);
  return all.country === undefined && sure.length > 0 ? placeOf(sure) : all;
}

/** `italien` is a man in French and a country in German: in French it is one only after "in". */
function isPeople(
  { at }: Telling,
  { start }: Named,
  words: readonly string[],
  { inside }: ClueBook,
): boolean {
  const people = (at.get('people') ?? []).some((span) => span.start === start);
  return people && !inside.has(words[start - 1] ?? '');
}

/** "from Syria", "born in Madrid", "grew up in Lyon" against "moved from Lyon to Rome". */
function isOrigin(
  book: PlaceBook,
  { at }: Telling,
  { id, start, end }: Named,
  named: readonly Named[],
  words: readonly string[],
): boolean {
  const from = book.from.has(words[start - 1] ?? '');
  if (from && (book.kinds.get(id) === 'country' || named.some((other) => other.start > start))) return true;
  const since = (position: number) => named.some((other) => other.start >= position && other.end <= start);
  return (at.get('origin') ?? []).some(
    (span) =>
      (span.end <= start && start - span.end <= 3 && !since(span.end)) ||
      (span.start >= end &&
        span.start - end <= 1 &&
        !named.some((other) => other.start >= end && other.start < span.start)),
  );
}

function placeOf(stays: readonly Stay[]): HeardPlace {
  const ids = [...new Set(stays.map(({ id }) => id))];
  const countries = new Set(ids.map(countryOf));
  if (countries.size !== 1) return {};
  const country = [...countries][0]!;
  const inside = ids.filter((id) => id !== country);
  // `se/skane` and `se/skane/malmo` together mean the inner one; two cities mean neither.
  const inner = inside.filter((id) => !inside.some((other) => other.startsWith(`${id}/`)));
  return inner.length === 1 ? { country, place: inner[0]! } : { country };
}

/** True when the words are a place's name and nothing more. */
export function isPlaceOnly(book: PlaceBook, words: readonly string[]): boolean {
  return (
    words.length > 0 &&
    words.length <= LONGEST_NAME &&
    (book.names.has(words.join(' ')) || (words.length === 1 && book.named(words[0]!) !== undefined))
  );
}
