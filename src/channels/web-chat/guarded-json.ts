// Reads JSON from strangers: counts before it parses, so that no body can cost more than its bytes. Must not know activities.

import { badArgument } from './refusal.ts';

const DEEPEST = 32;
const MOST_ITEMS = 2_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export type Fields = { readonly [name: string]: unknown };

/**
 * Parses a body; an empty one gives undefined. Throws Refusal 400 for bad UTF-8, bad JSON, more than 32 levels or 2,000 items.
 * JSON.parse itself accepts 20,000 levels, and JSON.stringify then throws far away.
 */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  weigh(bytes);
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw badArgument('The body is not UTF-8.');
  }
  try {
    return JSON.parse(text, withoutProto);
  } catch {
    throw badArgument('The body is not JSON.');
  }
}

/** The value as an object with fields, or undefined; arrays and null have none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function withoutProto(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function weigh(bytes: Uint8Array): void {
  let depth = 0;
  let items = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) quoted = false;
      continue;
    }
    if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
    else if (byte === COMMA) items++;
    if (depth > DEEPEST) throw badArgument('The body is nested too deeply.');
    if (items > MOST_ITEMS) throw badArgument('The body has too many fields.');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
