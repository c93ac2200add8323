// Collects which names the files of a line define. What a broken or missing file would define is not
// held against others: the file itself is told already.
// Must not know how the names are used.

import { EUROPE } from '../model/place.ts';
import type { KindName } from './kinds.ts';
import type { Known, KnownNames } from './known-names.ts';
import type { ContentFiles } from './read-files.ts';

type Defined = {
  readonly topics: Iterable<string>;
  readonly groups: Iterable<string>;
  readonly places: Iterable<string>;
  readonly organisations: Iterable<string>;
  readonly services: Iterable<string>;
  readonly teams: Iterable<string>;
};

export function knownOf(files: ContentFiles, doubtful: ReadonlySet<KindName>, defined: Defined): Known {
  const unlessBroken = (kind: KindName, names: Iterable<string>): KnownNames =>
    doubtful.has(kind) || files.broken(kind).length > 0 || files.of(kind).length === 0
      ? null
      : new Set(names);
  // A service's file is named after it, so a broken one is known by its path.
  const brokenServices = files
    .broken('service')
    .map((file) => file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length));
  return {
    topics: unlessBroken('topics', defined.topics),
    groups: unlessBroken('topics', defined.groups),
    places: unlessBroken('places', [EUROPE, ...defined.places]),
    organisations:
      doubtful.has('organisations') || files.broken('organisations').length > 0
        ? null
        : new Set(defined.organisations),
    services: new Set([...defined.services, ...brokenServices]),
    teams: unlessBroken('line', defined.teams),
  };
}
