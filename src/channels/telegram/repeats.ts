// Gives each thing a person did one id, so that albums, edits and repeated deliveries are answered once.
// Remembers only digests, only for a while. Must not know what the line does with them.

import { createHash, randomBytes } from 'node:crypto';
import { createLately } from '../lately.ts';
import type { Heard } from './hear.ts';

type Person = Extract<Heard, { type: 'person' }>;

/** Of messages, and of albums. A link preview or the rest of an album comes within seconds. */
const REMEMBERED = { lifetime: 600_000, most: 2_000 };

export type Repeats = {
  /** What came in one batch: words of an album count wherever they stand in it. */
  lookAhead(batch: readonly Heard[]): void;
  /** The id of the update; null when it is already answered by another. */
  idOf(heard: Person): string | null;
};

export function createRepeats(): Repeats {
  const salt = randomBytes(16);
  const said = createLately<{ readonly words: string; readonly number: number }>(REMEMBERED);
  const albumsWithWords = createLately<true>(REMEMBERED);

  function noteWords({ chat, album, content }: Person): void {
    if (album !== undefined && content.type !== 'attachment') albumsWithWords.set(`${chat} ${album}`, true);
  }

  function idOfMessage(heard: Person): string | null {
    const { chat, message, content } = heard;
    if (message === undefined) return String(heard.number);
    const words = createHash('sha256').update(salt).update(JSON.stringify(content)).digest('base64url');
    const before = said.get(`${chat} ${message}`);
    said.set(`${chat} ${message}`, { words, number: heard.number });
    if (!heard.edited) return String(heard.number);
    // Telegram also calls it an edit when a link preview came: the words are the same then, in another update.
    if (before?.words === words && before.number !== heard.number) return null;
    return `edit ${message} ${createHash('sha256').update(JSON.stringify(content)).digest('base64url')}`;
  }

  return {
    lookAhead(batch) {
      for (const heard of batch) if (heard.type === 'person') noteWords(heard);
    },
    idOf(heard) {
      if (heard.album === undefined || heard.edited) return idOfMessage(heard);
      noteWords(heard);
      if (heard.content.type !== 'attachment') return idOfMessage(heard);
      // All pictures of an album share the id, so that the store takes in only the first, whichever process it came to.
      return albumsWithWords.get(`${heard.chat} ${heard.album}`) ? null : `album ${heard.album}`;
    },
  };
}
