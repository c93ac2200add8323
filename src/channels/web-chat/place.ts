// Where a person is, as an activity's entities tell it in schema.org's words. Must not know routes or what is said about it.

import { type Fields, fieldsOf } from './guarded-json.ts';

export type Point = { readonly latitude: number; readonly longitude: number };

/** The first Place with a geo, or GeoCoordinates, that is on Earth (degrees, WGS 84); undefined when there is none. */
export function pointIn(entities: readonly unknown[]): Point | undefined {
  for (const entity of entities) {
    const point = pointOf(coordinatesOf(fieldsOf(entity)));
    if (point !== undefined) return point;
  }
  return undefined;
}

function coordinatesOf(entity: Fields | undefined): Fields | undefined {
  if (entity?.type === 'GeoCoordinates') return entity;
  return entity?.type === 'Place' ? fieldsOf(entity.geo) : undefined;
}

function pointOf(fields: Fields | undefined): Point | undefined {
  const { latitude, longitude } = fields ?? {};
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
