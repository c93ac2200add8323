// A Direct Line request that is refused, with the status and code its client understands. Must not know routes.

/** Thrown in a route; shown as `{"error":{"code","message"}}`. The message never repeats what was sent. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly expose = true;
  /** Seconds after which it is worth to try again; sent as Retry-After. */
  readonly retryAfter: number | undefined;

  constructor(statusCode: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.retryAfter = retryAfter;
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** Seconds; by then there is room for the next message, and for the one after it. */
const TOO_FAST_FOR = 2;

/** One for all: a flood makes hundreds a second, and each new error writes down where it was made. */
export const TOO_FAST: Refusal = new Refusal(
  429,
  'TooManyRequests',
  'You write faster than the line answers.',
  TOO_FAST_FOR,
);

export function badArgument(message: string): Refusal {
  return new Refusal(400, 'BadArgument', message);
}

export function noSuchConversation(): Refusal {
  return new Refusal(404, 'ConversationNotFound', 'There is no such conversation.');
}

/** Clients take it as the end of this conversation, not of the line. */
export function conversationEnded(): Refusal {
  return new Refusal(403, 'ConversationEnded', 'The person has left this conversation.');
}
