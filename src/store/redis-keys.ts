// Names of the keys in Redis. Must not know what is done with them.

import type { ConversationKey } from '../runtime/ports.ts';

/**
 * Conversations are spread over this many buckets; a bucket's number is the hash tag of its keys. So a conversation and the index
 * that it stands in share a slot of a cluster, and one script can write both. Stored data depends on the number.
 */
export const BUCKETS = 64;

/**
 * One letter per kind of key. Of a conversation: `c` state and lease, `m` mailbox, `o` outbox, `n` note of a reminder, `j` journal
 * (also the name of the channel that its watchers hear), `q` newest seq of the journal, negative once it was erased for good. Of
 * an update: `d` its id was seen, without the conversation: nothing that outlives an erased one may lead back to it.
 * Of a bucket, conversations by time: `w` end of the lease, `u` outbox last touched, `r` reminder due.
 * `p` is written to see that Redis takes writes, `a` says when its log was last rewritten.
 */
export type Letter = 'c' | 'm' | 'o' | 'n' | 'j' | 'q' | 'd' | 'w' | 'u' | 'r' | 'p' | 'a';

/** `wp{17}c…`: the key of this letter for a conversation. */
export function keyOf(letter: 'c' | 'm' | 'o' | 'n' | 'j' | 'q', conversation: ConversationKey): string {
  return `${bucketKey(letter, bucketOf(conversation))}${conversation}`;
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
