// The values every text may use: {{brand}}, {{place}}, {{status}} … A text names what it needs.
// Must not know any language: names are looked up when the text is rendered.

import type { TextRef, Value } from '../model/message.ts';
import { needsOf } from './remember.ts';
import type { Draft } from './world.ts';

const NOT_SAID: Value = { text: { key: 'common:not-said' } };

/** What a dialog's text can say about the conversation. */
export function standardValues(draft: Draft): Readonly<Record<string, Value>> {
  const { slots, world, lang, later } = draft;
  const where = slots.place ?? slots.country ?? world.line.place;
  const need = needsOf(slots).at(-1);
  return {
    brand: world.line.brand.name,
    controller: world.line.brand.controller ?? { text: { key: 'privacy:controller' } },
    hours: world.line.retentionHours,
    // The number that plural forms go by; the hours are the only number that dialogs speak of.
    count: world.line.retentionHours,
    language: { language: lang },
    country: slots.country ? { place: slots.country } : NOT_SAID,
    place: slots.place ? { place: slots.place } : NOT_SAID,
    /** Where the answer holds: what was said, else the whole line. */
    where: { place: where },
    need: need ? { need } : NOT_SAID,
    status: slots.status ? { status: slots.status } : NOT_SAID,
    topic: slots.topic ? topicName(slots.topic) : NOT_SAID,
    later: later ? topicName(later) : NOT_SAID,
  };
}

/** A topic's name, or its group's when only the group was chosen. */
export function topicName(code: string): Value {
  return code.includes('.') ? { topic: code } : { group: code };
}

export function text(draft: Draft, key: string, more: Readonly<Record<string, Value>> = {}): TextRef {
  return { key, values: { ...standardValues(draft), ...more } };
}

/** True when the line has this text in its source language. Key as `namespace:nested.key`. */
export function hasText(draft: Draft, key: string): boolean {
  const { line } = draft.world;
  const [namespace = '', path = ''] = key.split(':');
  let node: unknown = line.locales.get(line.fallback)?.[namespace];
  for (const name of path.split('.')) {
    if (typeof node !== 'object' || node === null) return false;
    node = (node as Readonly<Record<string, unknown>>)[name];
  }
  return typeof node === 'string';
}
