// What a connector's error means for the message at hand. Errors of the library hold what was sent: nothing of them goes further.

import { Fault } from '../../model/fault.ts';
import type { Sent } from '../../runtime/ports.ts';

type LikeRestError = {
  readonly statusCode?: unknown;
  /** The connector's own code, or that of a network error. */
  readonly code?: unknown;
  readonly response?: { readonly headers?: { get?(name: string): string | undefined } };
};

/** The person has blocked or removed the line, or the conversation is over. */
const GONE: ReadonlySet<unknown> = new Set([
  'ConversationNotFound',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
  'UserBlockedBot',
]);

/** The outcome, or a Fault for what a later try may mend: `bot-framework/no-answer`, `bot-framework/account`. */
export function outcomeOf(error: unknown): Sent | Fault {
  const { statusCode, code, response } = (error ?? {}) as LikeRestError;
  const status = typeof statusCode === 'number' ? statusCode : 0;
  if (GONE.has(code) || status === 404 || status === 410) return { type: 'gone' };
  if (status === 429) return { type: 'wait', seconds: secondsOf(response?.headers?.get?.('retry-after')) };
  if (status === 401 || status === 403 || isCredentials(error)) {
    return new Fault('bot-framework/account', 'The connector refuses the credentials.');
  }
  // 408 and 412 are Teams' way to say "again".
  if (status >= 400 && status < 500 && status !== 408 && status !== 412) {
    return { type: 'refused', why: `bot-framework/connector-${status}` };
  }
  return new Fault('bot-framework/no-answer', 'The connector does not answer as it should.');
}

/** Microsoft's login refuses id, secret or tenant. */
export function isCredentials(error: unknown): boolean {
  const { errorCode, name } = (error ?? {}) as { readonly errorCode?: unknown; readonly name?: unknown };
  const refused = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant'];
  return name === 'ServerError' && typeof errorCode === 'string' && refused.includes(errorCode);
}

function secondsOf(header: string | undefined): number {
  return header !== undefined && /^\d{1,5}$/.test(header) ? Number(header) : 10;
}
