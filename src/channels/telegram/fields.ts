// Reads fields of JSON that may be anything. Must not know what they mean.

export type Fields = Readonly<Record<string, unknown>>;

/** The object itself, or one without fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;
}

/** An object that is there; undefined for all else. */
export function objectIn(fields: Fields, name: string): Fields | undefined {
  const value = own(fields, name);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function textIn(fields: Fields, name: string): string | undefined {
  const value = own(fields, name);
  return typeof value === 'string' ? value : undefined;
}

/** A whole number that JavaScript holds exactly. */
export function wholeIn(fields: Fields, name: string): number | undefined {
  const value = own(fields, name);
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

export function has(fields: Fields, name: string): boolean {
  return own(fields, name) !== undefined && own(fields, name) !== null;
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

const NONE: Fields = {};
