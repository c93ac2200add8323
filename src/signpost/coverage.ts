// How a service's coverage meets the place of a person. Must not know topics or status.

import { contains, countryOf, EUROPE, type PlaceId } from '../model/place.ts';

/** `distance`: 0 is the closest fit, larger is farther; `place` is the covered place to name to the person. */
export type Reach = { readonly distance: number; readonly place: PlaceId };

/** Deeper than any place id, so that depth can be turned into distance. */
const DEEPEST = 6;

/**
 * City before region before country before places inside the known country before Europe; null when not covered.
 * Without a place the widest coverage comes first, because it is the surest to hold.
 */
export function reachOf(coverage: readonly PlaceId[], place: PlaceId | undefined): Reach | null {
  if (place === undefined) return reachAnywhere(coverage);
  let best: PlaceId | null = null;
  const inside: PlaceId[] = [];
  for (const covered of coverage) {
    if (contains(covered, place)) best = best === null || depth(covered) > depth(best) ? covered : best;
    else if (covered.startsWith(`${place}/`)) inside.push(covered);
  }
  if (best !== null && best !== EUROPE) return { distance: DEEPEST - depth(best), place: best };
  if (inside[0] !== undefined) return { distance: DEEPEST, place: inside.length === 1 ? inside[0] : place };
  return best === null ? null : { distance: DEEPEST + 1, place: EUROPE };
}

/** True when two coverages share ground. */
export function overlap(one: readonly PlaceId[], other: readonly PlaceId[]): boolean {
  return one.some((a) => other.some((b) => contains(a, b) || contains(b, a)));
}

function reachAnywhere(coverage: readonly PlaceId[]): Reach | null {
  const first = coverage[0];
  if (first === undefined) return null;
  if (coverage.includes(EUROPE)) return { distance: 0, place: EUROPE };
  const country = countryOf(first);
  const oneCountry = coverage.every((place) => countryOf(place) === country);
  const distance = Math.min(DEEPEST, ...coverage.map(depth));
  return { distance, place: coverage.length > 1 && oneCountry ? country : first };
}

/** `europe` 0, country 1, below it 2 and more. */
function depth(place: PlaceId): number {
  if (place === EUROPE) return 0;
  let slashes = 1;
  for (let i = 0; i < place.length && slashes < DEEPEST; i++) if (place[i] === '/') slashes++;
  return slashes;
}
