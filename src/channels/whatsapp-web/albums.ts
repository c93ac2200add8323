// Pictures sent together arrive one by one: only the first is answered. Must not know what is answered.

import type { HeardMessage } from './hear-message.ts';

const MEDIA: ReadonlySet<string> = new Set(['album', 'image', 'video']);
/** Seconds between two pictures of one album, by WhatsApp's own time. */
const TOGETHER = 5;
const MOST_PEOPLE = 1_000;

/** True for a picture without words that follows another of the same chat. */
export function createAlbums(): (message: HeardMessage) => boolean {
  const last = new Map<string, number>();
  return ({ from, type, body, timestamp }) => {
    if (!MEDIA.has(type)) return false;
    const before = last.get(from);
    last.delete(from);
    last.set(from, timestamp);
    for (const oldest of last.keys()) {
      if (last.size <= MOST_PEOPLE) break;
      last.delete(oldest);
    }
    return body.trim() === '' && before !== undefined && Math.abs(timestamp - before) <= TOGETHER;
  };
}
