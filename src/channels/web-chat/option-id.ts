// Tells the id of an offered choice from words. Must not know which choices were offered.

import { INTENTS } from '../../model/phrase.ts';

const INTENT_IDS: ReadonlySet<string> = new Set(INTENTS.map((intent) => `!${intent}`));

/**
 * True for what only a tapped suggestion sends: `place/country=de`, `!menu`, `?biz.right`, `+more`, `+need=free`.
 * Nobody writes these by hand, so a text of this form is a press, even of an old button. `?help` is still words.
 */
export function isOptionId(text: string): boolean {
  if (text.length > 64) return false;
  return (
    INTENT_IDS.has(text) ||
    /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*=[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(text) ||
    /^\?[a-z]+\.[a-z0-9_-]+$/.test(text) ||
    /^\+[a-z]+(=[A-Za-z0-9._/-]+)?$/.test(text)
  );
}
