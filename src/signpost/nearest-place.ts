// From coordinates to the nearest place the line knows. Must not know services, and keeps no coordinates.

import type { Line } from '../model/line.ts';
import { countryOf, type Place, type PlaceId } from '../model/place.ts';

const NEAR_CITY_KM = 60;
const NEAR_COUNTRY_KM = 300;
/** Near a border the country is only named when the next country is clearly farther: rights depend on it. */
const CLEARLY = 1.15;
const EARTH_RADIUS_KM = 6371;

/**
 * The city within 60 km; else the country of the nearest city or region within 300 km, when no other country is about
 * as near; else null. Degrees, WGS 84; coordinates outside the globe give null.
 */
export function nearestPlace(line: Line, latitude: number, longitude: number): PlaceId | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  const near = [...line.places.values()]
    .filter(({ kind }) => kind !== 'country')
    .map((place) => ({ place, distance: distanceKm(place, latitude, longitude) }))
    .sort((a, b) => a.distance - b.distance || (a.place.id < b.place.id ? -1 : 1));
  const city = near.find(({ place }) => place.kind === 'city');
  if (city && city.distance <= NEAR_CITY_KM) return city.place.id;
  const first = near[0];
  if (!first || first.distance > NEAR_COUNTRY_KM) return null;
  const country = countryOf(first.place.id);
  const other = near.find(({ place }) => countryOf(place.id) !== country);
  return other && other.distance < first.distance * CLEARLY ? null : country;
}

/** Great-circle distance by the haversine formula. */
function distanceKm(place: Place, latitude: number, longitude: number): number {
  const rad = Math.PI / 180;
  const north = Math.sin(((place.latitude - latitude) * rad) / 2);
  const east = Math.sin(((place.longitude - longitude) * rad) / 2);
  const chord = north ** 2 + Math.cos(latitude * rad) * Math.cos(place.latitude * rad) * east ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
