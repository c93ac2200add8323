// What a town's line keeps of the line it extends: what touches its place. Must not know files.

import type { Service } from '../model/directory.ts';
import type { Team } from '../model/line.ts';
import { contains, type PlaceId } from '../model/place.ts';
import type { SafetyNumber } from '../model/safety.ts';

/** True when one of the places lies in the other. */
export function touches(place: PlaceId, coverage: readonly PlaceId[]): boolean {
  return coverage.some((each) => contains(each, place) || contains(place, each));
}

/** Services that touch the place, and those that a kept safety number comes from; pairs that are left out are not named. */
export function keepServices(
  services: ReadonlyMap<string, Service>,
  place: PlaceId,
  numbers: readonly SafetyNumber[],
): ReadonlyMap<string, Service> {
  const sources = new Set(numbers.map(({ service }) => service));
  const kept = [...services.values()].filter(
    ({ id, coverage }) => touches(place, coverage) || sources.has(id),
  );
  const ids = new Set(kept.map(({ id }) => id));
  return new Map(
    kept.map((service) => [
      service.id,
      { ...service, pairWith: service.pairWith.filter((id) => ids.has(id)) },
    ]),
  );
}

/** Teams without the services that the line does not have. */
export function keepTeams(
  teams: ReadonlyMap<string, Team>,
  services: ReadonlyMap<string, Service>,
): ReadonlyMap<string, Team> {
  const kept = ([name, team]: [string, Team]): [string, Team] => [
    name,
    { ...team, services: team.services.filter((id) => services.has(id)) },
  ];
  return new Map([...teams].map(kept));
}
