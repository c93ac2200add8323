// Makes one update of the pictures that a person sends together: WhatsApp delivers each on its own and names no album.
// Must not know what is answered.

import type { Heard } from './hear.ts';

/** Seconds within which attachments of one kind count as sent together. */
const TOGETHER = 10;
/** Albums remembered at once; the oldest are forgotten first. */
const MOST = 1_000;

/** Gives each message the id of its update: its own, or that of the first picture of its album. */
export function createAlbums(): (heard: Heard) => string {
  const first = new Map<string, { readonly id: string; readonly at: number }>();
  return ({ person, messageId, at, content }) => {
    if (content.type !== 'attachment') return messageId;
    const key = `${person} ${content.what}`;
    const album = first.get(key);
    if (album !== undefined && Math.abs(at - album.at) <= TOGETHER) return album.id;
    first.delete(key);
    first.set(key, { id: messageId, at });
    const [oldest] = first.keys();
    if (first.size > MOST && oldest !== undefined) first.delete(oldest);
    return messageId;
  };
}
