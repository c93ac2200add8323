// What a town's line keeps of the line it extends: what touches its place. Must not know files.

import type { Service } from '../model/directory.ts';
import type { Team } from '../model/line.ts';
import { contains, type PlaceId } from '../model/place.ts';
import type { SafetyNumber } from '../model/safety.ts';

/**
 * The line's own services, inherited ones that touch its place, and those that a safety number comes from: danger
 * does not ask where the line is. Pairs that are left out are not named.
 */
export function keepServices(
  services: ReadonlyMap<string, Service>,
  own: ReadonlySet<string>,
  place: PlaceId,
  numbers: readonly SafetyNumber[],
): ReadonlyMap<string, Service> {
  const needed = new Set([...own, ...numbers.map(({ service }) => service)]);
  const kept = [...services.values()].filter(
    ({ id, coverage }) => needed.has(id) || touches(place, coverage),
  );
  const ids = new Set(kept.map(({ id }) => id));
  const named = (service: Service) => ({
    ...service,
    pairWith: service.pairWith.filter((id) => ids.has(id)),
  });
  return new Map(kept.map((service) => [service.id, named(service)]));
}

/** True when one of the places lies in the other. */
function touches(place: PlaceId, coverage: readonly PlaceId[]): boolean {
  return coverage.some((each) => contains(each, place) || contains(place, each));
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
