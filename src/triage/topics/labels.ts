// The classes that the topic model tells apart. Must not know how it learns.

import type { Intent } from '../../model/phrase.ts';
import type { TopicCode } from '../../model/topic.ts';

/** A topic, an intent, a neighbour that the line does not serve (`~tourism`), or nothing that it answers. */
export type Label = TopicCode | `!${Intent}` | `~${string}` | '-';
export const NONE: Label = '-';

/** `!menu` → menu; null for all else. */
export function intentOf(label: Label): Intent | null {
  return label.startsWith('!') ? (label.slice(1) as Intent) : null;
}

/** True for none and for the neighbours. */
export function isOutside(label: Label): boolean {
  return label === NONE || label.startsWith('~');
}

export function isTopic(label: Label): boolean {
  return !isOutside(label) && intentOf(label) === null;
}
