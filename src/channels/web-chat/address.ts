// How a web chat conversation is known to the runtime. Must not know routes or the store.

import type { Address } from '../../model/update.ts';
import type { Seal } from '../../runtime/sealing.ts';

export const CHANNEL = 'web-chat';

/** The id of the update that opens a conversation: the same each time, so that the line greets once. */
export const OPENING = 'open';

export function addressOf(conversation: string): Address {
  return { channel: CHANNEL, to: conversation };
}

/**
 * The activity that a part answers, or undefined for a greeting or a reminder. The runtime begins the id of a part with the hashed
 * id of its update, and a person's activity has that same id.
 */
export function answeredBy(seal: Seal, conversation: string, part: string): string | undefined {
  const turn = /^([A-Za-z0-9_-]{22})\./.exec(part)?.[1];
  return turn === seal.updateId(addressOf(conversation), OPENING) ? undefined : turn;
}
