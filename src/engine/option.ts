// Option ids: the payload of every button. An id says what it means, so a button works however old it is.
// Must not know which dialogs exist.

import { INTENTS, type Intent } from '../model/phrase.ts';

export type Option =
  /** A choice of a dialog step: `place/country=de`. */
  | { readonly type: 'step'; readonly step: string; readonly choice: string }
  /** `!menu` */
  | { readonly type: 'intent'; readonly intent: Intent }
  /** `?biz.right` opens a topic. */
  | { readonly type: 'topic'; readonly topic: string }
  /** `+more` services. */
  | { readonly type: 'more' }
  /** `+need=free` narrows the answer. */
  | { readonly type: 'need'; readonly need: string }
  /** `+later` goes on with the topic kept while danger was answered. */
  | { readonly type: 'later' }
  /** `+lang=ar` changes the language. */
  | { readonly type: 'language'; readonly code: string }
  /** `+fix=country` takes back something that was understood wrongly. */
  | { readonly type: 'fix'; readonly slot: string };

/** The choice id that stands for "rather not say" of an optional question. */
export const NONE = 'none';

/** Read an option id; null when it is none of ours, e.g. typed by hand or from another program. */
export function parseOption(id: string): Option | null {
  if (id.length > 64) return null;
  const rest = id.slice(1);
  switch (id[0]) {
    case '!':
      return INTENTS.includes(rest as Intent) ? { type: 'intent', intent: rest as Intent } : null;
    case '?':
      return rest ? { type: 'topic', topic: rest } : null;
    case '+':
      return parseAction(rest);
    default: {
      const equals = id.indexOf('=');
      const step = id.slice(0, equals);
      if (equals < 1 || !step.includes('/')) return null;
      return { type: 'step', step, choice: id.slice(equals + 1) };
    }
  }
}

function parseAction(action: string): Option | null {
  if (action === 'more') return { type: 'more' };
  if (action === 'later') return { type: 'later' };
  const equals = action.indexOf('=');
  const value = action.slice(equals + 1);
  if (equals < 1 || !value) return null;
  switch (action.slice(0, equals)) {
    case 'need':
      return { type: 'need', need: value };
    case 'lang':
      return { type: 'language', code: value };
    case 'fix':
      return { type: 'fix', slot: value };
    default:
      return null;
  }
}

export function stepOption(step: string, choice: string): string {
  return `${step}=${choice}`;
}
