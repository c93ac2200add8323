// Places as a tree written as paths: `de`, `de/hamburg`, `gb/scotland/glasgow`. Must not know services.

import type { Texts } from './language.ts';

/** Lower-case path from the country down, e.g. `fr/paris`; `europe` is the whole. */
export type PlaceId = string;

export const EUROPE: PlaceId = 'europe';

export type Place = {
  readonly id: PlaceId;
  readonly kind: 'country' | 'region' | 'city';
  readonly name: Texts;
  /** Other spellings people write, in any language: `Lutetia`, `Köln`, `Koeln`. */
  readonly also: readonly string[];
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** IANA name, e.g. `Europe/Paris`. */
  readonly timeZone: string;
};

/** `de/hamburg` → `de`; a country gives itself. */
export function countryOf(place: PlaceId): PlaceId {
  const slash = place.indexOf('/');
  return slash === -1 ? place : place.slice(0, slash);
}

/** True when `outer` is `inner` or contains it: `de` contains `de/hamburg`, `europe` contains all. */
export function contains(outer: PlaceId, inner: PlaceId): boolean {
  return outer === EUROPE || outer === inner || inner.startsWith(`${outer}/`);
}
