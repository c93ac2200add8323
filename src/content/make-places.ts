// places.yaml → the tree of places. Must not know services.

import { countryOf, type Place, type PlaceId } from '../model/place.ts';
import { type Entry, entriesOf } from './entries.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import type { PlacesFile } from './schemas/places-file.ts';

type PlaceEntry = Entry<PlacesFile['places'][number]>;

/** Farther from the place it lies in than this, in kilometres, coordinates are mostly swapped or mistyped. */
const FAR = 1500;

/** All places by id, in the order written; a place below a country has its time zone. */
export function makePlaces(files: ContentFiles, report: Report): ReadonlyMap<PlaceId, Place> {
  const list = {
    key: 'places',
    idKey: 'id',
    noun: 'place',
    of: (data: PlacesFile) => data.places,
    idOf: (place: PlacesFile['places'][number]) => place.id,
  };
  const entries = entriesOf(files.of('places'), list, report);
  const places = new Map<PlaceId, Place>();
  for (const entry of entries.values()) {
    const { id, kind, name, also = [], latitude, longitude } = entry.data;
    checkKind(entry, report);
    checkParent(entry, entries, report);
    const timeZone = timeZoneOf(id, entries);
    if (timeZone === null && kind === 'country') {
      const message = `The country "${id}" has no time zone, so nobody can tell what is open.`;
      report(
        'content/missing-time-zone',
        entry.at([]),
        message,
        'Add a line such as "time-zone: Europe/Paris".',
      );
    }
    places.set(id, { id, kind, name, also, latitude, longitude, timeZone: timeZone ?? 'UTC' });
  }
  checkSpellings(entries, report);
  return places;
}

function parentOf(id: PlaceId): PlaceId | null {
  const slash = id.lastIndexOf('/');
  return slash === -1 ? null : id.slice(0, slash);
}

function timeZoneOf(id: PlaceId, entries: ReadonlyMap<PlaceId, PlaceEntry>): string | null {
  for (let at: PlaceId | null = id; at !== null; at = parentOf(at)) {
    const zone = entries.get(at)?.data['time-zone'];
    if (zone !== undefined) return zone;
  }
  return null;
}

function checkKind({ data, at }: PlaceEntry, report: Report): void {
  const top = countryOf(data.id) === data.id;
  if (data.id === 'europe') {
    report(
      'content/bad-id',
      at(['id']),
      '"europe" stands for all places and needs no entry.',
      'Remove this entry.',
    );
  } else if (top && data.kind !== 'country') {
    const hint = 'Write "kind: country", or put the country before the id, as in "de/hamburg".';
    report(
      'content/place-kind',
      at(['kind']),
      `"${data.id}" stands at the top, so it must be a country.`,
      hint,
    );
  } else if (!top && data.kind === 'country') {
    const message = `"${data.id}" lies in another place, so it cannot be a country.`;
    report('content/place-kind', at(['kind']), message, 'Write "kind: region" or "kind: city".');
  }
}

function checkParent(
  { data, at }: PlaceEntry,
  entries: ReadonlyMap<PlaceId, PlaceEntry>,
  report: Report,
): void {
  const id = parentOf(data.id);
  if (id === null) return;
  const parent = entries.get(id);
  if (!parent) {
    const message = `"${data.id}" lies in "${id}", which is not in this file.`;
    report('content/place-without-parent', at(['id']), message, `Add the place "${id}", or correct the id.`);
    return;
  }
  const distance = kilometres(data, parent.data);
  if (distance > FAR) {
    const message = `"${data.id}" is ${Math.round(distance)} km from "${id}".`;
    report(
      'content/place-far-away',
      at(['latitude']),
      message,
      'Check whether latitude and longitude are swapped.',
    );
  }
}

type Point = { readonly latitude: number; readonly longitude: number };

function kilometres(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const along = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const share = along + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * across;
  return 2 * 6371 * Math.asin(Math.sqrt(share));
}

/** A spelling of two places that do not lie in each other recognises neither. */
function checkSpellings(entries: ReadonlyMap<PlaceId, PlaceEntry>, report: Report): void {
  const owners = new Map<string, PlaceId>();
  for (const { data, at } of entries.values()) {
    const spellings = [
      ...Object.entries(data.name).map(([language, text]) => ({ text, path: ['name', language] })),
      ...(data.also ?? []).map((text, index) => ({ text, path: ['also', index] })),
    ];
    for (const { text, path } of spellings) {
      const spelling = text.normalize('NFKC').toLowerCase();
      const owner = owners.get(spelling);
      if (owner === undefined) {
        owners.set(spelling, data.id);
      } else if (owner !== data.id && !data.id.startsWith(`${owner}/`) && !owner.startsWith(`${data.id}/`)) {
        const message = `"${text}" is also a spelling of "${owner}".`;
        report('content/place-name-twice', at(path), message, 'Remove it from one of the two places.');
      }
    }
  }
}
