// Names of the keys in Redis. Must not know what is done with them.

import type { ConversationKey } from '../runtime/ports.ts';

/**
 * Conversations are spread over this many buckets; a bucket's number is the hash tag of its keys. So a conversation and the index
 * that it stands in share a slot of a cluster, and one script can write both. Stored data depends on the number.
 */
export const BUCKETS = 64;

/**
 * One letter per kind of key. Of a conversation: `c` state and lease, `m` mailbox, `o` outbox, `n` note of a reminder, `j` journal
 * (also the name of the channel that its watchers hear), `q` newest seq of the journal. Of an update: `d` its id was seen.
 * Of a bucket, conversations by time: `w` end of the lease, `u` outbox last touched, `r` reminder due.
 * `p` is written to see that Redis takes writes.
 */
export type Letter = 'c' | 'm' | 'o' | 'n' | 'j' | 'q' | 'd' | 'w' | 'u' | 'r' | 'p';

const BUCKET_LETTERS = 'wurp';

/** `wp{17}c…`: the key of this letter for a conversation; `update` is the hashed id that `d` is about. */
export function keyOf(letter: Letter, conversation: ConversationKey, update = ''): string {
  const bucket = bucketOf(conversation);
  if (BUCKET_LETTERS.includes(letter)) return bucketKey(letter, bucket);
  // The id of an update stands alone: nothing that outlives an erased conversation may lead back to it.
  return `wp{${bucket}}${letter}${letter === 'd' ? update : conversation}`;
}

export function bucketKey(letter: Letter, bucket: number): string {
  return `wp{${bucket}}${letter}`;
}

/** FNV-1a: any string will do as a key, and every process must agree. */
function bucketOf(conversation: ConversationKey): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < conversation.length; i += 1) {
    hash = Math.imul(hash ^ conversation.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}
