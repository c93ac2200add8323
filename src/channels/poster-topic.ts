// What a poster's wa.me link writes for the person: a topic, and maybe a language. Must not know a platform.

import type { Content } from '../model/update.ts';

const POSTER = /^#([a-z]+(?:\.[a-z][a-z-]*)*)(?: ([a-z]{2,3}))?$/;

/** `#biz.right` or `#biz.right ar` alone → opened at that topic; null for any other words. */
export function posterTopic(text: string): Extract<Content, { type: 'open' }> | null {
  const [, topic, language] = POSTER.exec(text.trim()) ?? [];
  if (topic === undefined) return null;
  return { type: 'open', topic, ...(language !== undefined && { language }) };
}
