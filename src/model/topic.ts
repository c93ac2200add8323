// What a question is about: the bridge between words, dialogs and services. Must not know any of the three.

import type { Texts } from './language.ts';

/** E.g. `biz.right`; `safe.*` are dangers. */
export type TopicCode = string;

export type TopicMode = 'knowledge-base' | 'signpost' | 'fixed-text' | 'hand-off';

export type TopicRule =
  | 'safe-first'
  | 'second-topic'
  | 'fin-pair'
  | 'offer-finance'
  | 'status-first'
  | 'offer-unasked';

export type TopicGroup = {
  readonly code: string;
  readonly name: Texts;
  readonly rules: readonly TopicRule[];
};

export type Topic = {
  readonly code: TopicCode;
  /** Code of its group, e.g. `biz`. */
  readonly parent: string;
  /** Short enough for a button: at most 24 graphemes. */
  readonly name: Texts;
  readonly description: Texts;
  readonly mode: readonly TopicMode[];
  /** The topic's own rules and those of its group. */
  readonly rules: readonly TopicRule[];
  /** Facts the answer depends on; they are asked before it is given. */
  readonly asks: readonly ('country' | 'status')[];
};

/** `biz.right` → `biz`. */
export function groupOf(topic: TopicCode): string {
  const dot = topic.indexOf('.');
  return dot === -1 ? topic : topic.slice(0, dot);
}

export function isDanger(topic: TopicCode): boolean {
  return groupOf(topic) === 'safe';
}

export function isFinance(topic: TopicCode): boolean {
  return groupOf(topic) === 'fin';
}
